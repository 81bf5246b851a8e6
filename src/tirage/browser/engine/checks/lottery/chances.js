/** Everyone's chance: as promised, and as the lottery gives it. Checks 7.8 to 7.12. */

import { check, fact, judged, Missing, noFault, notChecked, orNull } from "../../kernel.js";
import { rows } from "../../reading/csv.js";
import { Malformed } from "../../reading/documents.js";
import { fraction } from "../../reading/figures.js";
import {
  ceilOf, compare, floorOf, fractionOf, lcm, minus, ONE, plus, shown, times, written, ZERO,
} from "../../primitives/fractions.js";
import { chanceHad, PLAIN, WITH_HAD } from "./had.js";

export const CHANCES = "guarantors/chances.csv";
/** Far more than any real lottery needs, and still quick to add up. */
const LARGEST_DENOMINATOR = 10n ** 10000n;
const IN_CHANCES = { file: CHANCES };

/**
 * By profile, the chance that everyone was promised (`target`) and the panels that they got (`least`, `most`).
 * With rounded promises, these may be `slack` off.
 */
export const CHANCES_KEPT = [
  fact("slack", (facts) => orNull(() => facts.certificate)?.slack ?? ZERO),
  fact("chances", ({ pool, tally: { counts }, files }) => {
    if (!files.has(CHANCES)) throw new Missing("blocked");
    const target = readTargets(files.get(CHANCES), pool, counts);
    // Everyone's chance with what they had before, where that counts.
    const whole = target.map((chance, t) => (pool.had.length ? plus(chance, chanceHad(pool.had[t])) : chance));
    return { target, whole, ...extremes(pool, counts) };
  }),
  check("chances.panels", ({ chances: _, pool, tally }) =>
    judged(true, { got: tally.counts.length, expected: pool.numbers.size }), IN_CHANCES),
  // With rounded promises nothing may be promised twice; that less than everything is promised is said.
  check("chances.sum", ({ chances: { target }, pool, plan: { seats }, slack }) => {
    const total = expected(target, pool, [...target.keys()]);
    const gap = minus(fractionOf(seats), total);
    if (slack.n && compare(gap, slack) > 0) return notChecked(`below-seats: ${shown(total)} < ${seats}`);
    const close = compare(gap.n < 0n ? minus(ZERO, gap) : gap, slack) <= 0;
    return judged(close, { got: shown(total), expected: seats });
  }, IN_CHANCES),
  check("chances.quotas", ({ chances: { target }, pool, quotas, slack }) => {
    const faults = [...beyondQuotas(target, pool, quotas, slack), ...beyondHomes(target, pool, slack)];
    return noFault(faults, { checked: quotas.rows.length + pool.households.length });
  }, IN_CHANCES),
  check("chances.profile", ({ chances: { target, least, most } }) => {
    const uneven = [...target.keys()].filter((t) => most[t] - least[t] > 1);
    return noFault(uneven.map((t) => `${t}: ${least[t]}–${most[t]}`), { checked: target.length });
  }, IN_CHANCES),
  // Within one slot in m of the target; what a method may be off beyond that is shown, not failed.
  check("chances.slot", ({ chances, plan: { panels }, limits }) => {
    const { faults, gaps } = beyondSlot(chances, panels, limits);
    if (gaps.length && !faults.length) return notChecked(`beyond-a-slot: ${gaps.slice(0, 3).join("; ")}`);
    return noFault(faults, { checked: chances.target.length });
  }, IN_CHANCES),
];

