/**
 * Proofs that no lottery does better (SPEC §7, docs/formats.md).
 *
 * A proof gives each profile t a weight s_t of any sign, and a ceiling: Σ s_t·x_t is not above it for any valid
 * composition x. Every bound is made of these two. All in integers and fractions, from the pool, the quotas
 * and what cuts show: the weights are recomputed from the prices, so they are what they must be or the bound is
 * another.
 */

import { weightedSum } from "../lottery/chances.js";
import { Malformed } from "../../reading/documents.js";
import { compare, fractionOf, least, minus, over, plus, times } from "../../primitives/fractions.js";
import { chanceHad } from "../lottery/had.js";
import { added, priced } from "./prices.js";

export const CERTIFICATE = "public/certificate.json";
/** Weights of cuts that the proofs of the levels add up at most, and as many those of the objective. */
export const MOST_ADDED = 2 ** 22;

/**
 * Weights by profile, the ceiling, and `proved`, what it is shown not to be above: the ceiling, or more where
 * that is an integer program's word (`programmed`). Malformed for a price on a row or a class that is not there.
 */
export function weigh(proof, ground, allowance) {
  allowance.look(added(proof, ground));
  const { signed, ceiling: proved } = priced(proof, ground);
  let ceiling = proved;
  for (const [number, price] of proof.cuts) ceiling -= price * (ground.cuts[number].proved - ground.cuts[number].best);
  return { signed, ceiling, proved, programmed: proved > ceiling };
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
