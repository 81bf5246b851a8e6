/**
 * What came back: only those who got a letter answer, nobody disappears, and the pool is who accepts.
 *
 * Checks 6.5 and 6.6: without them an organiser could put a friend into the pool who was never drawn.
 */

import { check, fact, Missing, noFault, orNull } from "../../kernel.js";
import { headerOf, rows } from "../../reading/csv.js";
import { attempt, bytesAt, canonical, Malformed, told } from "../../reading/documents.js";
import { drawnFile, wavesIn } from "./letters.js";
import { absenceOf } from "../../reading/pack.js";
import { hashOf } from "../../primitives/lines.js";
import { POOL } from "../lottery/pool.js";
import { firstBody } from "../record/journal.js";
import { compareText, countsOf, first, sorted } from "../../words.js";

export const STATUS = /^(?:accepted|late|incomplete|undelivered|refused(:[a-z][a-z0-9-]{0,29})?)$/;
export const answersFile = (round) => `guarantors/responses-${round}.csv`;

const isAnswers = (name) => /^guarantors\/responses-[1-9][0-9]*\.csv$/.test(name);

export const answering = ({ framed, rounds }) => framed && rounds.length > 0;
export const OF_ANSWERS = {
  when: answering,
  due: ({ framed, held, files }) => framed && (held.has("responses") || [...files.keys()].some(isAnswers)),
};
/** Whether there is a pool, in a dossier that begins with a roll. */
const pooling = ({ framed, files, entries }) =>
  framed && (files.has(POOL) || entries.some(({ type }) => type === "pool"));
const lastFile = ({ rounds }) => answersFile(rounds.at(-1));

export const ANSWERS = [
  fact("rounds", ({ entries }) => entries.filter(({ type }) => type === "responses").map(({ body }) => body.round)),
  // Every round that came back, with the letters that had been drawn by then.
  fact("answers", ({ files, entries, rounds }) => {
    const names = rounds.map(answersFile);
    const letters = wavesIn(entries).map(drawnFile).filter((name) => files.has(name));
    if (!names.every((name) => files.has(name)) || !letters.length) throw new Missing(absenceOf(files, names.at(-1)));
    return [...readRounds(files, entries)];
  }, { file: "" }),
  // What is said, before there is a pool, of those who cannot be drawn any more.
  fact("takenOut", ({ entries }) => {
    const begun = entries.findIndex(({ type }) => type === "pool");
    return (begun < 0 ? entries : entries.slice(0, begun)).filter(({ type }) => type === "unavailable");
  }),
  check("responses.letters", (facts) => {
    const { answers } = facts;
    const rules = orNull(() => facts.rules);
    const faults = [...faultsOf(answers), ...(rules ? wronglyRefused(answers, rules) : [])];
    return noFault(faults, { checked: answers.at(-1).answers.size });
  }, {
    ...OF_ANSWERS,
    file: lastFile,
  }),
  // A pool that no answers precede is of nobody who accepted.
  fact("answered", ({ rounds }) => {
    if (!rounds.length) throw new Malformed("absent", "responses");
    return true;
  }),
  check("responses.pool", ({ answered, answers, takenOut, entries, files }) => {
    if (!answered) return null;
    if (!files.has(POOL)) return null;
    // Those who answer later may join the pool, and are not in this one.
    const begun = entries.findIndex(({ type }) => type === "pool");
    const last = answers[Math.max(1, roundsBefore(entries, begun < 0 ? entries.length : begun)) - 1];
    const out = new Set(takenOut.map(({ body }) => body.pid));
    const act = firstBody(entries, "pool");
    const source = hashOf(files.get(answersFile(last.number)));
    return noFault([...strangers(files.get(POOL), last, out), ...(act ? miscounted(act, last, out, source) : [])]);
  }, {
    file: POOL,
    when: pooling,
    due: ({ framed, held }) => framed && held.has("pool"),
  }),
];

/** How many rounds are on record before the entry of this place. */
export const roundsBefore = (entries, place) => entries.slice(0, place).filter(({ type }) => type === "responses").length;

