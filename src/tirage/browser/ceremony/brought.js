/** What is brought beside the dice: sealed values of guarantors, the beacon's signature, each held against the plan. */

import { byId, element } from "../page/elements.js";
import { currentLanguage, safe, text } from "../page/texts.js";
import { judge } from "./reckoning.js";
import { state } from "./state.js";

/** The sealed values, one field for each guarantor. */
export function brought() {
  const fields = state.shown.sealed.map(({ id }, place) =>
    field(`value-${place}`, text("brought.of", { name: safe(id) }), state.values[place], (value) => {
      state.values = state.values.with(place, value);
    }, state.judged.sealed[place]));
  return [element("p", { class: "summary" }, text("brought.aside")), ...fields];
}

/** The signature of the round that the plan has fixed. */
export function pulse() {
  const { round, due } = state.shown.beacon;
  const take = (value) => void (state.signature = value);
  return [
    element("p", { class: "summary" }, text("beacon.aside", { round: `${round}`, due: hour(due, state.shown.named.timezone) })),
    field("signature", text("beacon.signature"), state.signature, take, state.judged.beacon),
  ];
}

/** A time as the clocks of the assembly show it, where its rules say which; in UTC otherwise. */
function hour(time, zone) {
  const written = (timeZone) => new Intl.DateTimeFormat(currentLanguage(), { dateStyle: "long", timeStyle: "long", timeZone }).format(new Date(time));
  try {
    return written(zone || "UTC");
  } catch {
    return written("UTC");
  }
}

function field(id, label, value, take, found) {
  const input = element("input", { id, autocomplete: "off", spellcheck: "false", maxlength: "200" });
  input.value = value;
  const mark = element("span", { id: `${id}-judged`, role: "status" });
  say(mark, found);
  input.setAttribute("aria-describedby", mark.id);
  input.oninput = () => take(input.value.trim());
  input.onchange = judge;
  return element("p", { class: "field" }, element("label", { for: id }, label), input, mark);
}

function say(mark, found) {
  mark.className = `judged ${found}`;
  mark.textContent = text(`judged.${found}`);
}

/** Say again what the fields on the screen are worth, and leave these alone: somebody may be typing. */
export function remark() {
  const { sealed, beacon } = state.judged;
  const marks = [...sealed.map((found, place) => [`value-${place}`, found]), ["signature", beacon]];
  for (const [id, found] of marks) if (byId(`${id}-judged`)) say(byId(`${id}-judged`), found);
}
