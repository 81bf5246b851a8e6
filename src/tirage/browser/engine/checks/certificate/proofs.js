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
import { compare, fractionOf, least, minus, over, plus, times } from "../../primitives/fractions.js";
import { chanceHad } from "../lottery/had.js";
import { anything, isText, shaped } from "../../reading/shapes.js";
import { numbered, priced, readPrices, within } from "./prices.js";
import { readTree, refuseOpen } from "./tree.js";

export const CERTIFICATE = "public/certificate.json";
const BY_ROWS = { nu: isText, quotas: anything, households: anything };
const BY_COMPOSITION = { y: anything, best: isText, proved: isText, tree: anything };

/** A proof; Malformed for another form. `programs`: it may have the word of one; `signed`: with weights below 0. */
export function readProof(item, allowance, { programs, signed }) {
  if (!(programs && item instanceof Map && item.has("best"))) return readPrices(shaped(item, BY_ROWS));
  const parts = shaped(item, BY_COMPOSITION);
  const number = signed ? integer : natural;
  const [best, proved] = [number(parts.best), number(parts.proved)];
  if (proved < best) throw new Malformed("out-of-range", "proved");
  return { y: numbered(parts.y, number), best, proved, tree: readTree(parts.tree, allowance) };
}

/**
 * Weights by profile, the ceiling, and `proved`, what it is shown not to be above: the ceiling, or more where
 * that is an integer program's word (`programmed`). Malformed for a price on a row, a class or a profile that is
 * not there, and for a tree that does not show what it says. `ground`: seats, pool, quotas.
 */
export function weigh(proof, ground, allowance) {
  if (!("y" in proof)) {
    const { signed, ceiling } = priced(proof, ground);
    return { signed, ceiling, proved: ceiling, programmed: false };
  }
  const y = within(proof.y, ground.pool.sizes.length);
  const signed = ground.pool.sizes.map((_, t) => y.get(t) ?? 0n);
  refuseOpen(proof.tree, signed, proof.proved, ground, allowance);
  return { signed, ceiling: proof.best, proved: proof.proved, programmed: proof.proved > proof.best };
}

/**
 * The most that everyone outside `fixed` (chance by profile) can have at once where no chance is above `cap`.
 *
 * `had`: millionths that the people of each profile had before; then it is the most that they have with it.
 */
export function floorBound(weights, pool, fixed, cap, had = []) {
  const spent = [];
  const left = new Map();
  let below = 0n;
  weights.signed.forEach((weight, t) => {
    const all = BigInt(pool.sizes[t]) * weight;
    if (weight < 0n) below -= all;
    else if (!fixed.has(t)) left.set(had[t] ?? 0, (left.get(had[t] ?? 0) ?? 0n) + all);
    else if (weight) spent.push([fixed.get(t), all]);
  });
  const whole = plus(fractionOf(weights.ceiling), times(cap, fractionOf(below)));
  return raised(minus(whole, weightedSum(spent)), left, cap);
}

/** The largest z with Σ weight·max(0, z − had) ≤ total, at most `cap` above the least had. */
function raised(total, weights, cap) {
  const order = [...weights].filter(([, weight]) => weight).sort(([a], [b]) => a - b);
  if (!order.length) throw new Malformed("profile-unproven");
  let [sum, all, found] = [total, 0n, total];
  for (const [place, [own, weight]] of order.entries()) {
    sum = plus(sum, times(chanceHad(own), fractionOf(weight)));
    all += weight;
    found = over(sum, fractionOf(all));
    if (place + 1 < order.length && compare(found, chanceHad(order[place + 1][0])) <= 0) break;
  }
  return least(plus(chanceHad(order[0][0]), cap), found);
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
