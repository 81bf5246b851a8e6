/**
 * What came back: only those who got a letter answer, nobody disappears, and the pool is who accepts.
 *
 * Checks 6.5 and 6.6: without them an organiser could put a friend into the pool who was never drawn.
 */

import { check, fact, Missing, noFault } from "../../kernel.js";
import { headerOf, rows } from "../../reading/csv.js";
import { attempt, bytesAt, canonical, Malformed, parseJson, told } from "../../reading/documents.js";
import { drawnFile, wavesIn } from "./letters.js";
import { absenceOf } from "../../reading/pack.js";
import { POOL } from "../lottery/pool.js";
import { exactly, isCount, isText, listOf, mappingOf, record, shaped } from "../../reading/shapes.js";
import { compareText, countsOf, first, sorted } from "../../words.js";

const STATUS = /^(?:accepted|late|incomplete|undelivered|refused(:[a-z0-9-]{1,30})?)$/;
const ROUND = {
  spec: exactly("tirage/2"),
  round: isCount,
  letters: isCount,
  answers: mappingOf(isCount),
  streams: listOf(record({ stream: isText, letters: isCount, accepted: isCount })),
};
const answersFile = (round) => `guarantors/responses-${round}.csv`;

const answering = ({ framed, rounds }) => framed && rounds.length > 0;

export const ANSWERS = [
  fact("rounds", ({ entries }) => entries.filter(({ type }) => type === "responses").map(({ body }) => body.round)),
  // Every round that came back, and what is wrong with them.
  fact("answers", ({ files, entries, rounds }) => {
    const names = rounds.map(answersFile);
    const letters = wavesIn(entries).map(drawnFile).filter((name) => files.has(name));
    if (!names.every((name) => files.has(name)) || !letters.length) throw new Missing(absenceOf(files, names.at(-1)));
    const written = new Set();
    for (const name of letters) for (const [pid] of rows(files.get(name), ["pid", "stratum"])) written.add(pid);
    const found = names.map((name) => readAnswers(files.get(name)));
    return { last: found.at(-1), faults: [...faultsOf(files, rounds, found, written)] };
  }, { file: "" }),
  check("responses.letters", ({ answers: { last, faults } }) => noFault(faults, { checked: last.answers.size }), {
    file: ({ rounds }) => answersFile(rounds.at(-1)),
    when: answering,
    due: ({ framed, held }) => framed && held.has("responses"),
  }),
  check("responses.pool", ({ answers: { last }, files }) =>
    files.has(POOL) && noFault(strangers(files.get(POOL), last)), {
    file: POOL,
    when: (facts) => answering(facts) && (facts.files.has(POOL) || facts.entries.some(({ type }) => type === "pool")),
    due: ({ framed, held }) => framed && held.has("responses") && held.has("pool"),
  }),
];

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

function* faultsOf(files, rounds, found, written) {
  if (rounds.some((round, place) => round !== place + 1)) yield `rounds ${told(rounds)}`;
  let before = new Set();
  for (const [place, { answers }] of found.entries()) {
    const round = rounds[place];
    const strange = sorted([...answers.keys()].filter((pid) => !written.has(pid)));
    if (strange.length) yield `${round}: ${strange[0]} (+${strange.length - 1})`;
    const gone = sorted([...before].filter((pid) => !answers.has(pid)));
    if (gone.length) yield `${round}: ${gone[0]} absent`;
    before = new Set(answers.keys());
    const document = shaped(parseJson(bytesAt(files, `public/responses-${round}.json`)), ROUND);
    const counted = countsOf([...answers.values()].map(([status]) => status));
    if (canonical(document.answers) !== canonical(counted) || document.round !== round) {
      yield `${round}: ${told(document.answers)} ≠ ${told(counted)}`;
    }
  }
}

/** People of the pool who did not accept, accepted with other features, or are missing from it. */
function* strangers(pool, { criteria, answers }) {
  const accepted = new Map();
  for (const [pid, [status, ...features]] of answers) {
    if (status === "accepted") accepted.set(pid, JSON.stringify(features));
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
