/** The levels of a certificate against its proofs, the chances and the lottery. Checks 8.2 to 8.5. */

import { check, fact, noFault, notChecked, remark } from "../../kernel.js";
import { CHANCES } from "../lottery/chances.js";
import { chanceHad, rest } from "../lottery/had.js";
import { attempt, Malformed } from "../../reading/documents.js";
import { compare, equal, floorOf, fractionOf, minus, ONE, plus, shown, times, ZERO } from "../../primitives/fractions.js";
import { CERTIFICATE, floorBound, MOST_ADDED, weigh } from "./proofs.js";
import { Allowance } from "./tree.js";

const IN_CERTIFICATE = { file: CERTIFICATE };

export const LEVELS = [
  check("certificate.levels", ({ certificate, pool }) => {
    const faults = [...misstated(certificate, pool), ...misplaced(certificate, pool.sizes.length)];
    return { ...noFault(faults, { checked: certificate.levels.length }), fact: certificate.levels };
  }, { ...IN_CERTIFICATE, gives: "levels" }),
  fact("proofs", ({ levels: _, certificate, ground }) => proved(certificate, ground)),
  check("certificate.proof", ({ certificate: { levels }, proofs: { faults, unproved } }) => {
    if (unproved.length) {
      return notChecked(`not-proved-here: ${unproved.length}/${levels.length}; ${unproved.slice(0, 3).join("; ")}`);
    }
    return noFault(faults, { checked: levels.length });
  }, IN_CERTIFICATE),
  // What the levels are, and what the lottery makes of them.
  fact("outcome", ({ certificate: { panels }, levels, chances }) => levels.map(({ profiles }) => {
    const least = profiles.reduce((low, t) => Math.min(low, chances.least[t]), Infinity);
    return { least, achieved: `${least}/${panels}` };
  })),
  check("certificate.chances", ({ certificate, outcome: _, pool, chances: { target } }) =>
    noFault(broken(certificate, target, pool), { checked: target.length, file: CHANCES }), IN_CERTIFICATE),
  check("certificate.achieved", ({ certificate: _, levels, outcome }) => {
    const wrong = [...levels.keys()].filter((number) => levels[number].achieved !== outcome[number].achieved);
    const faults = wrong.map((number) => `${number}: ${levels[number].achieved} ≠ ${outcome[number].achieved}`);
    return noFault(faults, { checked: levels.length });
  }, IN_CERTIFICATE),
  remark("beyond.gap", ({ certificate: { panels }, levels, outcome }) => {
    const floor = (bound) => floorOf(times(bound, fractionOf(panels)));
    // Of those who had as much before, what is left of the bound.
    const isBelow = ({ bound, had }, least) => had.length
      ? had.some((each) => each.panels < floor(rest(bound, each.millionths)))
      : least < floor(bound);
    const below = [...levels.keys()].filter((number) => isBelow(levels[number], outcome[number].least));
    const gaps = below.map((number) => `${number}: ${outcome[number].achieved} < ${shown(levels[number].bound)}`);
    return gaps.length > 0 && notChecked(gaps.slice(0, 3).join("; "));
  }, IN_CERTIFICATE),
];

/** Levels that do not say whom they are about. */
function* misstated({ levels }, { sizes }) {
  for (const [number, { profiles, people }] of levels.entries()) {
    const own = profiles.reduce((sum, t) => sum + sizes[t], 0);
    if (!profiles.length || profiles.at(-1) >= sizes.length) yield `${number}: profiles`;
    else if (people !== own) yield `${number}: ${people} ≠ ${own}`;
  }
}

/** What is wrong with the levels as a whole: ranked ones hold every profile once, in rising order. */
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

/**
 * Each level's bound, recomputed, and the value against it: the faults, and of each level that is below its
 * bound, or whose bound is an integer program's word, what is open (`unproved`).
 */
function proved(certificate, ground) {
  const { pool } = ground;
  const fixed = new Map();
  const faults = [];
  const unproved = [];
  const allowance = new Allowance(0, MOST_ADDED);
  certificate.levels.forEach((level, number) => {
    // No cap may be what keeps somebody out altogether.
    const cap = level.value.n ? certificate.cap : ONE;
    // Whom nobody can draw, nobody can: what they had before is no matter.
    const had = level.value.n ? pool.had : [];
    attempt(
      () => {
        const weights = weigh(level.proof, ground, allowance);
        refuseProfiles(level, certificate, fixed, weights.signed);
        refuseHalfFull(level, had);
        refuseBound(level, certificate, floorBound(weights, pool, fixed, cap, had));
        const sure = floorBound({ ...weights, ceiling: weights.proved }, pool, fixed, cap, had);
        const left = leftOpen(level, weights.programmed ? sure : null);
        if (left) unproved.push(`${number}: ${left}`);
      },
      (fault) => faults.push(`${number}: ${fault}`),
    );
    for (const t of level.profiles) fixed.set(t, rest(level.value, pool.had[t]));
  });
  return { faults, unproved: faults.length ? [] : unproved };
}

/**
 * Between what of a level it is open whether a lottery could give more; empty where nothing is.
 *
 * `sure`: the bound that is proved, where the level's own is a program's word.
 */
function leftOpen({ value, bound }, sure) {
  const gap = compare(value, bound) < 0 ? `${shown(value)} < ` : "";
  const proved = sure === null ? "" : ` (${shown(sure)})`;
  return gap || proved ? `${gap}${shown(bound)}${proved}` : "";
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

/** Where somebody is certain, who had least before, that bounds nobody who had more. */
function refuseHalfFull({ bound, profiles }, had) {
  const own = had.length ? profiles.map((t) => had[t]) : [];
  const [low, high] = own.reduce(([a, b], each) => [Math.min(a, each), Math.max(b, each)], [Infinity, -Infinity]);
  if (low < high && equal(bound, plus(ONE, chanceHad(low)))) throw new Malformed("profile-unproven", high);
}

/** The least share of its bound that a level may be. */
const NEAR = fractionOf(19, 20);

function refuseBound({ value, bound }, { method }, own) {
  if (!equal(own, bound)) throw new Malformed("bound", `${shown(bound)} ≠ ${shown(own)}`);
  const order = compare(value, own);
  if (order > 0 || (order < 0 && method === "polytope")) {
    throw new Malformed("value", `${shown(value)} ≠ ${shown(own)}`);
  }
  if (compare(value, times(NEAR, own)) < 0) {
    throw new Malformed("gap", `${shown(value)} < ${shown(NEAR)} · ${shown(own)}`);
  }
}

/** Chances that are not what the levels promise. */
function broken({ levels, fairness, ranked }, target, { had }) {
  const value = new Map(levels.flatMap((level) => level.profiles.map((t) => [t, rest(level.value, had[t])])));
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