/** Target chance by profile; every person of a profile has the same. */
function readTargets(data, pool, counts) {
  const read = new Map();
  const found = new Array(pool.sizes.length).fill("");
  const people = pool.numbers.entries();
  for (const [pid, panels, chance, had] of rows(data, pool.had.length ? WITH_HAD : PLAIN)) {
    const [wanted, number] = people.next().value ?? ["", 0];
    if (pid !== wanted) throw new Malformed("other-person", `${pid} ≠ ${wanted}`);
    if (panels !== `${counts[number]}`) throw new Malformed("panels", `${pid}: ${panels} ≠ ${counts[number]}`);
    if (!read.has(chance)) {
      read.set(chance, fraction(chance));
      if (compare(read.get(chance), ONE) > 0) throw new Malformed("out-of-range", `${pid}: ${shown(read.get(chance))}`);
    }
    const profile = pool.profileOf[number];
    if (had !== undefined && had !== `${pool.had[profile]}`) {
      throw new Malformed("wrong-value", `${pid}: ${had} ≠ ${pool.had[profile]}`);
    }
    if (found[profile] !== "" && found[profile] !== chance) {
      throw new Malformed("unequal", `${pid}: ${chance} ≠ ${found[profile]}`);
    }
    found[profile] = chance;
  }
  const missing = people.next().value;
  if (missing) throw new Malformed("missing", missing[0]);
  commonDenominator(read.values());
  return found.map((chance) => read.get(chance));
}

/** Rows whose quota the expected seats do not meet. */
function* beyondQuotas(target, pool, quotas, slack) {
  const members = quotas.rows.map(() => []);
  pool.rowsOf.forEach((rowsOf, t) => rowsOf.forEach((row) => members[row].push(t)));
  for (const [row, inside] of members.entries()) {
    const average = expected(target, pool, inside);
    const [low, high] = [quotas.minimum[row], quotas.maximum[row]];
    const least = slack.n ? 0 : low;
    if (compare(average, fractionOf(least)) < 0 || compare(average, plus(fractionOf(high), slack)) > 0) {
      yield `${quotas.rows[row].join(" ")}: ${shown(average)} (${low}–${high})`;
    }
  }
}

/** Household classes that expect more seats than they have homes. */
function* beyondHomes(target, pool, slack) {
  const members = pool.households.map(() => []);
  pool.classOf.forEach((number, t) => members[number]?.push(t));
  for (const [number, homes] of pool.households.entries()) {
    const average = expected(target, pool, members[number]);
    if (compare(average, plus(fractionOf(homes), slack)) > 0) yield `h ${number}: ${shown(average)} > ${homes}`;
  }
}

/** Expected seats of these profiles. */
const expected = (target, pool, profiles) => weightedSum(profiles.map((t) => [target[t], BigInt(pool.sizes[t])]));

/** Σ chance·weight of pairs; Malformed where the chances have a monstrous common denominator. */
export function weightedSum(pairs) {
  // Weights of one chance are added up first: few fractions, many integers.
  const weights = new Map();
  for (const [chance, weight] of pairs) {
    const key = written(chance);
    weights.set(key, { chance, weight: (weights.get(key)?.weight ?? 0n) + weight });
  }
  const parts = [...weights.values()];
  const common = commonDenominator(parts.map(({ chance }) => chance));
  const sum = parts.reduce((total, { chance, weight }) => total + chance.n * (common / chance.d) * weight, 0n);
  return fractionOf(sum, common);
}

function commonDenominator(chances) {
  let common = 1n;
  for (const { d } of chances) {
    common = lcm(common, d);
    if (common > LARGEST_DENOMINATOR) throw new Malformed("large-integer", "1/…");
  }
  return common;
}

function extremes(pool, counts) {
  const least = new Array(pool.sizes.length).fill(Infinity);
  const most = new Array(pool.sizes.length).fill(0);
  counts.forEach((count, person) => {
    const profile = pool.profileOf[person];
    least[profile] = Math.min(least[profile], count);
    most[profile] = Math.max(most[profile], count);
  });
  return { least, most };
}

function beyondSlot({ target, least, most }, panels, limits) {
  const found = { faults: [], gaps: [] };
  target.forEach((chance, t) => {
    const slots = times(chance, fractionOf(panels));
    const [low, high] = [floorOf(slots), ceilOf(slots)];
    if (low <= least[t] && most[t] <= high) return;
    const [fewest, largest] = limits(slots);
    const kept = compare(fewest, fractionOf(least[t])) <= 0 && compare(fractionOf(most[t]), largest) <= 0;
    found[kept ? "gaps" : "faults"].push(`${t}: ${least[t]}–${most[t]} (${low}–${high})`);
  });
  return found;
}
