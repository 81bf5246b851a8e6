/** What no file can show, and what a dossier leaves open: part (11), as far as no other check says it. */

import { allTold } from "./life/corrected.js";
import { follows } from "./record/succession.js";
import { hasGuarantors } from "./record/files.js";
import { notChecked, orNull, remark } from "../kernel.js";
import { POOL } from "./lottery/pool.js";
import { attempt, bytesAt, parseJson } from "../reading/documents.js";
import { isCount, mappingOf } from "../reading/shapes.js";
import { countsOf, sorted } from "../words.js";

const ANSWERS = ["accepted", "incomplete", "late", "refused", "undelivered"];
/** Sizes of households that are shown. */
const MOST_SIZES = 5;
/** Limits of quotas that are shown. */
const MOST_CHANGES = 10;

export const BEYOND = [
  remark("beyond.head", ({ head }) => notChecked(head)),
  remark("beyond.times", () => notChecked("")),
  remark("beyond.program", ({ entries }) =>
    notChecked(sorted([...new Set(entries.map(({ tool }) => tool))]).join(", "))),
  remark("beyond.chance", ({ held }) => held.has("panel") && notChecked("")),
  remark("beyond.tried", (facts) => Boolean(orNull(() => facts.pooled)) && notChecked("")),
  remark("beyond.pool", (facts) => notChecked(orNull(() => facts.plan)?.people ?? "")),
  remark("beyond.received", () => notChecked("")),
  // Where no letters came between, whoever fixed the quotas knew the volunteers.
  remark("beyond.known", ({ held, framed }) => held.has("pool") && !framed && notChecked("")),
  remark("beyond.recoding", ({ entries }) => {
    const made = entries.filter(({ type, body }) => ["pool", "responses", "volunteers"].includes(type) && body.recoding);
    return made.length > 0 && notChecked(made.map(({ body }) => body.recoding).join(", "));
  }),
  remark("beyond.settled", ({ entries }) =>
    entries.filter(({ type, body }) => ["pool", "frame", "volunteers"].includes(type) && isSettled(body))
      .map(({ body }) => notChecked(settledIn(body)))),
  remark("beyond.guarantors", ({ files }) => !hasGuarantors(files) && notChecked("")),
  remark("beyond.left-out", ({ excused }) => excused.size > 0 && notChecked(sorted(excused.keys()).join(", "))),
  remark("beyond.private", () => notChecked("")),
  remark("beyond.evidence", ({ entries }) => {
    const stated = statedIn(entries);
    return stated && notChecked(stated);
  }),
  // How letters were answered, by the last round.
  remark("beyond.answers", ({ entries, files }) => {
    const last = entries.filter(({ type }) => type === "responses").at(-1);
    return last && notChecked(answersIn(bytesAt(files, `public/responses-${last.body.round}.json`)));
  }),
  remark("beyond.term", ({ entries }) => {
    const terms = allTold(entries).filter(({ type }) => type === "term");
    const words = terms.map(({ body: { start, months, by_rules: ruled } }) =>
      `${start} + ${months}${ruled ? " (by_rules)" : ""}`);
    return words.length > 0 && notChecked(words.join(", "));
  }),
  remark("beyond.households", ({ files }) => {
    const declared = declaredHouseholds(files);
    return declared && notChecked(declared);
  }),
  remark("beyond.changes", ({ entries }) => {
    const changed = changedIn(entries);
    return changed && notChecked(changed);
  }),
  // Whoever chose the witnesses knew a plan by then.
  remark("beyond.witnesses", ({ entries }) => {
    const named = entries.findIndex(({ type }) => type === "witnesses");
    const planned = entries.slice(0, Math.max(0, named)).find(({ type }) => type === "plan");
    return planned && notChecked(`${planned.file} < ${entries[named].file}`);
  }),
  remark("beyond.ids", ({ entries }) => follows({ entries }) && notChecked("")),
];

/**
 * What is said of people, by type and kind, and how often without evidence: `vacancy withdrawal 2/5`.
 *
 * Of evidence a dossier has the hash, which may be of anything: it is said where all acts have some, too.
 */
function statedIn(entries) {
  const stated = allTold(entries).filter(({ body }) => "evidence" in body);
  const named = ({ type, body: { kind } }) => (kind ? `${type} ${kind}` : type);
  const all = countsOf(stated.map(named));
  const bare = countsOf(stated.filter(({ body }) => !body.evidence).map(named));
  return sorted(all.keys()).map((name) => `${name} ${bare.get(name) ?? 0}/${all.get(name)}`).join(", ");
}

/** Whether somebody decided who is in a pool, which doubtful rows of the rolls are one, or who has a home. */
const isSettled = ({ lists, no_household: homes, decisions }) => Boolean(lists || homes || decisions);

/** How many doubts somebody decided, which lists left people out, at how many addresses no household is. */
function settledIn(body) {
  const { causes, lists = new Map(), addresses, decisions } = body;
  // A frame has no count of them.
  const words = decisions && !("same" in body) ? [`decisions ${decisions}`] : [];
  words.push(...["same", "different"].filter((key) => body[key]).map((key) => `${key} ${body[key]}`));
  words.push(...sorted(lists.keys()).map((cause) => `${cause} ${causes.get(cause) ?? 0}`));
  if (addresses) words.push(`no_household ${addresses}`);
  return words.join(", ");
}

/** Answers by status, without their causes; empty where they cannot be read. */
function answersIn(data) {
  const document = attempt(() => parseJson(data));
  const answers = document instanceof Map ? document.get("answers") : null;
  if (!mappingOf(isCount)(answers)) return "";
  const sums = new Map();
  for (const [status, count] of answers) {
    const [way] = status.split(":");
    if (ANSWERS.includes(way)) sums.set(way, (sums.get(way) ?? 0) + count);
  }
  return sorted(sums.keys()).map((status) => `${status} ${sums.get(status)}`).join(", ");
}

/** Limits of quotas that were changed, in the order of the record; empty where none was. */
function changedIn(entries) {
  const changes = entries.filter(({ type }) => type === "quotas").at(-1)?.body.changes ?? [];
  const moves = changes.flatMap((change) => change.get("rows")).map(Object.fromEntries);
  const words = ({ criterion, category, limit, from, to }) => `${criterion} ${category} ${limit}: ${from} → ${to}`;
  return [...moves.slice(0, MOST_CHANGES).map(words), ...(moves.length > MOST_CHANGES ? ["…"] : [])].join("; ");
}

/** The households of the pool, the largest first, people × households; empty where there are none to be seen. */
function declaredHouseholds(files) {
  const lines = new TextDecoder("latin1").decode(files.get(POOL) ?? new Uint8Array()).split("\n").slice(1);
  const homes = lines.map((line) => line.split(",")[1] ?? "").filter((home) => /^h[0-9]{1,18}$/.test(home));
  return shownSizes(countsOf(countsOf(homes).values()));
}

/** How many households have how many people, the largest first, from their number by size. */
export function shownSizes(sizes) {
  const largest = sorted(sizes.keys(), (a, b) => b - a);
  const shown = largest.slice(0, MOST_SIZES).map((size) => `${size} × ${sizes.get(size)}`);
  return [...shown, ...(largest.length > MOST_SIZES ? ["…"] : [])].join("; ");
}
