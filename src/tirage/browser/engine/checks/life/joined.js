/**
 * More volunteers who join the pool of the draws to come: who they are, and when. Checks 10.27 and 10.28.
 *
 * After each list the whole pool is a file of its own. Whoever was in it stays as entered. After rolls, those
 * who join are all who accepted a letter by then and nobody else; without rolls they are the organiser's word.
 */

import { check, judged, noFault, notChecked, orNull, remark } from "../../kernel.js";
import { rows } from "../../reading/csv.js";
import { attempt, bytesAt, told } from "../../reading/documents.js";
import { hashOf } from "../../primitives/lines.js";
import { absenceOf } from "../../reading/pack.js";
import { answersFile, miscounted, roundsBefore } from "../roll/answers.js";
import { otherHomes } from "../roll/kept.js";
import { IN_JOURNAL } from "../record/journal.js";
import { POOL, readPool } from "../lottery/pool.js";
import { sorted } from "../../words.js";

/** Where the pool is after a list. */
const poolAfter = (list) => `guarantors/volunteers-${list}.csv`;
const isJoined = { when: ({ life }) => life.joins.known.length > 0, due: ({ lived, held }) => lived && held.has("volunteers") };

/** The lists of an assembly, entry by entry. */
export class Joins {
  /** The assembly as it was when each joined. */
  known = [];
  /** Where the pool is that a draw is from now. */
  pool = POOL;

  /** Those that a standby was in force at, which may have given its tickets away. */
  early = [];

  take({ body, file }, moment, standby) {
    this.known.push(moment);
    if (standby) this.early.push(`${file} (standby)`);
    this.pool = poolAfter(body.list);
  }
}

export const JOINED = [
  check("volunteers.when", ({ life: { joins: { known, early } } }) => {
    const open = known.filter(({ vacant, unfilled }) => vacant.length > 0 && !unfilled);
    const faults = open.map(({ entry, vacant }) => `${entry.file} (${vacant.length} > 0)`);
    return noFault([...faults, ...early], { checked: known.length });
  }, { ...IN_JOURNAL, ...isJoined }),
  check("volunteers.who", (facts) => {
    const { life, quotas, files, entries, framed } = facts;
    const [rounds, people] = [orNull(() => framed && facts.answers), orNull(() => framed && facts.people)];
    return life.joins.known.map((moment, place) => {
      const { entry, pool } = moment;
      const name = poolAfter(entry.body.list);
      const missing = [name, pool].find((each) => !files.has(each));
      const before = roundsBefore(entries, entries.indexOf(entry));
      const answers = (rounds && before && rounds[before - 1]) || null;
      if (entry.body.list !== place + 1) {
        return judged(false, { got: entry.body.list, expected: place + 1, file: entry.file });
      }
      if (missing) return notChecked(absenceOf(files, missing), missing);
      if (framed && !answers) return unanswered(before, files, name);
      return { ...judgedList(moment, quotas, files, answers, people), file: name };
    });
  }, isJoined),
  remark("beyond.joined", ({ life: { joins: { known } } }) =>
    known.length > 0 && notChecked(known.map(({ entry: { body } }) => `${body.list}: ${told(body.kept)}`).join(", "))),
];

/** Nobody has answered, or the answers are not at hand, or cannot be read. */
function unanswered(rounds, files, name) {
  if (!rounds) return judged(false, { got: "responses (absent)", file: name });
  const lacking = !files.has(answersFile(rounds));
  return notChecked(lacking ? absenceOf(files, answersFile(rounds)) : "blocked", name);
}

function judgedList(moment, quotas, files, answers, frame) {
  const { entry: { body }, pool, out } = moment;
  const data = bytesAt(files, poolAfter(body.list));
  return attempt(() => {
    const [old, now] = [peopleOf(bytesAt(files, pool), quotas), peopleOf(data, quotas)];
    const joined = [...now.keys()].filter((pid) => !old.has(pid));
    const faults = [...altered(old, now)];
    if (!joined.length || body.kept !== joined.length) faults.push(`${told(body.kept)} ≠ ${joined.length}`);
    if (answers) {
      faults.push(...uncalled(old, now, answers, out));
      faults.push(...miscounted(body, answers, out, hashOf(files.get(answersFile(answers.number))), old));
      if (frame) faults.push(...otherHomes(data, frame, answers.criteria));
    }
    return noFault(faults, { checked: joined.length });
  }, (got) => judged(false, { got }));
}

/** Household and features by pid; Malformed where the pool is not in its one form. */
function peopleOf(data, quotas) {
  readPool(data, quotas);
  const all = rows(data, ["pid", "household", ...quotas.criteria]);
  return new Map([...all].map(([pid, home, ...features]) => [pid, { home, features: JSON.stringify(features) }]));
}

/** People of the pool who are in it no more, or otherwise; households that were parted, or made one. */
function* altered(old, now) {
  for (const [pid, { features }] of old) if (now.get(pid)?.features !== features) yield pid;
  const together = new Map();
  for (const [pid, { home }] of old) {
    const own = now.get(pid)?.home ?? "";
    if (home && own && !together.has(home)) together.set(home, own);
    if (home && (!own || together.get(home) !== own)) yield `${pid}: ${home}`;
  }
  const inside = new Map();
  for (const [pid, { home }] of old) {
    const own = now.get(pid)?.home ?? "";
    if (!inside.has(own)) inside.set(own, new Set());
    inside.get(own).add(home || pid);
  }
  const shared = new Set([...now].filter(([pid]) => !old.has(pid)).map(([, { home }]) => home));
  yield* sorted([...inside.keys()].filter((home) => home && inside.get(home).size > 1 && !shared.has(home)));
}

/** People who joined and did not accept, accepted with other features, or are missing. */
function* uncalled(old, now, { answers }, out) {
  const due = new Map();
  for (const [pid, [status, ...features]] of answers) {
    if (status === "accepted" && !out.has(pid) && !old.has(pid)) due.set(pid, JSON.stringify(features));
  }
  const there = new Map([...now].filter(([pid]) => !old.has(pid)).map(([pid, { features }]) => [pid, features]));
  for (const pid of sorted(new Set([...due.keys(), ...there.keys()]))) if (due.get(pid) !== there.get(pid)) yield pid;
}
