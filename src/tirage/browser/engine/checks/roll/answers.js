/**
 * What came back: only those who got a letter answer, nobody disappears, and the pool is who accepts.
 *
 * Checks 6.5 and 6.6: without them an organiser could put a friend into the pool who was never drawn.
 */

import { faulty, judged, skipped } from "../../kernel.js";
import { attempt, canonical, headerOf, Malformed, parseJson, rows } from "../../reading/documents.js";
import { countsOf } from "./frame.js";
import { drawnFile, wavesIn } from "./letters.js";
import { absenceOf } from "../../reading/pack.js";
import { POOL } from "../lottery/pool.js";
import { exactly, isCount, isText, listOf, mappingOf, record, shaped } from "../../reading/shapes.js";
import { compareText, first, pythonic, sorted } from "../../words.js";

const NOTHING = new Uint8Array();
const STATUS = /^(?:accepted|late|incomplete|undelivered|refused(:[a-z0-9-]{1,30})?)$/;
const ROUND = {
  spec: exactly("tirage/1"),
  round: isCount,
  letters: isCount,
  answers: mappingOf(isCount),
  streams: listOf(record({ stream: isText, letters: isCount, accepted: isCount })),
};
const answersFile = (round) => `guarantors/responses-${round}.csv`;

/** Every round, then the pool against the last one. */
export function* checkAnswers(files, entries) {
  const rounds = entries.filter(({ type }) => type === "responses").map(({ body }) => body.round);
  if (!rounds.length) return;
  const names = rounds.map(answersFile);
  const file = names.at(-1);
  const letters = wavesIn(entries).map(drawnFile).filter((name) => files.has(name));
  if (!names.every((name) => files.has(name)) || !letters.length) {
    yield skipped("responses.letters", absenceOf(files, file), file);
    const pooled = files.has(POOL) || entries.some(({ type }) => type === "pool");
    if (pooled) yield skipped("responses.pool", absenceOf(files, file), POOL);
    return;
  }
  let fault = "";
  const result = attempt(
    () => {
      const written = new Set();
      for (const name of letters) for (const [pid] of rows(files.get(name), ["pid", "stratum"])) written.add(pid);
      const found = names.map((name) => readAnswers(files.get(name)));
      return { found, faults: [...faultsOf(files, rounds, found, written)] };
    },
    (words) => void (fault = words),
  );
  if (!result) {
    yield judged("responses.letters", false, { got: fault, file });
    return;
  }
  const last = result.found.at(-1);
  yield faulty("responses.letters", result.faults, { checked: last.answers.size, file });
  if (files.has(POOL)) yield faulty("responses.pool", [...strangers(files.get(POOL), last)], { file: POOL });
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

function* faultsOf(files, rounds, found, written) {
  if (rounds.some((round, place) => round !== place + 1)) yield `rounds ${pythonic(rounds)}`;
  let before = new Set();
  for (const [place, { answers }] of found.entries()) {
    const round = rounds[place];
    const strange = sorted([...answers.keys()].filter((pid) => !written.has(pid)));
    if (strange.length) yield `${round}: ${strange[0]} (+${strange.length - 1})`;
    const gone = sorted([...before].filter((pid) => !answers.has(pid)));
    if (gone.length) yield `${round}: ${gone[0]} absent`;
    before = new Set(answers.keys());
    const document = shaped(parseJson(files.get(`public/responses-${round}.json`) ?? NOTHING), ROUND);
    const counted = countsOf([...answers.values()].map(([status]) => status));
    if (canonical(document.answers) !== canonical(counted) || document.round !== round) {
      const inOrder = new Map(sorted(counted, ([a], [b]) => compareText(a, b)));
      yield `${round}: ${pythonic(document.answers)} ≠ ${pythonic(inOrder)}`;
    }
  }
}

/** People of the pool who did not accept, accepted with other features, or are missing from it. */
function* strangers(pool, { criteria, answers }) {
  const accepted = new Map();
  for (const [pid, [status, ...features]] of answers) {
    if (status === "accepted") accepted.set(pid, JSON.stringify(features));
  }
  const there = new Map();
  let fault = "";
  attempt(
    () => {
      const header = ["pid", "household", ...criteria];
      for (const [pid, , ...features] of rows(pool, header)) there.set(pid, JSON.stringify(features));
    },
    (words) => void (fault = words),
  );
  if (fault) {
    yield fault;
    return;
  }
  for (const pid of sorted(new Set([...there.keys(), ...accepted.keys()]))) {
    if (there.get(pid) !== accepted.get(pid)) yield pid;
  }
}
