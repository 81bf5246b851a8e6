/** The dice as they are typed: digits one by one, the last one taken back, nothing that no such roll has. */

import { reckon } from "./reckoning.js";
import { isByHand, shapeOf, state } from "./state.js";

/** A digit, whatever the keyboard writes on that key: on a French one the digits stand above other signs. */
function digitOf({ key, code }) {
  if (/^[0-9]$/.test(key)) return key;
  return /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1] ?? null;
}

/** Hear a key while digits are typed; whether it was meant for them. */
export function typed(event) {
  const shape = shapeOf(state.shown);
  if (state.confirmed || !shape || event.ctrlKey || event.altKey || event.metaKey) return false;
  const digit = digitOf(event);
  if (event.key === "Backspace") takeBack();
  else if (event.key === "Enter") confirm(shape);
  else if (digit !== null) take(digit, shape, event.repeat);
  else if (event.key.length === 1 && event.key !== " ") state.refused = ["roll.no-digit", { sign: event.key }];
  else return event.key === " ";
  return true;
}

function takeBack() {
  state.typed = state.typed.slice(0, -1);
  state.refused = null;
}

function take(digit, { count, low, high }, held) {
  // A key that is held down is one die.
  if (held) return;
  state.refused = null;
  if (state.typed.length >= count) state.refused = ["roll.full", { count }];
  else if (digit < `${low}` || digit > `${high}`) state.refused = ["roll.no-face", { digit, low: `${low}`, high: `${high}` }];
  else state.typed += digit;
}

function confirm({ count }) {
  const { recorded, roll, panels } = state.shown;
  if (!state.typed && recorded) state.typed = isByHand() ? `${recorded.number}`.padStart(count, "0") : roll.replaceAll(" ", "");
  const left = count - state.typed.length;
  if (left > 0) state.refused = ["roll.left", { left }];
  else if (isByHand() && Number(state.typed) >= panels) state.refused = ["roll.too-high", { highest: `${panels - 1}` }];
  else accept();
}

/** Take what was typed for what fell. */
export function accept() {
  state.refused = null;
  state.confirmed = true;
  reckon();
}
