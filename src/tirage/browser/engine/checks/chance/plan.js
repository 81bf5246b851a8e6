/** The plan: everything but chance, fixed before it (SPEC §4). Checks 1.8, 1.9, 2.3 and 2.4. */

import { isBeacon, readBeacon } from "./beacon.js";
import { BEFORE } from "../../reading/bodies.js";
import { compared, faulty, judged, skipped } from "../../kernel.js";
import { areContributors, readContributors } from "./contributions.js";
import { attempt, canonical, parseJson } from "../../reading/documents.js";
import { hashOf, hashText } from "../../primitives/lines.js";
import { absenceOf, leftOut } from "../../reading/pack.js";
import { each, exactly, isCount, isFairness, isFlag, isHash, isText, listOf, oneOf, record, shaped } from "../../reading/shapes.js";
import { sorted } from "../../words.js";

export const PLAN = "public/plan.json";
const INPUTS = {
  fairness: isFairness,
  household: listOf(isText),
  ...each(isCount, "panels", "seats"),
  ...each(isHash, "pool", "quotas"),
};
/** The form of a plan of an act: `panel`, or a later draw of seats. */
const planKeys = (act) => ({
  spec: exactly("tirage/1"),
  act: exactly(act),
  stage: oneOf(act, `test/${act}`),
  rehearsal: isFlag,
  inputs: record(act === "panel" ? INPUTS : { ...INPUTS, ...BEFORE }),
  people: isCount,
  ...each(isHash, "counts", "lottery", "certificate", "chances"),
  contributors: areContributors,
  beacon: isBeacon,
});
const NOTHING = new Uint8Array();

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
    contributors: readContributors(plan.contributors),
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

/** Body of the first entry of that type. */
export const firstBody = (entries, type) => entries.find((entry) => entry.type === type)?.body;

const NAMED = {
  frame: { sha256: "public/frame.json", rules: "public/rules.json", pids: "guarantors/frame.csv" },
  "quotas announced": { sha256: "public/quotas-announced.json" },
  quotas: { sha256: "public/quotas.json" },
  "plan letters": { sha256: "public/letters-{}-plan.json" },
  letters: { sha256: "guarantors/letters-{}.csv" },
  responses: { sha256: "public/responses-{}.json", people: "guarantors/responses-{}.csv" },
  pool: { sha256: "guarantors/pool.csv" },
  lottery: {
    sha256: "public/lottery.csv", certificate: "public/certificate.json", chances: "guarantors/chances.csv",
  },
  "plan panel": { sha256: PLAN },
  panel: { panel: "public/panel.csv", seats: "public/seats.csv" },
};

/** [path, hash] of each file that an entry names. */
function* namedByJournal(entries) {
  const framed = entries.some((entry) => entry.step === "frame");
  for (const [place, { step, act, body }] of entries.entries()) {
    // Quotas that no pool follows are those announced before the letters.
    const announced = framed && step === "quotas" && entries[place + 1]?.step !== "pool";
    const number = act.split("/")[1] || body.round;
    for (const [key, path] of Object.entries(NAMED[announced ? "quotas announced" : step] ?? {})) {
      yield [path.replace("{}", number), body[key]];
    }
  }
}

/** Every file that the journal or the plan names has the hash that they give it. */
export function* checkHashes(files, entries, plan) {
  const claims = new Map();
  for (const [path, digest] of [...namedByJournal(entries), ...(plan?.files ?? [])]) {
    claims.set(path, [...(claims.get(path) ?? []), digest]);
  }
  for (const path of sorted(claims.keys())) {
    if (files.has(path)) {
      const own = hashOf(files.get(path));
      yield compared("hash", own, claims.get(path).find((digest) => digest !== own) ?? own, path);
    } else if (path.startsWith("guarantors/") || leftOut(files).has(path)) {
      // A part that did not come with the public one; any other absence is check 1.2.
      yield skipped("hash", absenceOf(files, path), path);
    }
  }
}

/** The sum of counts, exact however large they are. */
export const sumOf = (counts) => [...counts].reduce((total, count) => total + BigInt(count), 0n);

/** Read = kept + excluded, and the excluded by cause, in every act that counts. */
export function* checkBalance(entries) {
  const counting = entries.filter(({ type }) => type === "frame" || type === "pool");
  if (!counting.length) yield skipped("counts.balance", "blocked");
  for (const { body } of counting) {
    const wanted = `${sumOf([body.kept, body.excluded])}, ${sumOf(body.causes.values())}`;
    yield compared("counts.balance", `${body.read}, ${body.excluded}`, wanted, "journal/");
  }
}

/** Hashes of plans that entries name. */
export function plansNamed(entries) {
  const fixed = entries.filter(({ type }) => type === "plan").map(({ body }) => body.sha256);
  return [...fixed, ...entries.filter(({ body }) => "plan" in body).map(({ body }) => body.plan)];
}

/** The plan of a draw of seats, after checking that the record means this one and no other. */
export function* checkPlan(data, entries, act = "panel") {
  let fault = "";
  const plan = attempt(
    () => readPlan(data ?? NOTHING, act),
    (words) => void (fault = words),
  );
  if (!plan) {
    yield judged("order.plan", false, { got: fault, file: PLAN });
    yield skipped("order.agree", "blocked", PLAN);
    return null;
  }
  const named = plansNamed(entries);
  const others = named.length ? sorted(new Set(named)).filter((digest) => digest !== plan.digest) : ["absent"];
  yield faulty("order.plan", others, { wanted: plan.digest, file: PLAN });
  yield faulty("order.agree", [...disagreements(plan, entries)], { file: PLAN });
  return plan;
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
