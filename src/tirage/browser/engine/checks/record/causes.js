/**
 * Why people left, as far as it is published: codes of a closed list, none of which tells of health.
 *
 * And why people of a file of volunteers are not in the pool: each cause has what it rests on, on the record.
 */

import { check, noFault } from "../../kernel.js";
import { allTold } from "../life/corrected.js";
import { IN_JOURNAL } from "./journal.js";
import { EXCLUSIONS, SPECIFIED_CAUSES } from "../../reading/acts.js";
import { Malformed, parseJson } from "../../reading/documents.js";
import { sorted } from "../../words.js";

const RULES = "public/rules.json";
/** Types of entries that may say a cause. */
const SAID = ["vacancy", "leaving", "unavailable"];

/** Types of entries that there may be evidence of. */
const STATED = [...SAID, "acceptance", "absence"];

export const CAUSES = [
  check("causes.form", ({ files, entries }) => {
    const told = allTold(entries).filter(({ type }) => SAID.includes(type));
    if (!told.length) return null;
    const known = knownIn(files);
    return noFault(told.filter(({ body }) => !known.has(body.cause)).map(({ file }) => file), { checked: told.length });
  }, { ...IN_JOURNAL, due: ({ held }) => [...SAID, "correction"].some((type) => held.has(type)) }),
  // No piece of evidence is of two people: salted by the person, its hash would be another.
  check("evidence.once", ({ entries }) => {
    const told = allTold(entries).filter(({ type, body }) => STATED.includes(type) && body.evidence);
    const whose = new Map();
    const faults = told.filter(({ body: { evidence, pid } }) => {
      if (!whose.has(evidence)) whose.set(evidence, pid);
      return whose.get(evidence) !== pid;
    });
    return told.length > 0 && noFault(faults.map(({ file }) => file), { checked: told.length });
  }, { ...IN_JOURNAL, due: ({ maySay }) => STATED.some((type) => maySay(type, "evidence")) }),
  // Nobody is left out as a duplicate without a decision, nor by a cause of exclusion without its list.
  check("pool.settled", ({ entries, framed }) => {
    const pools = entries.filter(({ type }) => type === "pool");
    if (!framed) return pools.flatMap(settledIn);
    // Of people of the rolls all of this is settled with the frame.
    return pools.filter(({ body }) => body.lists).map(({ file }) => noFault(["lists"], { file }));
  }, { ...IN_JOURNAL, due: () => false }),
];

function settledIn({ file, body }) {
  const { same = 0, different = 0, addresses = 0, decisions = "", no_household: homes = "" } = body;
  const [causes, lists] = [body.causes, body.lists ?? new Map()];
  const doubles = causes.get("duplicate") ?? 0;
  const faults = doubles > same ? [`duplicate: ${doubles} > ${same}`] : [];
  const unlisted = EXCLUSIONS.filter((cause) => causes.has(cause) && !lists.has(cause));
  faults.push(...unlisted.map((cause) => `${cause}: ${causes.get(cause)}`));
  faults.push(...sorted(lists.keys()).filter((cause) => !EXCLUSIONS.includes(cause)).map((cause) => `lists: ${cause}`));
  if ((decisions === "") !== (same + different === 0)) faults.push(`decisions: ${same} + ${different}`);
  if ((homes === "") !== (addresses === 0)) faults.push(`no_household: ${addresses}`);
  if (!faults.length && !body.lists) return [];
  return [noFault(faults, { checked: same + different + addresses + lists.size, file })];
}

function knownIn(files) {
  if (!files.has(RULES)) return new Set(["", ...SPECIFIED_CAUSES]);
  const rules = parseJson(files.get(RULES));
  const causes = rules instanceof Map ? rules.get("causes") : null;
  if (!Array.isArray(causes) || !causes.every((cause) => typeof cause === "string")) {
    throw new Malformed("wrong-value", "causes");
  }
  return new Set(["", ...causes]);
}
