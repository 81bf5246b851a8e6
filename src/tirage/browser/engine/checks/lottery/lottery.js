/** The lottery: m numbered panels of equal chance, every one valid (SPEC §6). Checks 6.1, 7.4 to 7.7, 9.2. */

import { check, fact, noFault } from "../../kernel.js";
import { linesOf, textOf } from "../../reading/csv.js";
import { attempt, bytesAt, Malformed } from "../../reading/documents.js";
import { FIELD, ringsSeed, tickets } from "../../primitives/lines.js";
import { peopleIn, seatsOf } from "./pool.js";
import { hex, sha256 } from "../../primitives/sha256.js";

export const LOTTERY = "public/lottery.csv";
const MOST_PANELS = 1e6;

/** The panels of a lottery that is well formed. */
export function* panelsOf(data) {
  for (const line of linesOf(data)) yield textOf(line).split(",");
}

export const LOTTERIES = [
  fact("lottery", ({ files }) => bytesAt(files, LOTTERY)),
  check("lottery.form", ({ plan: { panels, seats }, lottery }) => ({
    ...noFault(badLines(lottery, panels, seats), { wanted: `${panels} × ${seats}` }),
    fact: { *[Symbol.iterator]() { yield* panelsOf(lottery); } },
  }), { file: LOTTERY, gives: "panels" }),
  // Whoever found the panels could not choose their numbers.
  check("tickets.panels", ({ plan, lottery }) => noFault(outOfOrder(lottery, plan.inputsHash)), { file: LOTTERY }),
  fact("tally", ({ panels, pool, quotas }) => tallied(panels, pool, quotas)),
  check("lottery.pool", ({ tally }) => noFault(tally.strangers), { file: LOTTERY }),
  check("lottery.quotas", ({ tally }) => noFault(tally.unmet), { file: LOTTERY }),
  check("lottery.households", ({ tally }) => noFault(tally.together), {
    file: LOTTERY,
    when: ({ plan }) => plan.household.length > 0,
    due: () => false,
  }),
];

/** What is wrong with a lottery: it is m lines of k ascending pids, LF after each. Lines beyond the most are counted. */
function* badLines(data, panels, seats) {
  let count = 0;
  for (const line of linesOf(data)) {
    const number = count++;
    if (number >= MOST_PANELS) continue;
    const fault = attempt(() => refuseBadLine(line, seats), (words) => words);
    if (fault) yield `${number} (${fault})`;
  }
  if (data.at(-1) !== 0x0a) yield "no-final-newline";
  if (count !== panels || panels < 1 || panels > MOST_PANELS) yield `${count} ≠ ${panels}`;
}

function refuseBadLine(line, seats) {
  if (line.some((byte) => byte > 0x7f)) throw new Malformed("not-ascii");
  const panel = textOf(line).split(",");
  if (panel.length !== seats) throw new Malformed("seats", panel.length);
  if (!panel.every((pid) => FIELD.test(pid))) throw new Malformed("not-an-id");
  if (panel.some((pid, place) => place > 0 && panel[place - 1] >= pid)) throw new Malformed("not-ascending");
}

/** Numbers of the panels whose ticket is before that of the panel before. */
function* outOfOrder(data, inputsHash) {
  const ticket = tickets(ringsSeed(inputsHash));
  let [before, number] = ["", 0];
  for (const line of linesOf(data)) {
    if (number === MOST_PANELS) break;
    const own = hex(ticket(hex(sha256(line))));
    if (own < before) yield `${number}`;
    before = own;
    number++;
  }
}

/** Panels by person number; profiles by panel, ascending; the panels that pool, quotas or a household refuse. */
function tallied(panels, pool, quotas) {
  const counts = new Array(pool.numbers.size).fill(0);
  const found = { counts, compositions: [], strangers: [], unmet: [], together: [] };
  let number = 0;
  for (const panel of panels) {
    const people = peopleIn(pool, panel);
    for (const person of people) found.counts[person]++;
    found.compositions.push(Uint32Array.from(people, (person) => pool.profileOf[person]).sort());
    if (people.length < panel.length) found.strangers.push(`${number}: ${panel.find((pid) => !pool.numbers.has(pid))}`);
    const outside = quotas.outside(seatsOf(pool, quotas, people));
    if (outside) found.unmet.push(`${number}: ${outside}`);
    const homes = people.map((person) => pool.householdOf[person]).filter(Boolean);
    if (new Set(homes).size < homes.length) found.together.push(`${number}`);
    number++;
  }
  return found;
}

/** Panel `number`, counted from 0; undefined where there is none. */
export function lineAt(data, number) {
  let at = 0;
  for (const line of linesOf(data)) if (at++ === number) return line;
  return undefined;
}

/** The ids of a line of bytes, whatever these are. */
export const idsIn = (line) =>
  [...line].map((byte) => (byte > 0x7f ? "\ufffd" : String.fromCharCode(byte))).join("").split(",");
