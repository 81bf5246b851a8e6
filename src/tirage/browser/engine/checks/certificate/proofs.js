/**
 * Proofs that no lottery does better: two forms, one arithmetic (SPEC §7, docs/formats.md).
 *
 * A proof gives each profile t a weight s_t of any sign, and a ceiling: Σ s_t·x_t is not above it for any valid
 * composition x. Every bound is made of these two. All in integers and fractions, from the pool and the quotas
 * alone: the weights are recomputed from the prices, so they are what they must be or the bound is different.
 */

import { weightedSum } from "../lottery/chances.js";
import { Malformed } from "../../reading/documents.js";
import { integer, natural } from "../../reading/figures.js";
import { fractionOf, least, minus, over, plus, times } from "../../primitives/fractions.js";
import { anything, isText, shaped } from "../../reading/shapes.js";

export const CERTIFICATE = "public/certificate.json";
const BY_ROWS = { nu: isText, quotas: anything, households: anything };
const BY_COMPOSITION = { y: anything, best: isText };

/** A proof; Malformed for another form. `programs`: it may rest on one; `signed`: with weights below 0. */
export function readProof(item, { programs, signed }) {
  if (programs && item instanceof Map && item.has("best")) {
    const { y, best } = shaped(item, BY_COMPOSITION);
    const number = signed ? integer : natural;
    return { y: prices(y, number), best: number(best) };
  }
  const proof = shaped(item, BY_ROWS);
  const households = prices(proof.households, natural);
  return { nu: integer(proof.nu), quotas: prices(proof.quotas, integer), households };
}

/** Prices by number, zeros left out. */
function prices(item, number) {
  if (!(item instanceof Map)) throw new Malformed("not-an-object", "proof");
  const found = [...item].map(([name, text]) => [natural(name), number(text)]);
  if (found.some(([, price]) => price === 0n)) throw new Malformed("zero", "proof");
  return found;
}

/** Weights by profile and ceiling; Malformed for a price on a row, a class or a profile that is not there. */
export function weigh(proof, seats, pool, quotas) {
  if ("y" in proof) {
    const y = within(proof.y, pool.sizes.length);
    return { signed: pool.sizes.map((_, t) => y.get(t) ?? 0n), ceiling: proof.best, programmed: true };
  }
  const rows = within(proof.quotas, quotas.rows.length);
  const classes = within(proof.households, pool.households.length);
  const signed = pool.rowsOf.map((rowsOf, t) =>
    rowsOf.reduce((sum, row) => sum + (rows.get(row) ?? 0n), proof.nu + (classes.get(pool.classOf[t]) ?? 0n)),
  );
  let ceiling = proof.nu * BigInt(seats);
  for (const [row, price] of rows) ceiling += price * BigInt((price > 0n ? quotas.maximum : quotas.minimum)[row]);
  for (const [number, price] of classes) ceiling += price * BigInt(pool.households[number]);
  return { signed, ceiling, programmed: false };
}

function within(found, length) {
  for (const [number] of found) if (number >= length) throw new Malformed("out-of-range", number);
  return new Map(found.map(([number, price]) => [Number(number), price]));
}

/** The most that everyone outside `fixed` (chance by profile) can have at once where no chance is above `cap`. */
export function floorBound(weights, pool, fixed, cap) {
  const spent = [];
  let [rest, below] = [0n, 0n];
  weights.signed.forEach((weight, t) => {
    const all = BigInt(pool.sizes[t]) * weight;
    if (weight < 0n) below -= all;
    else if (!fixed.has(t)) rest += all;
    else if (weight) spent.push([fixed.get(t), all]);
  });
  if (!rest) throw new Malformed("profile-unproven");
  const whole = plus(fractionOf(weights.ceiling), times(cap, fractionOf(below)));
  return least(cap, over(minus(whole, weightedSum(spent)), fractionOf(rest)));
}

/** Of weights by name, the ceilings that some panel goes beyond. */
export function outdone(weighed, pool, panels) {
  const reached = new Map();
  for (const panel of panels) {
    const profiles = panel.filter((pid) => pool.numbers.has(pid)).map((pid) => pool.profileOf[pool.numbers.get(pid)]);
    for (const [name, { signed }] of weighed) {
      const total = profiles.reduce((sum, t) => sum + signed[t], 0n);
      if (!reached.has(name) || total > reached.get(name)) reached.set(name, total);
    }
  }
  return weighed
    .filter(([name, { ceiling }]) => ceiling < reached.get(name))
    .map(([name, { ceiling }]) => `${name}: ${ceiling} < ${reached.get(name)}`);
}
