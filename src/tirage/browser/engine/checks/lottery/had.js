/**
 * What people had of chance in the draws before, for a draw that makes up for it (docs/formats.md).
 *
 * It is derived from the chances of those draws, each in whole millionths, rounded down. Nothing that the draw
 * itself says of it is believed: check 8.10 compares.
 */

import { Missing } from "../../kernel.js";
import { rows } from "../../reading/csv.js";
import { Malformed } from "../../reading/documents.js";
import { fraction } from "../../reading/figures.js";
import { compare, floorOf, fractionOf, minus, most, ONE, times, ZERO } from "../../primitives/fractions.js";
import { absenceOf } from "../../reading/pack.js";

const MILLIONTHS = 1000000;
/** The columns of `chances.csv`; with one more where what people had before counts. */
export const PLAIN = ["pid", "panels", "chance"];
export const WITH_HAD = [...PLAIN, "had"];

/** Millionths by pid, in all the draws whose chances are in the files of these names. */
export function hadIn(files, names) {
  const absent = names.find((name) => !files.has(name));
  if (absent) throw new Missing(absenceOf(files, absent), { file: absent });
  const found = new Map();
  for (const name of names) {
    for (const [pid, parts] of partsIn(files.get(name))) found.set(pid, (found.get(pid) ?? 0) + parts);
  }
  return found;
}

/** [pid, millionths] of one draw. */
function partsIn(data) {
  const [first] = new TextDecoder().decode(data.subarray(0, 64)).split("\n");
  const parts = new Map();
  return [...rows(data, first === WITH_HAD.join() ? WITH_HAD : PLAIN)].map(([pid, , chance]) => {
    if (!parts.has(chance)) {
      const read = fraction(chance);
      if (compare(read, ONE) > 0) throw new Malformed("out-of-range", pid);
      parts.set(chance, Number(floorOf(times(read, fractionOf(MILLIONTHS)))));
    }
    return [pid, parts.get(chance)];
  });
}

/** So many millionths, as a chance. */
export const chanceHad = (millionths) => fractionOf(millionths, MILLIONTHS);

/** What a level of this value gives somebody who had so much before; all of it where that does not count. */
export const rest = (value, millionths) =>
  millionths === undefined ? value : most(ZERO, minus(value, chanceHad(millionths)));
