/** One check, its number in SPEC §10, and how it comes out. `NUMBERS` is put in front when the page is built. */

import { NUMBERS } from "./numbers.js";

function check(code, status, expected, got, file) {
  return { number: NUMBERS[code], code, status, expected: `${expected}`, got: `${got}`, file };
}

/** A check that passed or failed. */
export function judged(code, passed, { expected = "", got = "", file = "" } = {}) {
  return check(code, passed ? "ok" : "failed", expected, got, file);
}

/** A check that passes when the two are equal. */
export function compared(code, got, expected, file = "") {
  return judged(code, got === expected, { got, expected, file });
}

/** A check that passes when there is no fault; then it shows how many things were checked, or `wanted`. */
export function faulty(code, faults, { checked, wanted = "no-fault", file = "" } = {}) {
  if (!faults.length) return compared(code, checked ?? wanted, checked ?? wanted, file);
  const more = faults.length > 3 ? ` (+${faults.length - 3})` : "";
  return judged(code, false, { expected: wanted, got: faults.slice(0, 3).join("; ") + more, file });
}

/** A check that was not made, and why. */
export function skipped(code, why, file = "") {
  return check(code, "not-checked", "", why, file);
}

/** Several that were not made for one reason. */
export const allSkipped = (codes, why, file = "") => codes.map((code) => skipped(code, why, file));
