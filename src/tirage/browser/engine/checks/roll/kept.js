/**
 * Answers against the frame and against one another: figures, features, and what may change. Checks 6.8 to 6.10.
 *
 * Else a man of the frame could be a woman of the pool, and an acceptance be forgotten in the next round.
 */

import { answersFile, OF_ANSWERS, STATUS, uncaused } from "./answers.js";
import { check, Missing, noFault, orNull } from "../../kernel.js";
import { rows } from "../../reading/csv.js";
import { attempt, bytesAt, canonical, parseJson, told } from "../../reading/documents.js";
import { absenceOf } from "../../reading/pack.js";
import { POOL } from "../lottery/pool.js";
import { labelOf } from "./rules.js";
import { exactly, isCount, isText, listOf, mappingOf, record, shaped } from "../../reading/shapes.js";
import { countsOf, first, sorted, sumOf } from "../../words.js";

const ROUND = {
  spec: exactly("tirage/2"),
  round: isCount,
  letters: isCount,
  answers: mappingOf(isCount),
  streams: listOf(record({ stream: isText, letters: isCount, accepted: isCount })),
};
/** An answer never goes down; who was late stays so. */
const RANK = { undelivered: 0, refused: 1, incomplete: 1, late: 1, accepted: 2 };
const figuresFile = (round) => `public/responses-${round}.json`;

export const KEPT = [
  check("responses.figures", function* (facts) {
    const { entries, files, excused } = facts;
    const [rules, frame, answers] = ["rules", "frame", "answers"].map((name) => orNull(() => facts[name]));
    const said = [];
    let letters = 0n;
    for (const { type, body } of entries) {
      if (type === "letters") letters += BigInt(body.count);
      if (type !== "responses") continue;
      const file = figuresFile(body.round);
      if (excused.has(file) && !files.has(file)) throw new Missing(absenceOf(files, file), { file });
      const document = shaped(parseJson(bytesAt(files, file)), ROUND);
      const faults = [...uneven(document, body.round, letters, rules)];
      const own = answers?.find(({ number }) => number === body.round);
      if (own && frame) faults.push(...miscounted(document, answers.findLast(({ number }) => number === body.round), frame));
      said.push(noFault(faults, { checked: sumOf(document.answers.values()), file }));
    }
    yield* said;
  }, OF_ANSWERS),
  check("responses.features", (facts) => {
    const { answers, rules, frame, people, files } = facts;
    const quotas = orNull(() => facts.firstQuotas);
    const faults = answers.flatMap((round) => [...contradictions(round, rules, frame, quotas)]);
    const last = answers.at(-1);
    const household = orNull(() => facts.plan)?.household ?? [];
    if (household.length) faults.push(`household: ${household.join(", ")}`);
    if (files.has(POOL)) faults.push(...otherHomes(files.get(POOL), people, last.criteria));
    return noFault(faults, { checked: last.answers.size, file: answersFile(last.number) });
  }, OF_ANSWERS),
  check("responses.kept", ({ answers, takenOut }) => {
    const last = answers.at(-1);
    const faults = [...changed(answers), ...wronglyOut(takenOut, last.written)];
    return noFault(faults, { checked: last.answers.size, file: answersFile(last.number) });
  }, OF_ANSWERS),
];

/** Figures of a round that do not add up. */
function* uneven({ round, letters: said, answers, streams }, number, letters, rules) {
  if (round !== number) yield `${round} ≠ ${number}`;
  for (const status of sorted(answers.keys())) {
    if (!STATUS.test(status) || !answers.get(status)) yield `${status}: ${answers.get(status)}`;
  }
  if (rules) yield* uncaused(answers.keys(), rules);
  const names = streams.map((stream) => stream.get("stream"));
  const inOrder = sorted(new Set(names));
  const strange = rules && names.some((name) => !rules.streams.has(name));
  if (strange || inOrder.length !== names.length || inOrder.some((name, i) => name !== names[i])) {
    yield `streams: ${names.join(", ")}`;
  }
  const ofStreams = (key) => sumOf(streams.map((stream) => stream.get(key)));
  const sums = [
    ["letters", BigInt(said), letters],
    ["streams letters", ofStreams("letters"), letters],
    ["streams accepted", ofStreams("accepted"), BigInt(answers.get("accepted") ?? 0)],
  ];
  for (const [name, got, wanted] of sums) if (got !== wanted) yield `${name}: ${got} ≠ ${wanted}`;
  const all = sumOf(answers.values());
  if (all > letters) yield `answers: ${all} > ${letters}`;
}

