/**
 * What the lottery delivers, which no promise replaces: the panels of each person. Checks 7.13 to 7.15, 8.6.
 *
 * These need no pool: the lottery has everyone who is in a panel, the plan how many people there are, and the
 * certificate how many of them are at each level.
 */

import { CERTIFICATE } from "../certificate/proofs.js";
import { check, compared, fact, judged, noFault, notChecked, orNull } from "../../kernel.js";
import { CHANCES } from "./chances.js";
import { Malformed } from "../../reading/documents.js";
import {
  ceilOf, compare, floorOf, fractionOf, minus, most, ONE, over, plus, shown, times, written, ZERO,
} from "../../primitives/fractions.js";
import { LOTTERY } from "./lottery.js";
import { absenceOf } from "../../reading/pack.js";
import { sorted, sumOf } from "../../words.js";

const IN_LOTTERY = { file: LOTTERY };
const IN_CERTIFICATE = { file: CERTIFICATE };

export const DELIVERED = [
  fact("delivered", ({ panels, plan }) => delivered(panels, plan)),
  fact("limits", (facts) => limitsOf(orNull(() => facts.certificate))),
  check("lottery.delivered", (facts) => {
    const { delivered: { counts, never, always }, plan: { panels } } = facts;
    const chances = orNull(() => facts.chances);
    const ends = `${counts[never]}/${panels}–${counts.at(-1)}/${panels}; ${never}; ${always}`;
    return judged(true, { got: chances ? `${ends}; ${percent(deviation(chances, panels))}` : ends });
  }, IN_LOTTERY),
  // One panel is a hundred percent, none is nothing.
  check("lottery.enough", (facts) => {
    const { certificate: { levels, fairness, cumulated }, plan: { panels }, files } = facts;
    const target = orNull(() => facts.chances)?.target;
    if (fairness === "nash" && !target) {
      return notChecked(files.has(CHANCES) ? "blocked" : absenceOf(files, CHANCES), CHANCES);
    }
    const promised = new Map([...levels.map(({ value }) => value), ...((!cumulated && target) || [])].map((p) => [written(p), p]));
    const small = [...promised.values()].filter((p) => p.n && compare(times(p, fractionOf(panels)), ONE) < 0);
    const faults = sorted(small, compare).map((p) => `${shown(p)} × ${panels} < 1`);
    return noFault(faults, { checked: promised.size });
  }, IN_CERTIFICATE),
  check("lottery.levels", ({ certificate, delivered: { counts }, plan, limits }) => {
    const people = sumOf(certificate.levels.map((level) => level.people));
    const all = BigInt(plan.people);
    if (people > all || (certificate.ranked && people !== all)) return noFault([`${people} ≠ ${plan.people}`]);
    const { faults, gaps } = beyond(certificate, counts, plan.panels, limits);
    if (!faults.length) faults.push(...misstated(certificate, counts, plan, limits));
    if (gaps.length && !faults.length) return notChecked(`beyond-a-slot: ${gaps.slice(0, 3).join("; ")}`);
    return noFault(faults, { checked: certificate.levels.length });
  }, IN_LOTTERY),
  check("certificate.ends", ({ certificate, delivered: { never, always } }) =>
    compared(`${certificate.never}, ${certificate.always}`, `${never}, ${always}`), IN_CERTIFICATE),
];

/** How many panels hold each person, ascending; how many people are in none and in all of them. */
export function delivered(panels, plan) {
  const found = new Map();
  for (const panel of panels) for (const pid of panel) found.set(pid, (found.get(pid) ?? 0) + 1);
  const never = plan.people - found.size;
  if (never < 0) throw new Malformed("panels", `${found.size} > ${plan.people}`);
  const counts = new Float64Array(plan.people);
  counts.set([...found.values()], never);
  return { counts: counts.sort(), never, always: [...found.values()].filter((count) => count === plan.panels).length };
}

/** A function from what a chance is worth in panels to the fewest and the most that its method may give. */
function limitsOf(certificate) {
  return (slots) => {
    if (certificate?.method !== "columns") return [fractionOf(floorOf(slots)), fractionOf(ceilOf(slots))];
    return [minus(times(slots, fractionOf(3, 4)), ONE), plus(times(slots, fractionOf(5, 4)), ONE)];
  };
}

/** Largest |delivered − target| / target of those whose target is above 0; with what was had before, of both. */
function deviation({ target, whole, least, most: largest }, panels) {
  let found = ZERO;
  target.forEach((chance, t) => {
    if (!chance.n) return;
    for (const count of [least[t], largest[t]]) {
      const off = over(minus(fractionOf(count, panels), chance), whole[t]);
      found = most(found, off.n < 0n ? minus(ZERO, off) : off);
    }
  });
  return found;
}

/** In hundredths of a percent, rounded up. */
function percent(share) {
  const hundredths = ceilOf(times(share, fractionOf(10000)));
  return `${hundredths / 100n}.${`${hundredths % 100n}`.padStart(2, "0")} %`;
}

/** The levels; those who had as much before as a level of their own, with the chance given them. */
const alike = ({ levels }) => levels.flatMap(({ groups }) =>
  groups.map(({ chance, people, achieved }) => ({ value: chance, people: Number(people), achieved })));

/** Levels, from the least, whose share of the counts is more than a panel from their worth: by too much, or not. */
function beyond({ ranked, ...certificate }, counts, panels, limits) {
  const levels = alike(certificate);
  const found = { faults: [], gaps: [] };
  let start = 0;
  for (const { value, people } of sorted(levels, (a, b) => compare(a.value, b.value))) {
    const slots = times(value, fractionOf(panels));
    // A floor has no upper end, and everyone who is left has it.
    const isFloor = !ranked && value.n > 0n;
    const own = counts.subarray(start, isFloor ? undefined : start + people);
    start += people;
    if (!own.length) continue;
    const within = (low, high) =>
      compare(low, fractionOf(own[0])) <= 0 && (isFloor || compare(fractionOf(own.at(-1)), high) <= 0);
    const [low, high] = [floorOf(slots), ceilOf(slots)];
    if (within(fractionOf(low), fractionOf(high))) continue;
    const kind = within(...limits(slots)) ? "gaps" : "faults";
    found[kind].push(`${shown(value)}: ${own[0]}–${own.at(-1)} (${low}–${high})`);
  }
  return found;
}

/** Levels, ascending, whose `achieved` nobody has who may be of it; of one apart, not the least of these. */
function* misstated({ ranked, ...certificate }, counts, { panels }, limits) {
  const levels = alike(certificate);
  const held = [...new Set(counts)].map((count) => fractionOf(count));
  const rising = sorted(levels, (a, b) => compare(a.value, b.value));
  const windows = rising.map(({ value }) => limits(times(value, fractionOf(panels))));
  const under = (a, b) => compare(a, b) < 0;
  for (const [at, { value, achieved }] of rising.entries()) {
    const [fewest, most] = windows[at];
    const isFloor = !ranked && value.n > 0n;
    const own = held.filter((count) => !under(count, fewest) && (isFloor || !under(most, count)));
    const below = at === 0 || under(windows[at - 1][1], fewest);
    const above = at === rising.length - 1 || under(most, windows[at + 1][0]);
    const stated = ranked && below && above ? own.slice(0, 1) : own;
    if (!stated.some((count) => achieved === `${written(count)}/${panels}`)) yield `${shown(value)}: ${achieved}`;
  }
}
