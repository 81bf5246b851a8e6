/** Prices of seats, quota rows and household classes: what they weigh and what they cost (SPEC §7). */

import { Malformed } from "../../reading/documents.js";
import { integer, natural } from "../../reading/figures.js";

/** The prices under `nu`, `quotas` and `households`; Malformed for another form. */
export function readPrices(parts) {
  const households = numbered(parts.households, natural);
  return { nu: integer(parts.nu), quotas: numbered(parts.quotas, integer), households };
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

/** s by profile, and B0, which Σ s·x is not above; Malformed for a row or a class that is not there. */
export function priced(prices, { seats, pool, quotas }) {
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
  return { signed, ceiling };
}
