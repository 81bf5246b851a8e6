/** Why people left, as far as it is published: codes of a closed list, none of which tells of health. */

import { check, noFault } from "../../kernel.js";
import { IN_JOURNAL } from "./journal.js";
import { SPECIFIED_CAUSES } from "../../reading/acts.js";
import { Malformed, parseJson } from "../../reading/documents.js";

const RULES = "public/rules.json";
/** Types of entries that may say a cause. */
const SAID = ["vacancy", "leaving", "unavailable"];

export const CAUSES = [
  check("causes.form", ({ files, entries }) => {
    const told = entries.filter(({ type }) => SAID.includes(type));
    if (!told.length) return null;
    const known = knownIn(files);
    return noFault(told.filter(({ body }) => !known.has(body.cause)).map(({ file }) => file), { checked: told.length });
  }, { ...IN_JOURNAL, due: ({ held }) => SAID.some((type) => held.has(type)) }),
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