function* readRounds(files, entries) {
  let written = new Map();
  for (const { type, act, body } of entries) {
    if (type === "letters") {
      const sent = rows(bytesAt(files, `guarantors/${act.replace("/", "-")}.csv`), ["pid", "stratum"]);
      written = new Map([...written, ...sent]);
    } else if (type === "responses") {
      yield { number: body.round, ...readAnswers(files.get(answersFile(body.round))), written };
    }
  }
}

/** Criteria, and answers by pid: status and features. */
function readAnswers(data) {
  // The criteria are those of the file itself: the pool is compared with them, name by name.
  const names = headerOf(data);
  if (names[0] !== "pid" || names[1] !== "status") throw new Malformed("header", first(names.join(",")));
  const answers = new Map();
  let last = "";
  for (const [pid, ...rest] of rows(data, names)) {
    if (compareText(pid, last) <= 0) throw new Malformed("not-ascending", pid);
    if (!STATUS.test(rest[0])) throw new Malformed("wrong-value", first(rest[0]));
    answers.set(pid, rest);
    last = pid;
  }
  return { criteria: names.slice(2), answers };
}

function* faultsOf(rounds) {
  const numbers = rounds.map(({ number }) => number);
  if (numbers.some((number, place) => number !== place + 1)) yield `rounds ${told(numbers)}`;
  let before = new Set();
  for (const { number, answers, written } of rounds) {
    const strange = sorted([...answers.keys()].filter((pid) => !written.has(pid)));
    if (strange.length) yield `${number}: ${strange[0]} (+${strange.length - 1})`;
    const gone = sorted([...before].filter((pid) => !answers.has(pid)));
    if (gone.length) yield `${number}: ${gone[0]} absent`;
    before = new Set(answers.keys());
  }
}

function* wronglyRefused(rounds, rules) {
  for (const { number, answers } of rounds) {
    const statuses = new Set([...answers.values()].map(([status]) => status));
    for (const status of uncaused(statuses, rules)) yield `${number}: ${status}`;
  }
}

/** The statuses, ascending, with a cause that the rules do not have. */
export function uncaused(statuses, { causes }) {
  return sorted([...statuses].filter((each) => each.includes(":") && !causes.includes(each.slice(each.indexOf(":") + 1))));
}

/** People of the pool who did not accept, accepted with other features, or are missing from it. */
function* strangers(pool, { criteria, answers }, out) {
  const accepted = new Map();
  for (const [pid, [status, ...features]] of answers) {
    if (status === "accepted" && !out.has(pid)) accepted.set(pid, JSON.stringify(features));
  }
  const featuresOf = ([pid, , ...features]) => [pid, JSON.stringify(features)];
  const there = attempt(
    () => new Map([...rows(pool, ["pid", "household", ...criteria])].map(featuresOf)),
    (fault) => fault,
  );
  if (typeof there === "string") {
    yield there;
    return;
  }
  for (const pid of sorted(new Set([...there.keys(), ...accepted.keys()]))) {
    if (there.get(pid) !== accepted.get(pid)) yield pid;
  }
}

/** What the record says of a pool, against the answers that it was made from; `known`: who was in it before. */
export function* miscounted(act, last, out, source, known = new Map()) {
  const answers = new Map([...last.answers].filter(([pid]) => !known.has(pid)));
  const causes = countsOf([...answers.values()].map(([status]) => status.split(":")[0]));
  causes.delete("accepted");
  const gone = [...out].filter((pid) => answers.get(pid)?.[0] === "accepted").length;
  if (gone) causes.set("unavailable", gone);
  if (act.read !== answers.size || canonical(act.causes) !== canonical(causes)) {
    yield `${act.read}, ${told(act.causes)} ≠ ${answers.size}, ${told(causes)}`;
  }
  if (act.source !== source || act.encoding !== "utf-8") yield `${act.source}, ${act.encoding} ≠ ${source}, utf-8`;
}
