/** The scene of the dice: a place for each digit, how many have fallen, and what was refused. */

import { element } from "../page/elements.js";
import { safe, text } from "../page/texts.js";
import { isByHand, isDice, shapeOf, state } from "./state.js";
import { accept } from "./typing.js";

export function dice() {
  const shape = shapeOf(state.shown);
  return shape ? digits(shape) : words();
}

function digits({ count, width, low, high }) {
  const { typed, confirmed, shown } = state;
  // Dice are read in fives, numbers by their digits.
  const size = width > 1 ? width : 5;
  const groups = [];
  for (let at = 0; at < count; at += size) groups.push(element("span", { class: "group" }, ...places(at, Math.min(at + size, count))));
  const full = typed.length === count;
  return [
    element("div", { class: count > 30 ? "dice many" : "dice", role: "img", "aria-label": text("roll.label", { digits: [...typed].join(" ") || "—" }) }, ...groups),
    element("p", { class: "count" }, text("roll.count", { typed: `${typed.length}`, count: `${count}` })),
    ...(confirmed ? [] : [pad(low, high)]),
    message(confirmed ? ["roll.confirmed"] : state.refused ?? (full ? ["roll.confirm"] : hint(shown))),
  ];
}

/** Keys to be touched, where there is no keyboard: they are those of one. */
function pad(low, high) {
  const faces = Array.from({ length: high - low + 1 }, (_, at) => [`${low + at}`, `${low + at}`]);
  const keys = [...faces, ["Backspace", text("roll.back")], ["Enter", text("roll.take")]];
  const buttons = keys.map(([key, words]) => {
    const button = element("button", { type: "button" }, words);
    button.onclick = () => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    return button;
  });
  return element("p", { class: "pad" }, ...buttons);
}

function places(from, to) {
  const { typed, confirmed } = state;
  return Array.from({ length: to - from }, (_, at) => {
    const place = from + at;
    const kind = place < typed.length ? "fallen" : place === typed.length ? "awaited" : "empty";
    const shape = isDice() ? "die" : "ball";
    return element("span", { class: `${shape} ${kind}${confirmed ? " sure" : ""}` }, typed[place] ?? "");
  });
}

const hint = ({ recorded }) => [recorded && !state.typed ? "roll.recorded" : isByHand() ? "roll.type.hand" : "roll.type"];

/** What is said below: refused in red, confirmed in green, both with a word. */
function message([code, values = {}]) {
  const kind = code === "roll.confirmed" ? "message met" : code === state.refused?.[0] ? "message unmet" : "message";
  return element("p", { class: kind, role: "status" }, text(code, values));
}

/** Words, where the plan takes these: typed in a field. */
function words() {
  const { confirmed, typed, shown } = state;
  if (confirmed) return [element("p", { class: "spoken" }, safe(typed)), message(["roll.confirmed"])];
  const field = element("textarea", { id: "words", rows: "3", spellcheck: "false" });
  field.value = typed || shown.roll;
  field.oninput = () => void (state.typed = field.value);
  const form = element("form", {}, element("label", { for: "words" }, text("roll.words")), field,
    element("p", {}, element("button", {}, text("roll.take"))));
  form.onsubmit = (event) => {
    event.preventDefault();
    state.typed = field.value;
    if (field.value.trim()) accept();
  };
  return [form];
}
