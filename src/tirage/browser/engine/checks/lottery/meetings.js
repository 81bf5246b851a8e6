/** Which profiles meet in the panels: what the rule of SPEC §6 leaves free, in figures. Lines 11.26 and 11.48. */

import { notChecked, remark } from "../../kernel.js";
import { LOTTERY } from "./lottery.js";
import { sorted } from "../../words.js";

/** Of so many profiles, those with the most seats, every two are looked at. */
const MOST_PROFILES = 300;
/** Two profiles that would not meet so often by chance are left out: a few meetings tell nothing. */
const OFTEN = 20;

export const MEETINGS = [
  remark("beyond.meetings", ({ tally: { compositions } }) => {
    const panels = BigInt(compositions.length);
    const { pairs, most } = mostOften(compositions);
    if (!most) return null;
    const { first, second, together, seats } = most;
    const figures = `${first} + ${second}: ${together} / ${seats / panels}`;
    return notChecked(`${figures} = ${rounded(together * panels, seats)} (${pairs})`);
  }, { file: LOTTERY }),
  // Combinations of two categories that somebody in the pool has and no quota names, where these were preferred.
  remark("beyond.diverse", ({ plan: { later }, tally: { compositions }, pool, quotas }) => {
    if (later?.prefer !== "diverse" || !compositions.length) return null;
    const { cells, totals } = cellsOf(pool, quotas, compositions);
    if (!totals.length) return null;
    const present = cellsPresent(cells, totals.length, compositions);
    // No combination is in more panels than it has seats in all of them.
    const most = totals.reduce((sum, total) => sum + Math.min(total, compositions.length), 0);
    const [mean, bound] = [present.reduce((sum, each) => sum + each, 0), most].map((sum) =>
      rounded(BigInt(sum), BigInt(compositions.length)));
    const [worst, best] = [present.reduce((a, b) => Math.min(a, b)), present.reduce((a, b) => Math.max(a, b))];
    return notChecked(`${mean} (${worst}–${best}) ≤ ${bound} / ${totals.length}`);
  }, { file: LOTTERY }),
];

/** A ratio to the nearest hundredth, as papers have it. */
function rounded(part, whole) {
  const ratio = (200n * part + whole) / (2n * whole);
  return `${ratio / 100n}.${`${ratio % 100n}`.padStart(2, "0")}`;
}

/** By profile, the numbers of its combinations; by number, their seats in all panels together. */
function cellsOf(pool, quotas, compositions) {
  const key = (one, other) => `${Math.min(one, other)} ${Math.max(one, other)}`;
  const named = new Set();
  for (const { columns, cells } of quotas.crossings) {
    if (columns.length !== 2) continue;
    for (const { categories } of cells.values()) {
      named.add(key(...categories.map((category, place) => quotas.index[columns[place]].get(category))));
    }
  }
  const numbers = new Map();
  const cells = pool.rowsOf.map((rows) => {
    const own = rows.slice(0, quotas.criteria.length);
    const pairs = own.flatMap((one, place) => own.slice(place + 1).map((other) => key(one, other)));
    return pairs.filter((pair) => !named.has(pair)).map((pair) => {
      if (!numbers.has(pair)) numbers.set(pair, numbers.size);
      return numbers.get(pair);
    });
  });
  const totals = new Array(numbers.size).fill(0);
  for (const profiles of compositions) for (const profile of profiles) for (const cell of cells[profile]) totals[cell]++;
  return { cells, totals };
}

/** By panel, how many combinations somebody in it has. */
function cellsPresent(cells, count, compositions) {
  const seen = new Uint32Array(count);
  return compositions.map((profiles, panel) => {
    let found = 0;
    for (const profile of profiles) {
      for (const cell of cells[profile]) {
        if (seen[cell] === panel + 1) continue;
        seen[cell] = panel + 1;
        found++;
      }
    }
    return found;
  });
}

/** How many pairs were looked at, and the one that meets most often for its seats; of equal ones the first. */
function mostOften(compositions) {
  const all = seatsOf(compositions);
  const busiest = sorted(all.keys(), (a, b) => all.get(b) - all.get(a) || a - b).slice(0, MOST_PROFILES);
  const chosen = sorted(busiest, (a, b) => a - b);
  const bits = bitsOf(compositions, new Set(chosen));
  let [pairs, most] = [0, null];
  chosen.forEach((first, place) => {
    for (const second of chosen.slice(place)) {
      if (all.get(first) * all.get(second) < OFTEN * compositions.length) continue;
      pairs++;
      const apart = first === second ? all.get(first) : 0;
      const together = BigInt(productOf(bits.get(first), bits.get(second)) - apart);
      const seats = BigInt(all.get(first)) * BigInt(all.get(second));
      if (!most || together * most.seats > most.together * seats) most = { first, second, together, seats };
    }
  });
  return { pairs, most };
}

function seatsOf(compositions) {
  const seats = new Map();
  for (const profiles of compositions) {
    for (const profile of profiles) seats.set(profile, (seats.get(profile) ?? 0) + 1);
  }
  return seats;
}

/** By profile, for each power of two, a bit a panel: whether it is in the number of the profile's seats there. */
function bitsOf(compositions, chosen) {
  const found = new Map([...chosen].map((profile) => [profile, []]));
  compositions.forEach((profiles, panel) => {
    for (let start = 0, end; start < profiles.length; start = end) {
      for (end = start; profiles[end] === profiles[start]; ) end++;
      const own = found.get(profiles[start]);
      if (!own) continue;
      for (let power = 0, left = end - start; left; power++, left >>= 1) {
        own[power] ??= new Uint32Array(Math.ceil(compositions.length / 32));
        if (left & 1) own[power][panel >> 5] |= 1 << (panel & 31);
      }
    }
  });
  return found;
}

/** Σ x·y over all panels. */
function productOf(ours, theirs) {
  let sum = 0;
  ours.forEach((one, i) => theirs.forEach((other, j) => (sum += inBoth(one, other) * 2 ** (i + j))));
  return sum;
}

/** How many bits two lists of words have in common. */
function inBoth(one, other) {
  let sum = 0;
  for (let at = 0; at < one.length; at++) {
    let word = one[at] & other[at];
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    sum += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return sum;
}
