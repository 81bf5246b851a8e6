/** Everyone's chance: as promised, and as the lottery gives it. Checks 6.2 and 7.8 to 7.12. */

import { allSkipped, faulty, judged, skipped } from "../../kernel.js";
import { attempt, fraction, Malformed, rows } from "../../reading/documents.js";
import {
  ceilOf, compare, floorOf, fractionOf, lcm, minus, ONE, plus, shown, times, written, ZERO,
} from "../../primitives/fractions.js";
import { ringsSeed, tickets } from "../../primitives/lines.js";
import { hex } from "../../primitives/sha256.js";

export const CHANCES = "guarantors/chances.csv";
/** Far more than any real lottery needs, and still quick to add up. */
const LARGEST_DENOMINATOR = 10n ** 10000n;
const OF_CHANCES = ["chances.sum", "chances.quotas", "chances.profile", "chances.slot"];
const FILE = { file: CHANCES };

/**
 * By profile, the chance that everyone was promised (`target`) and the panels that they got (`least`, `most`),
 * once the file holds everyone once, with the panels that the lottery gives. Promises may be `slack` off.
 */
export function* checkChances(data, pool, counts, quotas, seats, slack) {
  if (!pool || !counts || !data) {
    yield* allSkipped(["chances.panels", ...OF_CHANCES], pool ? "blocked" : "no-pool", CHANCES);
    return null;
  }
  let fault = "";
  const target = attempt(
    () => readTargets(data, pool, counts),
    (words) => void (fault = words),
  );
  if (!target) {
    yield judged("chances.panels", false, { got: fault, ...FILE });
    yield* allSkipped(OF_CHANCES, "blocked", CHANCES);
    return null;
  }
  yield judged("chances.panels", true, { got: counts.length, expected: pool.numbers.size, ...FILE });
  yield* checkSums(target, pool, quotas, seats, slack);
  const { least, most } = extremes(pool, counts);
  const uneven = [...target.keys()].filter((t) => most[t] - least[t] > 1).map((t) => `${t}: ${least[t]}–${most[t]}`);
  yield faulty("chances.profile", uneven, { checked: target.length, ...FILE });
  return { target, least, most };
}

/** Target chance by profile; every person of a profile has the same. */
function readTargets(data, pool, counts) {
  const read = new Map();
  const found = new Array(pool.sizes.length).fill("");
  const people = pool.numbers.entries();
  for (const [pid, panels, chance] of rows(data, ["pid", "panels", "chance"])) {
    const [wanted, number] = people.next().value ?? ["", 0];
    if (pid !== wanted) throw new Malformed("other-person", `${pid} ≠ ${wanted}`);
    if (panels !== `${counts[number]}`) throw new Malformed("panels", `${pid}: ${panels} ≠ ${counts[number]}`);
    if (!read.has(chance)) {
      read.set(chance, fraction(chance));
      if (compare(read.get(chance), ONE) > 0) throw new Malformed("out-of-range", `${pid}: ${shown(read.get(chance))}`);
    }
    const profile = pool.profileOf[number];
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

/**
 * Averages that any lottery of valid panels has: k seats, every quota, one seat a household at most.
 *
 * With rounded promises nothing may be promised twice; that less than everything is promised is said.
 */
function* checkSums(target, pool, quotas, seats, slack) {
  const total = expected(target, pool, [...target.keys()]);
  const gap = minus(fractionOf(seats), total);
  if (slack.n && compare(gap, slack) > 0) {
    yield skipped("chances.sum", `below-seats: ${shown(total)} < ${seats}`, CHANCES);
  } else {
    const close = compare(gap.n < 0n ? minus(ZERO, gap) : gap, slack) <= 0;
    yield judged("chances.sum", close, { got: shown(total), expected: seats, ...FILE });
  }
  const members = quotas.rows.map(() => []);
  const classes = pool.households.map(() => []);
  pool.rowsOf.forEach((rowsOf, t) => {
    for (const row of rowsOf) members[row].push(t);
    if (pool.classOf[t] >= 0) classes[pool.classOf[t]].push(t);
  });
  const faults = [];
  members.forEach((inside, row) => {
    const average = expected(target, pool, inside);
    const [low, high] = [quotas.minimum[row], quotas.maximum[row]];
    const least = slack.n ? 0 : low;
    if (compare(average, fractionOf(least)) < 0 || compare(average, plus(fractionOf(high), slack)) > 0) {
      faults.push(`${quotas.rows[row].join(" ")}: ${shown(average)} (${low}–${high})`);
    }
  });
  classes.forEach((inside, number) => {
    const average = expected(target, pool, inside);
    const homes = pool.households[number];
    if (compare(average, plus(fractionOf(homes), slack)) > 0) faults.push(`h ${number}: ${shown(average)} > ${homes}`);
  });
  yield faulty("chances.quotas", faults, { checked: members.length + classes.length, ...FILE });
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

/** Counts within one slot in m of the target; where no method promises it, a gap is shown, not failed. */
export function* checkSlots(chances, panels, exact) {
  if (!chances) return;
  const faults = [];
  chances.target.forEach((target, t) => {
    const slots = times(target, fractionOf(panels));
    const [low, high] = [floorOf(slots), ceilOf(slots)];
    const [least, most] = [chances.least[t], chances.most[t]];
    if (least < low || most > high) faults.push(`${t}: ${least}–${most} (${low}–${high})`);
  });
  if (faults.length && !exact) {
    yield skipped("chances.slot", `beyond-a-slot: ${faults.slice(0, 3).join("; ")}`, CHANCES);
  } else yield faulty("chances.slot", faults, { checked: chances.target.length, ...FILE });
}

/** That among people alike and alone at their address, the extra panel goes by ticket, not by favour. */
export function checkRings(pool, counts, chances, inputsHash) {
  if (!pool || !counts || !chances) return skipped("tickets.rings", pool ? "blocked" : "no-pool");
  const ticket = tickets(ringsSeed(inputsHash));
  const rings = new Map();
  for (const [pid, number] of pool.numbers) {
    const t = pool.profileOf[number];
    if (pool.classOf[t] >= 0 || chances.least[t] >= chances.most[t]) continue;
    if (!rings.has(t)) rings.set(t, []);
    rings.get(t).push({ ticket: hex(ticket(pid)), count: counts[number] });
  }
  const inOrder = [...rings].sort(([a], [b]) => a - b);
  const faults = inOrder.filter(([, ring]) => !falls(ring)).map(([t]) => `${t}`);
  return faulty("tickets.rings", faults, { checked: rings.size, file: "public/lottery.csv" });
}

function falls(ring) {
  ring.sort((a, b) => (a.ticket < b.ticket ? -1 : 1));
  return ring.every(({ count }, place) => place === 0 || ring[place - 1].count >= count);
}
