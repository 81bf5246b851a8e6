/** Prices of seats, quota rows and household classes: what they weigh and what they cost (SPEC §7). */

import { Malformed } from "../../reading/documents.js";
import { integer, natural } from "../../reading/figures.js";
import { anything, each, isText, shaped } from "../../reading/shapes.js";

const PRICES = { nu: isText, ...each(anything, "quotas", "households") };

/**
 * The prices of an object, and its `parts`: these keys, `cuts` where there is one, and those `besides`.
 *
 * `count`: how many cuts there are to name. Malformed for another form.
 */
export function readPrices(item, count, besides = {}) {
  const namesCuts = item instanceof Map && item.has("cuts");
  const parts = shaped(item, { ...PRICES, ...besides, ...(namesCuts ? { cuts: anything } : {}) });
  const cuts = namesCuts ? numbered(parts.cuts, natural) : [];
  if (namesCuts && !cuts.length) throw new Malformed("wrong-value", "cuts");
  const households = numbered(parts.households, natural);
  const quotas = numbered(parts.quotas, integer);
  return { prices: { nu: integer(parts.nu), quotas, households, cuts: within(cuts, count) }, parts };
}

/** Pairs of a number and an integer that is not 0; Malformed for another form. */
export function numbered(item, number) {
  if (!(item instanceof Map)) throw new Malformed("not-an-object", "proof");
  const found = [...item].map(([name, text]) => [natural(name), number(text)]);
  if (found.some(([, price]) => price === 0n)) throw new Malformed("zero", "proof");
  return found;
}

/** The same by number; Malformed for a number that is not below `length`. */
export function within(found, length) {
  for (const [number] of found) if (number >= length) throw new Malformed("out-of-range", number);
  return new Map(found.map(([number, price]) => [Number(number), price]));
}

/** Weights of cuts that prices add up. */
export const added = (prices, { cuts }) =>
  [...prices.cuts.keys()].reduce((total, number) => total + cuts[number].weights.length, 0);

/**
 * s by profile, and B0, which Σ s·x is not above; Malformed for a row or a class that is not there.
 *
 * Of the cuts as far as they are proved.
 */
export function priced(prices, { seats, pool, quotas, cuts }) {
  const rows = within(prices.quotas, quotas.rows.length);
  const classes = within(prices.households, pool.households.length);
  const byRow = quotas.rows.map((_, row) => rows.get(row) ?? 0n);
  const signed = pool.rowsOf.map((rowsOf, t) => {
    let sum = prices.nu + (classes.get(pool.classOf[t]) ?? 0n);
    for (const row of rowsOf) sum += byRow[row];
    return sum;
  });
  let ceiling = prices.nu * BigInt(seats);
  for (const [row, price] of rows) ceiling += price * BigInt((price > 0n ? quotas.maximum : quotas.minimum)[row]);
  for (const [number, price] of classes) ceiling += price * BigInt(pool.households[number]);
  for (const [number, price] of prices.cuts) {
    ceiling += price * cuts[number].proved;
    for (const [t, weight] of cuts[number].weights) signed[t] += price * weight;
  }
  return { signed, ceiling };
}
