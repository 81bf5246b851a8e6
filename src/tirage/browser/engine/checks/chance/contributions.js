/**
 * What each contributor brought: who, what it is worth, whether it was committed, and in time. Checks 3.
 *
 * Nobody may speak once the last word can be known: he would choose between two results by speaking or keeping
 * silent. With a beacon that is from the time when its round is due; without one, from the public roll on.
 */

import { dueOf } from "./beacon.js";
import { check, compared, fact, judged, Missing, noFault, notChecked, remark } from "../../kernel.js";
import { IN_JOURNAL } from "../record/journal.js";
import { Malformed } from "../../reading/documents.js";
import { contributionsHash, digestOf } from "../../primitives/lines.js";
import { ENOUGH, isForm, outcomesOf, rollValue } from "../../primitives/rolls.js";
import { exactly, isField, isHash, listOf, record } from "../../reading/shapes.js";
import { sorted } from "../../words.js";

/** What a result says of contributions where a beacon alone draws. */
const NOTHING = contributionsHash([]);

const isPublic = record({ id: exactly("public"), kind: exactly("public"), form: isForm });
const isSealed = record({ id: isField, kind: exactly("sealed"), commit: isHash });
export const areContributors = listOf((value) => isPublic(value) || isSealed(value));

/** Commitment by id, empty for the public roll; Malformed unless ids ascend, no two alike. */
export function readContributors(listed) {
  const names = listed.map((each) => each.get("id"));
  const ascending = names.every((name, place) => place === 0 || names[place - 1] < name);
  const sealedRoll = listed.some((each) => each.get("id") === "public" && each.get("kind") === "sealed");
  if (!ascending || sealedRoll) throw new Malformed("wrong-value", "contributors");
  return new Map(listed.map((each) => [each.get("id"), each.get("commit") ?? ""]));
}

/** The form of the public roll; empty where the plan has none. */
export const formOf = (listed) => listed.find((each) => each.has("form"))?.get("form") ?? "";

/** Whether more than the public roll is brought to an act. */
const isCeremony = ({ plan: { beacon, contributors } }) => beacon !== null || [...contributors.values()].some(Boolean);

/** What was brought to one act: `ofDraw` are its entries, `result` the body of its result, if any. */
export const CONTRIBUTIONS = [
  fact("given", ({ ofDraw }) => ofDraw.filter(({ type }) => type === "contribution")),
  fact("contributions", ({ given }) =>
    contributionsHash(given.filter(({ body }) => "value" in body).map(({ body }) => [body.id, body.value]))),
  fact("brought", ({ plan, given, result }) => {
    if (!result && !given.length) throw new Missing("not-drawn", { file: "" });
    return { ...plan, given, result };
  }),
  check("contributions.who", ({ brought }) => judgedNames(brought), IN_JOURNAL),
  check("contributions.form", ({ plan }) => judgedForm(plan)),
  check("contributions.value", ({ brought: { given, form, result } }) => {
    const rolled = given.filter(({ body }) => "text" in body);
    if (!rolled.length) {
      const dropped = given.some(({ body }) => body.id === "public" && body.kind === "dropped");
      // What was rolled is not on record, or cannot be read.
      return !result || result.by === "hand" || dropped || !form ? null : notChecked("blocked");
    }
    const faults = rolled.map(({ file, body }) => {
      const own = rollValue(form, body.text);
      return body.value === own ? "" : `${file} (${body.value} ≠ ${own ?? (form || "none")})`;
    });
    return noFault(faults.filter(Boolean), { checked: rolled.length });
  }, { ...IN_JOURNAL, due: () => false }),
  check("contributions.hash", ({ brought: { result }, contributions }) => {
    if (!result) return notChecked("not-drawn", "");
    if (result.by === "hand") return null;
    return compared(result.contributions, contributions);
  }, { ...IN_JOURNAL, due: () => false }),
  check("contributions.commit", ({ brought: { contributors, given } }) => {
    const sealed = given.filter(({ body }) => body.kind === "sealed");
    const faults = sealed.map(({ file, body }) => {
      const [own, commit] = [digestOf("commit", body.id, body.value), contributors.get(body.id)];
      return own === commit ? "" : `${file} (${own} ≠ ${commit ?? "absent"})`;
    });
    return noFault(faults.filter(Boolean), { checked: sealed.length });
  }, { ...IN_JOURNAL, when: isCeremony, due: () => false }),
  check("contributions.order", ({ brought: { beacon, given } }) =>
    noFault(late(beacon, given), { checked: given.length }),
  { ...IN_JOURNAL, when: isCeremony, due: () => false }),
  // What was brought is compared over the whole record, below; without its plan, an act has no part in that.
];

