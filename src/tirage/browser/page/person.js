/** One person: a pid, and what the files say. */

import { ask } from "./asking.js";
import { byId, element, MARKS } from "./elements.js";
import { safe, text } from "./texts.js";

let facts = null;

/** Look the typed pid up. */
export async function lookUp() {
  const pid = byId("pid").value.trim();
  facts = pid ? await ask("person", { pid }) : null;
  showFacts();
}

/** Forget the person of another dossier. */
export function forget() {
  facts = null;
  showFacts();
}

/** Show what a proof says of its person; nothing new where it is none. */
export function tell(said) {
  if (said.length) facts = said;
  showFacts();
}

/** Show what was found, in the language of the page. */
export function showFacts() {
  byId("facts").replaceChildren(...(facts ?? []).map(fact));
  if (facts && !facts.length) byId("facts").append(element("li", {}, text("fact.none")));
}

function fact({ code, file, values, status }) {
  const shown = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, safe(`${value}`)]));
  const said = element("li", { "data-fact": code }, text(`fact.${code}`, shown), " — ", element("code", {}, safe(file)));
  if (status) said.append(" ", element("span", { class: `mark ${status}` }, `${MARKS[status]} ${text(status)}`));
  return said;
}
