/**
 * What each contributor brought: who, what it is worth, whether it was committed, and in time. Checks 3.
 *
 * Nobody may speak once the last word can be known: he would choose between two results by speaking or keeping
 * silent. With a beacon that is from the time when its round is due; without one, from the public roll on.
 */

import { dueOf } from "./beacon.js";
import { allSkipped, compared, faulty, judged, skipped } from "../../kernel.js";
import { Malformed } from "../../reading/documents.js";
import { contributionsHash, contributionValue, digestOf } from "../../primitives/lines.js";
import { exactly, isField, isHash, listOf, record } from "../../reading/shapes.js";
import { sorted } from "../../words.js";

const JOURNAL = { file: "journal/" };
/** Checks that only a plan with more than the public roll has. */
const OF_CONTRIBUTORS = ["contributions.commit", "contributions.order"];
const isPublic = record({ id: exactly("public"), kind: exactly("public") });
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

/** The contributions hash of one act, of which `entries` are; `drawn` is the body of its result. */
export function* checkContributions(contributors, beacon, entries, drawn) {
  const given = entries.filter((entry) => entry.type === "contribution");
  const values = given.filter(({ body }) => "value" in body).map(({ body }) => [body.id, body.value]);
  const own = contributionsHash(values);
  const ceremony = beacon !== null || [...contributors.values()].some(Boolean);
  if (!drawn && !given.length) {
    yield* allSkipped(["contributions.who", "contributions.value", "contributions.hash"], "not-drawn");
    yield* allSkipped(ceremony ? OF_CONTRIBUTORS : [], "not-drawn");
    return own;
  }
  yield checkWho(contributors, beacon, given, drawn);
  const rolled = given.filter(({ body }) => "text" in body);
  const faults = rolled
    .map(({ file, body }) => ({ file, said: body.value, value: contributionValue(body.text) }))
    .filter(({ said, value }) => said !== value)
    .map(({ file, said, value }) => `${file} (${said} ≠ ${value})`);
  yield faulty("contributions.value", faults, { checked: rolled.length, ...JOURNAL });
  if (!drawn) yield skipped("contributions.hash", "not-drawn");
  else if (drawn.by === "hand") yield judged("contributions.hash", true, { got: "by-hand" });
  else yield compared("contributions.hash", drawn.contributions, own, "journal/");
  if (ceremony) {
    yield checkOpened(contributors, given);
    yield faulty("contributions.order", late(beacon, given), { checked: given.length, ...JOURNAL });
  }
  return own;
}

/** Everyone whom the plan names, once each, brought something or was dropped; nobody else did. */
function checkWho(contributors, beacon, given, drawn) {
  const names = sorted(given.map(({ body }) => body.id));
  const byHand = drawn?.by === "hand";
  const wanted = byHand ? [] : sorted(contributors.keys());
  const once = new Set(names).size === names.length && given.every(({ body }) => isLawful(body, contributors, beacon));
  const some = new Set(names).size < wanted.length && names.every((name) => wanted.includes(name));
  if (!drawn && once && some) return skipped("contributions.who", "still-to-come");
  // With nothing brought the seed would follow from the plan: whoever wrote that could have chosen it.
  // A number by hand passes over nobody only where the public roll would have been all.
  const brought = byHand
    ? beacon === null && ![...contributors.values()].some(Boolean)
    : beacon !== null || given.some(({ body }) => "value" in body);
  const [got, expected] = [names, wanted].map((list) => list.join(", ") || "none");
  const same = names.length === wanted.length && names.every((name, place) => name === wanted[place]);
  return judged("contributions.who", same && once && brought, { got, expected, ...JOURNAL });
}

/** Whether an entry is of a kind that its contributor may have; only a beacon can do without the roll. */
function isLawful(body, contributors, beacon) {
  const ofRoll = body.id === "public";
  if (body.kind === "dropped") return beacon !== null || !ofRoll;
  return (body.kind === "public") === ofRoll && contributors.has(body.id);
}

function checkOpened(contributors, given) {
  const sealed = given.filter(({ body }) => body.kind === "sealed");
  const faults = [];
  for (const { file, body } of sealed) {
    const own = digestOf("commit", body.id, body.value);
    const commit = contributors.get(body.id);
    if (own !== commit) faults.push(`${file} (${own} ≠ ${commit ?? "absent"})`);
  }
  return faulty("contributions.commit", faults, { checked: sealed.length, ...JOURNAL });
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

/** Nothing that was brought to one act serves another: it would be known before the second plan. */
export function* checkFresh(entries) {
  const brought = entries.filter(({ type, body }) => type === "contribution" && "value" in body);
  const values = brought.map(({ body }) => body.value);
  const repeated = brought.filter(({ body }, place) => values.indexOf(body.value) < place);
  yield faulty("contributions.fresh", repeated.map(({ file }) => file), { checked: brought.length, ...JOURNAL });
}

/** The contributors who were dropped, act by act; else empty. */
export function droppedOf(entries) {
  const acts = entries.filter(({ type, body }) => type === "contribution" && body.kind === "dropped");
  return acts.map(({ act, body }) => `${body.id} (${act})`).join(", ");
}
