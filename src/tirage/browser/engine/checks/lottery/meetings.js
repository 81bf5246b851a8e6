/** Which profiles meet in the panels: what the rule of SPEC §6 leaves free, as one figure. Line 11.26. */

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
    // To the nearest hundredth, as papers have it.
    const ratio = (200n * together * panels + seats) / (2n * seats);
    const figures = `${first} + ${second}: ${together} / ${seats / panels}`;
    return notChecked(`${figures} = ${ratio / 100n}.${`${ratio % 100n}`.padStart(2, "0")} (${pairs})`);
  }, { file: LOTTERY }),
];

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
