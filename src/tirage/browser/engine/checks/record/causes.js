/** Why people left, as far as it is published: codes of a closed list, none of which tells of health. */

import { check, noFault } from "../../kernel.js";
import { IN_JOURNAL } from "./journal.js";
import { SPECIFIED_CAUSES } from "../../reading/acts.js";
import { Malformed, parseJson } from "../../reading/documents.js";

const RULES = "public/rules.json";
/** Types of entries that may say a cause. */
const SAID = ["vacancy", "leaving", "unavailable"];

/** Types of entries that there may be evidence of. */
const STATED = [...SAID, "acceptance", "absence"];

export const CAUSES = [
  check("causes.form", ({ files, entries }) => {
    const told = entries.filter(({ type }) => SAID.includes(type));
    if (!told.length) return null;
    const known = knownIn(files);
    return noFault(told.filter(({ body }) => !known.has(body.cause)).map(({ file }) => file), { checked: told.length });
  }, { ...IN_JOURNAL, due: ({ held }) => SAID.some((type) => held.has(type)) }),
  // No piece of evidence is of two people: salted by the person, its hash would be another.
  check("evidence.once", ({ entries }) => {
    const told = entries.filter(({ type, body }) => STATED.includes(type) && body.evidence);
    const whose = new Map();
    const faults = told.filter(({ body: { evidence, pid } }) => {
      if (!whose.has(evidence)) whose.set(evidence, pid);
      return whose.get(evidence) !== pid;
    });
    return told.length > 0 && noFault(faults.map(({ file }) => file), { checked: told.length });
  }, { ...IN_JOURNAL, due: ({ maySay }) => STATED.some((type) => maySay(type, "evidence")) }),
];

function knownIn(files) {
  if (!files.has(RULES)) return new Set(["", ...SPECIFIED_CAUSES]);
  const rules = parseJson(files.get(RULES));
  const causes = rules instanceof Map ? rules.get("causes") : null;
  if (!Array.isArray(causes) || !causes.every((cause) => typeof cause === "string")) {
    throw new Malformed("wrong-value", "causes");
  }
  return new Set(["", ...causes]);
}
