/** The keys that whoever verifies trusts: typed, chosen as a file or dropped. */

import { ask } from "./asking.js";
import { byId } from "./elements.js";
import { text } from "./texts.js";

/** The keys that are trusted now. */
let keys = "";
/** What was said of the keys last: a code and its values. */
let told = null;

/** Trust the keys that stand in the field; the new report, null where there is none or where a line is no key. */
export async function trusted(tell) {
  const { value } = byId("trust");
  const { line, report } = await ask("trust", { text: value }, tell);
  if (!line) keys = value;
  told = line ? ["trust.wrong", { line }] : ["trust.done"];
  showTrust();
  return report ?? null;
}

/** Tell a new worker of them. */
export const trustAgain = () => keys && ask("trust", { text: keys });

/** Put a file into the field. */
export async function fill(file) {
  byId("trust").value = await file.text();
  byId("keys").open = true;
}

/** Say again, in the language of the page, what became of the keys. */
export function showTrust() {
  byId("trust-state").textContent = told ? text(...told) : "";
}
