/** The form of a public roll, and the one way to read a roll of that form (SPEC §4). */

import { hashText, wordsOf } from "./lines.js";

const LENGTH = 64;
/** Outcomes of a roll that stands without a beacon, or beside one that nobody attests. */
export const ENOUGH = 1n << 50n;

/** Count and width of its digits, the lowest and the highest; null of a form without digits, or of none. */
export function digitsOf(form) {
  const dice = /^([1-9][0-9]?)d([2-9])$/.exec(form);
  const numbers = /^([1-9][0-9]?)x1(0{1,9})$/.exec(form);
  const shape = dice
    ? { count: Number(dice[1]), width: 1, low: 1, high: Number(dice[2]) }
    : numbers && { count: Number(numbers[1]) * numbers[2].length, width: numbers[2].length, low: 0, high: 9 };
  return shape && shape.count <= LENGTH ? shape : null;
}

/** Whether a value is the name of a form. */
export const isForm = (value) =>
  typeof value === "string" && (value === "hand" || value === "words" || digitsOf(value) !== null);

/** How many rolls of a form there are, all as likely, a BigInt; 1 of words and by hand. */
export function outcomesOf(form) {
  const shape = digitsOf(form);
  return shape ? BigInt(shape.high - shape.low + 1) ** BigInt(shape.count) : 1n;
}

/** What was typed of a roll, in its one way: words, or numbers, with a space between. */
export function written(form, text) {
  const words = wordsOf(text);
  const shape = digitsOf(form);
  const numbers = shape && words.join("").match(new RegExp(`.{1,${shape.width}}`, "gu"));
  return (numbers ?? words).join(" ");
}

/** The value of a roll of that form, 64 hex digits; null unless the text is written in its one way. */
export function rollValue(form, text) {
  const words = wordsOf(text);
  if (form === "words") return words.length && text === words.join(" ") ? hashText(text) : null;
  const shape = digitsOf(form);
  if (!shape) return null;
  const digits = words.join("");
  const lawful = [...digits].every((sign) => /^[0-9]$/.test(sign) && sign >= `${shape.low}` && sign <= `${shape.high}`);
  if (!lawful || digits.length !== shape.count) return null;
  return text === written(form, text) ? digits.padEnd(LENGTH, "0") : null;
}
