/** What a document must look like: exactly these keys, each with a value of this kind (docs/formats.md). */

import { Malformed } from "./documents.js";
import { FIELD, HASH } from "../primitives/lines.js";
import { sorted } from "../words.js";

const matching = (pattern) => (value) => typeof value === "string" && pattern.test(value);

export const isText = (value) => typeof value === "string";
export const isCount = (value) => typeof value === "number" && value >= 0;
/** Months, up to a hundred years. */
export const isNumber = (value) => typeof value === "number" && value >= 1;
export const isMonths = (value) => isCount(value) && value <= 1200;
export const isFlag = (value) => typeof value === "boolean";
export const isHash = matching(HASH);
export const isField = matching(FIELD);
/** `ortools` and its version, as isTool ends. */
export const isSolver = matching(/^ortools [0-9A-Za-z.+-]{1,30}$/);
export const isTool = matching(/^tirage [0-9A-Za-z.+-]{1,60} [0-9a-f]{64} ortools [0-9A-Za-z.+-]{1,30}$/);
/** A day of the calendar, `2026-11-23`. */
export function isDay(value) {
  const [, year, month, day] = (isText(value) && /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(value)) || [];
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return year >= 1 && day >= 1 && day <= days;
}
/** A compressed point of G1. */
export const isSignature = matching(/^[0-9a-f]{96}$/);
/** A round of a beacon; one beyond 10^10 has no date any more. */
export const isRound = (value) => typeof value === "number" && value >= 1 && value <= 1e10;
/** Another check looks at it. */
export const anything = () => true;
export const exactly = (wanted) => (value) => value === wanted;
export const oneOf = (...wanted) => (value) => wanted.includes(value);
export const isFairness = oneOf("leximin", "maximin", "capped", "goldilocks", "nash");
export const listOf = (shape) => (value) => Array.isArray(value) && value.every(shape);
/** A list of values of that shape, one at least. */
export const some = (shape) => (value) => listOf(shape)(value) && value.length > 0;
export const mappingOf = (shape) => (value) => value instanceof Map && [...value.values()].every(shape);

/** An object with exactly these keys. */
export const record = (keys) => (value) =>
  value instanceof Map &&
  value.size === Object.keys(keys).length &&
  Object.entries(keys).every(([name, shape]) => value.has(name) && shape(value.get(name)));

/** An object with exactly these keys, and any of those `besides`. */
export const recordWith = (keys, besides) => (value) => {
  const more = Object.entries(besides).filter(([name]) => value instanceof Map && value.has(name));
  return record({ ...keys, ...Object.fromEntries(more) })(value);
};

/** `value` as an object once it has exactly these keys; Malformed names the first key that is wrong. */
export function shaped(value, keys) {
  if (!(value instanceof Map)) throw new Malformed("not-an-object");
  for (const name of sorted(new Set([...value.keys(), ...Object.keys(keys)]))) {
    if (!Object.hasOwn(keys, name)) throw new Malformed("unknown-key", name);
    if (!value.has(name)) throw new Malformed("missing-key", name);
    if (!keys[name](value.get(name))) throw new Malformed("wrong-value", name);
  }
  return Object.fromEntries(value);
}

/** The same keys, all of one shape. */
export const each = (shape, ...names) => Object.fromEntries(names.map((name) => [name, shape]));
