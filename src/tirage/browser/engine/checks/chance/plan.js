/** The plan: everything but chance, fixed before it (SPEC §4). Checks 1.8, 1.9, 2.3 and 2.4. */

import { HEAD } from "./act_plan.js";
import { readBeacon } from "./beacon.js";
import { announced, brought } from "../../reading/acts.js";
import { BEFORE, BEFORE_BESIDES, isRate } from "../../reading/bodies.js";
import { check, compared, fact, Missing, noFault, notChecked, orNull } from "../../kernel.js";
import { formOf, readContributors } from "./contributions.js";
import { bytesAt, canonical, parseJson } from "../../reading/documents.js";
import { firstBody, IN_JOURNAL } from "../record/journal.js";
import { hashOf, hashText } from "../../primitives/lines.js";
import { isForm } from "../../primitives/rolls.js";
import { absenceOf } from "../../reading/pack.js";
import {
  each, exactly, isCount, isFairness, isHash, isText, listOf, mappingOf, oneOf, record, recordWith, shaped,
} from "../../reading/shapes.js";
import { sorted, sumOf } from "../../words.js";

export const PLAN = "public/plan.json";
const INPUTS = {
  fairness: isFairness,
  household: listOf(isText),
  ...each(isCount, "panels", "seats"),
  ...each(isHash, "pool", "quotas"),
};
const isSome = (value) => isCount(value) && value !== 0;
/** What is fixed beforehand of how seats are drawn. */
export const LATER_KEYS = {
  fairness: isFairness,
  panels: (value) => value === null || isCount(value),
  policy: oneOf("residual", "cumulated", "like-for-like", "alternates-first"),
  roll: isForm,
  batch: (value) => value === null || isSome(value),
  cohorts: isSome,
};
/** What lists of alternates are made for: a count of people, or a share of departures. */
const isAlternates = (value) =>
  record({ count: (count) => count === null || isSome(count), ...each(isRate, "confidence", "dropout") })(value) &&
  (value.get("count") === null) === (value.get("confidence") !== "");
/** Seats of tolerance: no assembly has so many as to need more. */
const MOST_ROOM = 10 ** 6;
const isRoom = (value) => isCount(value) && value <= MOST_ROOM;
/** What may be fixed besides. */
export const LATER_BESIDES = {
  tolerance: (value) => mappingOf(isRoom)(value) && value.size > 0,
  alternates: isAlternates,
  standby: record({ seats: isSome, months: isSome, order: oneOf("hidden", "published") }),
  prefer: oneOf("diverse", "repairable"),
};
export const isLater = recordWith(LATER_KEYS, LATER_BESIDES);
/** The form of a plan of an act: `panel`, or a later draw of seats. */
const planKeys = (act) => ({
  ...HEAD,
  act: exactly(act),
  stage: oneOf(act, `test/${act}`),
  inputs: act === "panel" ? record(INPUTS) : recordWith({ ...INPUTS, ...BEFORE }, BEFORE_BESIDES),
  people: isCount,
  ...each(isHash, "counts", "lottery", "certificate", "chances"),
  ...(act === "panel" ? { later: isLater } : {}),
});

const isPooled = ({ pooled }) => pooled;
const OF_PLAN = { file: PLAN, when: isPooled, due: isPooled };

/** The plan of a draw of seats, and that the record means this one and no other. `act`: which draw. */
export const PLANNED = [
  fact("plan", ({ pooled, files, act }) => {
    if (!pooled) throw new Missing("blocked");
    return readPlan(bytesAt(files, PLAN), act);
  }),
  check("order.plan", ({ plan, ofDraw: entries }) => {
    const named = plansNamed(entries);
    const others = named.length ? sorted(new Set(named)).filter((digest) => digest !== plan.digest) : ["absent"];
    return noFault(others, { wanted: plan.digest });
  }, OF_PLAN),
  check("order.agree", ({ plan, ofDraw }) => noFault(disagreements(plan, ofDraw)), OF_PLAN),
];

