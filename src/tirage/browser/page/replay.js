/** From the dice to the number: what is typed, what a dossier fills in, and every step of the arithmetic. */

import { ask } from "./asking.js";
import { byId, element, show } from "./elements.js";
import { safe, text } from "./texts.js";

const FIELDS = ["plan", "form", "text", "others", "pulse", "stage", "panels"];
const KNOWN = { seed: "seed", stage: "stageSeed", number: "number" };
let acts = [];
let found = null;

const chosen = () => acts[byId("act").value];
const typed = () => Object.fromEntries(FIELDS.map((name) => [name, byId(name).value.trim()]));

/** The acts of a dossier: the last one is filled in, all but what was rolled. */
export function offer(ofDossier) {
  acts = ofDossier;
  found = null;
  showReplay();
  byId("act").value = `${acts.length - 1}`;
  fillIn();
}

/** Fill the fields in from the act chosen. */
export function fillIn() {
  found = null;
  byId("text").value = "";
  for (const name of FIELDS) if (chosen() && name !== "text") byId(name).value = chosen()[name];
  showSteps();
}

/** Compute the steps from what is typed. */
export async function compute() {
  found = await ask("replay", { ...typed(), act: chosen()?.act });
  showSteps();
}

/** Show the acts and the steps, in the language of the page. */
export function showReplay() {
  const place = byId("act").value;
  byId("act").replaceChildren(...acts.map(({ act }, n) => element("option", { value: `${n}` }, named(act))));
  byId("act").value = place;
  show("acts", acts.length > 0);
  showSteps();
}

function named(act) {
  const [kind, number] = act.split("/");
  return text(`act.${kind}`, { number });
}

function showSteps() {
  const wrong = found?.mistakes ?? [];
  for (const name of FIELDS) byId(name).setAttribute("aria-invalid", `${wrong.includes(name)}`);
  if (wrong.some((name) => name !== "text")) byId("more").open = true;
  byId("mistakes").textContent = wrong.length
    ? text("mistake", { fields: wrong.map((name) => text(`field.${name}`)).join(" · ") })
    : "";
  byId("steps").replaceChildren(...(found?.steps ?? []).map(stepItem));
}

function stepItem({ name, line, value }) {
  const item = element("li", { "data-step": name }, element("strong", {}, text(`step.${name}`)));
  if (line) item.append(element("code", { class: "line" }, `printf '${line}' | sha256sum`));
  item.append(element("code", { class: "value" }, safe(value)));
  const recorded = chosen()?.recorded?.[KNOWN[name]];
  if (recorded !== undefined) {
    const same = `${recorded}` === value;
    const words = same ? `✓ ${text("same")}` : `✗ ${text("different", { value: safe(`${recorded}`) })}`;
    item.append(element("span", { class: same ? "same" : "different" }, words));
  }
  return item;
}
