/** The keys that whoever verifies trusts: typed, chosen as a file or dropped. */

import { ask } from "./asking.js";
import { byId } from "./elements.js";
import { text } from "./texts.js";

/** What was said of the keys last: a code and its values. */
let told = null;

/** Trust the keys that stand in the field; the new report, null where there is none or where a line is no key. */
export async function trusted() {
  const { line, report } = await ask("trust", { text: byId("trust").value });
  told = line ? ["trust.wrong", { line }] : ["trust.done"];
  showTrust();
  return report ?? null;
}

/** Put a file into the field. */
export async function fill(file) {
  byId("trust").value = await file.text();
  byId("keys").open = true;
}

/** Say again, in the language of the page, what became of the keys. */
export function showTrust() {
  byId("trust-state").textContent = told ? text(...told) : "";
}