/** Every file that the journal or the plan names has the hash that they give it. */
export const HASHES = [
  check("hash", function* (facts) {
    const { files, entries, excused } = facts;
    const planned = orNull(() => facts.plan)?.files ?? [];
    const claims = new Map();
    for (const [path, digest] of [...namedByJournal(entries), ...planned]) {
      claims.set(path, [...(claims.get(path) ?? []), digest]);
    }
    for (const path of sorted(claims.keys())) {
      if (files.has(path)) {
        const own = hashOf(files.get(path));
        yield compared(own, claims.get(path).find((digest) => digest !== own) ?? own, path);
      } else if (path.startsWith("guarantors/") || excused.has(path)) {
        // A part that did not come with the public one; any other absence is check 1.2.
        yield notChecked(absenceOf(files, path), path);
      }
    }
  }, { due: ({ opened }) => !opened }),
];

/** Read = kept + excluded, and the excluded by cause, in every act that counts. */
export const BALANCE = [
  check("counts.balance", ({ entries }) => entries
    .filter(({ type }) => ["frame", "pool", "volunteers"].includes(type))
    .map(({ body }) => {
      const wanted = `${sumOf([body.kept, body.excluded])}, ${sumOf(body.causes.values())}`;
      return compared(`${body.read}, ${body.excluded}`, wanted);
    }), { ...IN_JOURNAL, when: ({ opened }) => !opened, due: ({ opened }) => !opened }),
];

/** The plan of canonical bytes; Malformed where it is not in the form of docs/formats.md. */
export function readPlan(data, act = "panel") {
  const plan = shaped(parseJson(data), planKeys(act));
  const inputs = Object.fromEntries(plan.inputs);
  return {
    ...inputs,
    act,
    file: PLAN,
    stage: plan.stage,
    rehearsal: plan.rehearsal,
    people: plan.people,
    /** Of a panel: what every later draw keeps to. */
    later: plan.later && Object.fromEntries(plan.later),
    contributors: readContributors(plan.contributors),
    form: formOf(plan.contributors),
    beacon: readBeacon(plan.beacon),
    /** Hash of each file that the plan fixes, by path. */
    files: new Map([
      ["guarantors/pool.csv", inputs.pool],
      ["public/quotas.json", inputs.quotas],
      ["public/counts.csv", plan.counts],
      ["public/lottery.csv", plan.lottery],
      ["public/certificate.json", plan.certificate],
      ["guarantors/chances.csv", plan.chances],
      ...(inputs.sitting ? [["public/sitting.csv", inputs.sitting]] : []),
    ]),
    inputsHash: hashText(canonical(plan.inputs)),
    digest: hashOf(data),
  };
}

/** [path, hash] of each file that an entry names. */
function* namedByJournal(entries) {
  const steps = announced(entries.map((entry) => entry.step));
  for (const [place, { body }] of entries.entries()) {
    for (const [path, key] of brought(steps[place], body)) if (key) yield [path, body[key]];
  }
}

/** Hashes of plans that entries name. */
export function plansNamed(entries) {
  const fixed = entries.filter(({ type }) => type === "plan").map(({ body }) => body.sha256);
  return [...fixed, ...entries.filter(({ body }) => "plan" in body).map(({ body }) => body.plan)];
}

function* disagreements(plan, entries) {
  for (const [path, digest] of namedByJournal(entries)) {
    const planned = plan.files.get(path);
    if (planned && planned !== digest) yield `${path} (${planned} ≠ ${digest})`;
  }
  const pool = firstBody(entries, "pool");
  const lottery = firstBody(entries, "lottery");
  if (pool && pool.kept !== plan.people) yield `people (${plan.people} ≠ ${pool.kept})`;
  if (lottery && lottery.panels !== plan.panels) yield `panels (${plan.panels} ≠ ${lottery.panels})`;
  if (!(plan.seats >= 1 && plan.seats <= plan.people)) yield `seats (${plan.seats} / ${plan.people})`;
}
