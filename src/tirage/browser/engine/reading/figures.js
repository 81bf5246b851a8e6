/** Exact numbers of documents, which are strings there: integers as BigInts, and fractions (docs/formats.md). */

import { Malformed, told } from "./documents.js";
import { fractionOf, written } from "../primitives/fractions.js";
import { first } from "../words.js";

/** Characters of a number. */
const LONGEST_NUMBER = 1000;

/** An integer ≥ 0 from its only decimal form. */
export function natural(text) {
  if (typeof text !== "string" || text.length > LONGEST_NUMBER || !/^(?:0|[1-9][0-9]*)$/.test(text)) {
    throw new Malformed("not-an-integer", first(told(text)));
  }
  return BigInt(text);
}

/** An integer from its only decimal form (`-0` is none). */
export function integer(text) {
  const negative = typeof text === "string" && text.startsWith("-") && text !== "-0";
  return negative ? -natural(text.slice(1)) : natural(text);
}

/** A fraction ≥ 0 in lowest terms, written `4/53`, or as an integer where it is one. */
export function fraction(text) {
  const short = typeof text === "string" && text.length <= 2 * LONGEST_NUMBER;
  const match = short && /^(0|[1-9][0-9]*)(?:\/([1-9][0-9]*))?$/.exec(text);
  if (!match) throw new Malformed("not-a-fraction", first(told(text)));
  const value = fractionOf(natural(match[1]), natural(match[2] ?? "1"));
  if (written(value) !== text) throw new Malformed("not-a-fraction", first(text));
  return value;
}
