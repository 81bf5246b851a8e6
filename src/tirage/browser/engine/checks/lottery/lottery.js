/** The lottery: m numbered panels of equal chance, every one valid (SPEC §6). Checks 6.1, 7.4 to 7.7, 9.2. */

import { allSkipped, compared, faulty, judged } from "../../kernel.js";
import { attempt, linesOf, Malformed, textOf } from "../../reading/documents.js";
import { FIELD, hashOf, ringsSeed, tickets } from "../../primitives/lines.js";
import { peopleIn, seatsOf } from "./pool.js";
import { hex, sha256 } from "../../primitives/sha256.js";

export const LOTTERY = "public/lottery.csv";
const MOST_PANELS = 1e6;
const NOTHING = new Uint8Array();

/** The panels of a lottery that is well formed. */
export function* panelsOf(data) {
  for (const line of linesOf(data)) yield textOf(line).split(",");
}

/** True when the lottery can be read: m lines of k ascending pids, LF after each. */
export function* checkForm(data, { panels, seats }) {
  const faults = [];
  let count = 0;
  for (const line of linesOf(data)) {
    const number = count++;
    attempt(
      () => refuseBadLine(line, seats),
      (fault) => faults.push(`${number} (${fault})`),
    );
  }
  if (data.at(-1) !== 0x0a) faults.push("no-final-newline");
  if (count !== panels || panels < 1 || panels > MOST_PANELS) faults.push(`${count} ≠ ${panels}`);
  yield faulty("lottery.form", faults, { wanted: `${panels} × ${seats}`, file: LOTTERY });
  return !faults.length;
}

function refuseBadLine(line, seats) {
  if (line.some((byte) => byte > 0x7f)) throw new Malformed("not-ascii");
  const panel = textOf(line).split(",");
  if (panel.length !== seats) throw new Malformed("seats", panel.length);
  if (!panel.every((pid) => FIELD.test(pid))) throw new Malformed("not-an-id");
  if (panel.some((pid, place) => place > 0 && panel[place - 1] >= pid)) throw new Malformed("not-ascending");
}

/** That panels are numbered by ticket: whoever found them could not choose their numbers. */
export function checkNumbering(data, inputsHash) {
  const ticket = tickets(ringsSeed(inputsHash));
  const faults = [];
  let before = "";
  let number = 0;
  for (const line of linesOf(data)) {
    const own = hex(ticket(hex(sha256(line))));
    if (own < before) faults.push(`${number}`);
    before = own;
    number++;
  }
  return faulty("tickets.panels", faults, { file: LOTTERY });
}

const OF_MEMBERS = ["lottery.pool", "lottery.quotas", "lottery.households"];

/** Panels by person number, after checking every panel against the pool, the quotas and the households. */
export function* checkMembers(data, pool, quotas) {
  if (!pool) {
    yield* allSkipped(OF_MEMBERS, "no-pool", LOTTERY);
    return null;
  }
  const counts = new Array(pool.numbers.size).fill(0);
  const [strangers, unmet, together] = [[], [], []];
  let number = 0;
  for (const panel of panelsOf(data)) {
    const people = peopleIn(pool, panel);
    for (const person of people) counts[person]++;
    if (people.length < panel.length) strangers.push(`${number}: ${panel.find((pid) => !pool.numbers.has(pid))}`);
    const outside = quotas.outside(seatsOf(pool, quotas, people));
    if (outside) unmet.push(`${number}: ${outside}`);
    const homes = people.map((person) => pool.householdOf[person]).filter(Boolean);
    if (new Set(homes).size < homes.length) together.push(`${number}`);
    number++;
  }
  for (const [place, faults] of [strangers, unmet, together].entries()) {
    yield faulty(OF_MEMBERS[place], faults, { file: LOTTERY });
  }
  return counts;
}

/** Nothing of the panels can be checked where the lottery cannot be read. */
export const membersBlocked = () => allSkipped(OF_MEMBERS, "blocked", LOTTERY);

/** Panel `number`, counted from 0; undefined where there is none. */
function lineAt(data, number) {
  let at = 0;
  for (const line of linesOf(data)) if (at++ === number) return line;
  return undefined;
}

/** The pids of line `number`, after checking that `panel.csv` is that line. */
export function* checkPanel(data = NOTHING, number, panel = NOTHING, panels) {
  const file = "public/panel.csv";
  const found = number < panels ? lineAt(data, number) : undefined;
  if (!found) {
    yield judged("panel.line", false, { got: number, expected: `0–${panels - 1}`, file });
    return [];
  }
  const separate = found.map((byte) => (byte === 0x2c ? 0x0a : byte));
  const wanted = Uint8Array.of(...asBytes("pid\n"), ...separate, 0x0a);
  yield compared("panel.line", hashOf(panel), hashOf(wanted), file);
  return [...found].map((byte) => (byte > 0x7f ? "\ufffd" : String.fromCharCode(byte))).join("").split(",");
}

const asBytes = (text) => new TextEncoder().encode(text);