/** Whether chance was brought: as its entries tell or, should they be gone, a result that came of it. */
function hasContributions({ held, acts }) {
  const said = acts.map(({ body }) => body?.get("contributions") ?? NOTHING);
  return held.has("contribution") || said.some((each) => each !== NOTHING);
}

/** Nothing that was brought to one act serves another: it would be known before the second plan. */
export const FRESH = [
  check("contributions.fresh", ({ entries }) => {
    const brought = entries.filter(({ type, body }) => type === "contribution" && "value" in body);
    if (!brought.length) return null;
    const values = brought.map(({ body }) => body.value);
    const repeated = brought.filter(({ body }, place) => values.indexOf(body.value) < place);
    return noFault(repeated.map(({ file }) => file), { checked: brought.length });
  }, { ...IN_JOURNAL, due: hasContributions }),
  remark("beyond.dropped", ({ entries }) => {
    const acts = entries.filter(({ type, body }) => type === "contribution" && body.kind === "dropped");
    return acts.length > 0 && notChecked(acts.map(({ act, body }) => `${body.id} (${act})`).join(", "));
  }),
];

/** Everyone whom the plan names, once each, brought something or was dropped; nobody else did. */
function judgedNames({ contributors, form, beacon, given, result }) {
  const names = sorted(given.map(({ body }) => body.id));
  const byHand = result?.by === "hand";
  const wanted = byHand ? [] : sorted(contributors.keys());
  const once = new Set(names).size === names.length && given.every(({ body }) => isLawful(body, contributors, beacon));
  const some = new Set(names).size < wanted.length && names.every((name) => wanted.includes(name));
  if (!result && once && some) return notChecked("still-to-come", "");
  // With nothing brought the seed would follow from the plan: whoever wrote that could have chosen it.
  // And after the plan nobody chooses between a seed and a number.
  const brought = byHand || beacon !== null || given.some(({ body }) => "value" in body);
  const asPlanned = !result || byHand === (form === "hand");
  const [got, expected] = [names, wanted].map((list) => list.join(", ") || (byHand ? "hand" : "none"));
  const same = names.length === wanted.length && names.every((name, place) => name === wanted[place]);
  return judged(same && once && brought && asPlanned, { got, expected });
}

/**
 * Nobody could try plans out against the roll: it has 2^50 outcomes or more, or a beacon beside it. By hand a
 * number of a panel is drawn, of which each is as likely: nothing stands beside it.
 */
function judgedForm({ act, contributors, form, beacon, file }) {
  const got = form || "none";
  if (form === "hand") {
    return judged(beacon === null && contributors.size === 1 && !act.startsWith("letters/"), { got, file });
  }
  return judged(beacon !== null || outcomesOf(form) >= ENOUGH, { got, expected: "2^50", file });
}

/** Whether an entry is of a kind that its contributor may have; only a beacon can do without the roll. */
function isLawful(body, contributors, beacon) {
  const ofRoll = body.id === "public";
  if (body.kind === "dropped") return beacon !== null || !ofRoll;
  return (body.kind === "public") === ofRoll && contributors.has(body.id);
}

/** Words that came when the result could be known, and people dropped while they still had time. */
function late(beacon, given) {
  if (beacon === null) {
    const roll = given.findIndex(({ body }) => body.kind === "public");
    return roll < 0 ? [] : given.slice(roll + 1).map(({ file }) => file);
  }
  const due = dueOf(beacon);
  return given
    .filter(({ time, body }) => time < due === (body.kind === "dropped"))
    .map(({ file, time }) => `${file} (${time} ${time < due ? "<" : "≥"} ${due})`);
}
