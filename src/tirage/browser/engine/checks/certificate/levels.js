/** The levels of a certificate against its proofs, the chances and the lottery. Checks 8.2 to 8.6. */

import { compared, faulty, skipped } from "../../kernel.js";
import { CHANCES } from "../lottery/chances.js";
import { attempt, Malformed } from "../../reading/documents.js";
import { compare, equal, floorOf, fractionOf, minus, ONE, shown, times, ZERO } from "../../primitives/fractions.js";
import { CERTIFICATE, floorBound, weigh } from "./proofs.js";

const FILE = { file: CERTIFICATE };

/** That each level says whom it is about; that ranked ones hold every profile once, in rising order. */
export function* checkLevels(certificate, pool) {
  if (!pool) {
    yield skipped("certificate.levels", "no-pool", CERTIFICATE);
    return false;
  }
  const faults = [];
  certificate.levels.forEach((level, number) => {
    const known = level.profiles.length && level.profiles.at(-1) < pool.sizes.length;
    const people = level.profiles.reduce((sum, t) => sum + pool.sizes[t], 0);
    if (!known) faults.push(`${number}: profiles`);
    else if (level.people !== people) faults.push(`${number}: ${level.people} ≠ ${people}`);
  });
  faults.push(...misplaced(certificate, pool.sizes.length));
  yield faulty("certificate.levels", faults, { checked: certificate.levels.length, ...FILE });
  return !faults.length;
}

/** What is wrong with the levels as a whole. */
function* misplaced({ levels, ranked, fairness, objective, slack }, profiles) {
  if (ranked) {
    const named = levels.flatMap((level) => level.profiles).sort((a, b) => a - b);
    const whole = named.length === profiles && named.every((t, place) => t === place);
    if (!whole) yield `${named.length} ≠ ${profiles} profiles`;
    // A bound speaks of the least chance outside the levels before, and proves nothing of a lower one.
    for (const [place, { value }] of levels.slice(1).entries()) {
      const before = levels[place].value;
      if (compare(value, minus(before, slack)) < 0) yield `${shown(value)} < ${shown(before)}`;
    }
  } else if (fairness === "maximin" && (!levels.length || levels.slice(0, -1).some(({ value }) => value.n))) {
    // Maximin claims one floor; before it may come those whom no lottery can draw.
    yield `${levels.length} ≠ 1`;
  } else if (fairness === "nash" && levels.some(({ value }) => value.n)) yield "value";
  // The objective leaves these people out, so nothing may be open about them.
  if (objective && levels.some(({ value, bound }) => !value.n && bound.n)) yield "bound";
}

/** Each level's bound, recomputed, and the value against it; the weights by number of the level. */
export function* checkProofs(certificate, pool, quotas) {
  const fixed = new Map();
  const faults = [];
  const weighed = new Map();
  certificate.levels.forEach((level, number) => {
    // No cap may be what keeps somebody out altogether.
    const cap = level.value.n ? certificate.cap : ONE;
    attempt(
      () => {
        const weights = weigh(level.proof, certificate.seats, pool, quotas);
        refuseProfiles(level, certificate, fixed, weights.signed);
        refuseBound(level, certificate, floorBound(weights, pool, fixed, cap));
        weighed.set(`${number}`, weights);
      },
      (fault) => faults.push(`${number}: ${fault}`),
    );
    for (const t of level.profiles) fixed.set(t, level.value);
  });
  yield faulty("certificate.proof", faults, { checked: certificate.levels.length, ...FILE });
  return faults.length ? new Map() : weighed;
}

/** A bound says nothing of a profile that its weights leave out, nor of one that has its level already. */
function refuseProfiles(level, { fairness, method }, fixed, weights) {
  const open = compare(level.value, level.bound) < 0;
  for (const t of level.profiles) {
    if (fixed.has(t) || !(weights[t] > 0n || open)) throw new Malformed("profile-unproven", t);
  }
  const weighed = [...weights.keys()].filter((t) => weights[t] > 0n && !fixed.has(t));
  if (fairness === "maximin" && method === "polytope" && weighed.join() !== level.profiles.join()) {
    throw new Malformed("profile-unproven", "maximin");
  }
}

function refuseBound({ value, bound }, { method }, own) {
  if (!equal(own, bound)) throw new Malformed("bound", `${shown(bound)} ≠ ${shown(own)}`);
  const order = compare(value, own);
  if (order > 0 || (order < 0 && method === "polytope")) {
    throw new Malformed("value", `${shown(value)} ≠ ${shown(own)}`);
  }
}

/** The chances against the levels; what the lottery achieves; who is in none or all of its panels. */
export function* checkOutcome(certificate, chances, counts) {
  const { levels, panels } = certificate;
  const [unequal, gaps] = [[], []];
  levels.forEach((level, number) => {
    const least = level.profiles.reduce((low, t) => Math.min(low, chances.least[t]), Infinity);
    if (level.achieved !== `${least}/${panels}`) unequal.push(`${number}: ${level.achieved} ≠ ${least}/${panels}`);
    if (least < floorOf(times(level.bound, fractionOf(panels)))) {
      gaps.push(`${number}: ${least}/${panels} < ${shown(level.bound)}`);
    }
  });
  const { target } = chances;
  yield faulty("certificate.chances", broken(certificate, target), { checked: target.length, file: CHANCES });
  yield faulty("certificate.achieved", unequal, { checked: levels.length, ...FILE });
  const never = counts.filter((count) => count === 0).length;
  const always = counts.filter((count) => count === panels).length;
  yield compared("certificate.ends", `${certificate.never}, ${certificate.always}`, `${never}, ${always}`, CERTIFICATE);
  if (gaps.length) yield skipped("beyond.gap", gaps.slice(0, 3).join("; "), CERTIFICATE);
}

/** Chances that are not what the levels promise. */
function broken({ levels, fairness, ranked }, target) {
  const value = new Map(levels.flatMap((level) => level.profiles.map((t) => [t, level.value])));
  const faults = [];
  target.forEach((chance, t) => {
    // No level of nash promises a figure; who can be drawn has some chance.
    const free = fairness === "nash" && !value.has(t);
    const promised = free ? ZERO : value.get(t) ?? levels.at(-1).value;
    const more = promised.n && compare(chance, promised) > 0 && !ranked;
    const kept = free ? chance.n > 0n : equal(chance, promised) || more;
    if (!kept) faults.push(`${t}: ${shown(chance)} (${shown(promised)})`);
  });
  return faults;
}