function* miscounted(document, { answers, written }, { listed }) {
  const counted = countsOf([...answers.values()].map(([status]) => status));
  if (canonical(document.answers) !== canonical(counted)) yield `${told(document.answers)} ≠ ${told(counted)}`;
  const streamOf = new Map(listed.map(({ code, labels }) => [code, labels[0]]));
  const of = (pid) => (written.has(pid) ? streamOf.get(written.get(pid)) ?? "" : "");
  const sent = countsOf([...written.keys()].map(of));
  const accepted = countsOf([...answers].filter(([, [status]]) => status === "accepted").map(([pid]) => of(pid)));
  const wanted = sorted(sent.keys()).map((stream) =>
    new Map([["stream", stream], ["letters", sent.get(stream)], ["accepted", accepted.get(stream) ?? 0]]));
  if (canonical(document.streams) !== canonical(wanted)) yield `${told(document.streams)} ≠ ${told(wanted)}`;
}

function* contradictions({ number, criteria, answers, written }, rules, { listed }, quotas) {
  const known = new Map(listed.map(({ code, labels }) => [code, criteria.map((name) => labelOf(rules, name, labels))]));
  let bounds = quotas;
  if (quotas && canonical(quotas.criteria) !== canonical(criteria)) {
    yield `${number}: ${criteria.join(", ")} ≠ ${quotas.criteria.join(", ")}`;
    bounds = null;
  }
  for (const [pid, [status, ...features]] of answers) {
    const ofFrame = known.get(written.get(pid)) ?? [];
    for (const [place, said] of features.entries()) {
      // Of somebody who does not want, nothing is asked.
      const wanted = ofFrame[place] ?? (/^(?:refused|undelivered)/.test(status) ? "" : null);
      if (wanted !== null && said !== wanted) yield `${number}: ${pid}: ${said} ≠ ${wanted}`;
      else if (bounds && (said || status === "accepted") && !bounds.index[place].has(said)) {
        yield `${number}: ${pid}: ${criteria[place]}: ${said}`;
      }
    }
  }
}

/** People of the pool who share a household there and not in the frame, or the other way round. */
export function* otherHomes(pool, people, criteria) {
  const found = attempt(() => [...rows(pool, ["pid", "household", ...criteria])], (fault) => fault);
  if (typeof found === "string") {
    yield found;
    return;
  }
  const ofFrame = people.homesOf(found.map(([pid]) => pid));
  const inside = countsOf(found.map(([pid]) => ofFrame.get(pid) ?? ""));
  const label = new Map();
  for (const [pid, household] of new Map(found.map(([pid, home]) => [pid, home]))) {
    const home = ofFrame.get(pid) ?? "";
    const own = inside.get(home) > 1 ? home : "";
    if (own && !label.has(own)) label.set(own, household);
    if (Boolean(own) !== Boolean(household) || (own && label.get(own) !== household)) yield `${pid}: ${household} ≠ ${own}`;
  }
  if (new Set(label.values()).size !== label.size) yield sorted(label.values()).join(", ");
}

/** Answers that went down, or were accepted and are something else in the next round. */
function* changed(rounds) {
  for (const [place, after] of rounds.slice(1).entries()) {
    const before = rounds[place];
    const alike = canonical(before.criteria) === canonical(after.criteria);
    for (const [pid, was] of before.answers) {
      const now = after.answers.get(pid);
      if (now && !mayBecome(was, now, alike)) yield `${after.number}: ${pid}: ${was[0]} → ${now[0]}`;
    }
  }
}

function mayBecome(was, now, alike) {
  const [from, to] = [was, now].map(([status]) => status.split(":")[0]);
  if (from === "accepted") return alike && canonical(was) === canonical(now);
  return RANK[to] >= RANK[from] && (from !== "late" || to === "late");
}

/** Acts that take somebody out of the answers without evidence, twice, or who had no letter. */
function* wronglyOut(takenOut, written) {
  const out = new Set();
  for (const { file, time, body: { pid, evidence, date } } of takenOut) {
    if (out.has(pid) || !written.has(pid) || !evidence || date > first(time, 10)) yield `${file} (${pid})`;
    out.add(pid);
  }
}
