/**
 * Acts that end others: a plan declared void, a result contested, names destroyed. Check 2.6.
 *
 * A plan is void only while nobody can know what it would draw: whoever could look first and then declare it
 * void would draw until he likes it. A plan that can never be drawn, as its beacon would draw alone and nobody
 * attests it before the round, may be void afterwards, too. What was drawn stays; it can be contested, in words
 * that stay beside it.
 */

import { dueOf, isBeacon, readBeacon } from "../chance/beacon.js";
import { areContributors, formOf } from "../chance/contributions.js";
import { marksOver } from "./marks.js";
import { ENOUGH, outcomesOf } from "../../primitives/rolls.js";
import { types } from "../../reading/acts.js";
import { check, fact, noFault, notChecked, orNull, remark } from "../../kernel.js";
import { attempt, bytesAt, parseJson } from "../../reading/documents.js";
import { IN_JOURNAL } from "./journal.js";
import { planOf } from "../../reading/paths.js";

const ENDS = types(({ ends }) => ends);
const DRAWN = types(({ result }) => result);

export const ENDING = [
  fact("ends", ({ entries }) => entries.filter(({ type }) => ENDS.includes(type))),
  check("order.end", (facts) => {
    const { files, entries, ends } = facts;
    const marks = orNull(() => facts.marks) ?? { places: new Map(), marks: [] };
    return noFault(unlawful(files, entries, marks), { checked: ends.length });
  }, {
    ...IN_JOURNAL,
    when: ({ ends }) => ends.length > 0,
    due: ({ held }) => ENDS.some((type) => held.has(type)),
  }),
  ...ENDS.map((type) => remark(`beyond.${type}`, ({ ends }) => {
    const own = ends.filter((entry) => entry.type === type);
    return own.map(({ act, body, file }) => notChecked(act ? `${act} — ${body.reason}` : body.reason, file));
  }, { due: ({ held }) => held.has(type) })),
];

/** Endings that were not lawful when they came. */
function* unlawful(files, entries, marks) {
  for (const [place, entry] of entries.entries()) {
    const before = entries.slice(0, place);
    if (entry.type === "void" && isKnown(entry, before, chanceOf(files, entry.act), marks)) yield entry.file;
    const contested = before.find(({ type, digest }) => DRAWN.includes(type) && digest === entry.body.entry);
    if (entry.type === "contested" && contested?.act !== entry.act) yield `${entry.file} (${entry.body.entry})`;
  }
}

/** Whether the result of a plan was drawn, or could be computed, when it was declared void. */
function isKnown({ act, time, body }, before, { beacon, form }, marks) {
  const mine = before.filter((entry) => entry.act === act);
  const plan = mine.filter(({ type }) => type === "plan").at(-1);
  if (plan?.body.sha256 !== body.plan) return true;
  const rolled = mine.some((entry) => entry.type === "contribution" && "text" in entry.body);
  const known = beacon ? time >= dueOf(beacon) : rolled;
  const alone = beacon && known && !(rolled && outcomesOf(form) >= ENOUGH);
  // Nothing can be drawn by what nobody attests, whatever the round brings (4.2).
  const never = alone && !marksOver(marks, plan, dueOf(beacon)).length;
  const lawful = never ? ["plan", "contribution", "beacon"] : ["plan", "contribution"];
  return (known && !never) || mine.some(({ type }) => !lawful.includes(type));
}

/** Beacon and form of the roll of the plan of an act; none where nothing can be read, which other checks say. */
function chanceOf(files, act) {
  const plan = attempt(() => parseJson(bytesAt(files, planOf(act))));
  const [beacon, listed] = plan instanceof Map ? [plan.get("beacon"), plan.get("contributors")] : [null, null];
  return {
    beacon: beacon instanceof Map && isBeacon(beacon) ? readBeacon(beacon) : null,
    form: areContributors(listed) ? formOf(listed) : "",
  };
}
