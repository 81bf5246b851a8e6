/**
 * Panels as compositions, and what an exchange of seats does to their quotas and households, in bits.
 *
 * What looks for a panel nobody spoke of (`certificate/refuter`, `life/fits`) does so by such exchanges.
 */

import { linesOf } from "../../reading/csv.js";
import { countsOf } from "../../words.js";
import { idsIn } from "./lottery.js";

/** As many exchanges were tried as may be. */
export class Spent extends Error {}

export class Effort {
  constructor(left) {
    this.left = left;
  }

  take() {
    if (!this.left) throw new Spent();
    this.left--;
  }
}

/** What a composition must meet: quota rows, then household classes, as bits of one integer by profile. */
export function spaceOf(pool, quotas) {
  const first = quotas.rows.length;
  const rows = pool.rowsOf.map((of, t) => (pool.classOf[t] < 0 ? of : [...of, first + pool.classOf[t]]));
  return {
    sizes: pool.sizes,
    rows,
    masks: rows.map((of) => of.reduce((mask, row) => mask | (1n << BigInt(row)), 0n)),
    low: [...quotas.minimum, ...pool.households.map(() => 0)],
    high: [...quotas.maximum, ...pool.households],
  };
}

/** A panel of ids as profiles and seats, without those that have none; who is not in the pool counts for nothing. */
export function compositionOf(pool, panel) {
  const people = panel.filter((pid) => pool.numbers.has(pid));
  return [...countsOf(people.map((pid) => pool.profileOf[pool.numbers.get(pid)]))].sort(([a], [b]) => a - b);
}

/** The panels (profiles and seats) of a file that have so many people of the pool, whatever else it holds. */
export function* compositions(pool, lottery, seats) {
  for (const line of linesOf(lottery)) {
    const people = idsIn(line).filter((pid) => pool.numbers.has(pid));
    if (people.length !== seats) continue;
    yield compositionOf(pool, people);
  }
}

/** Seats by profile, of every profile. */
export function dense(known, space) {
  const taken = new Map(known);
  return space.sizes.map((_, t) => taken.get(t) ?? 0);
}

/** How many bits are set; `most` at most. */
export function bits(number, most = Infinity) {
  let [left, count] = [number, 0];
  for (; left && count < most; count++) left &= left - 1n;
  return count;
}

/** A composition, the seats by row, and the rows at or beyond their limits as bits. */
export class Seating {
  atLow = 0n;
  atHigh = 0n;
  below = 0n;
  above = 0n;

  constructor(space, seats) {
    Object.assign(this, { space, seats });
    this.counts = new Array(space.low.length).fill(0);
    seats.forEach((taken, t) => {
      for (const row of space.rows[t]) this.counts[row] += taken;
    });
    for (const row of this.counts.keys()) this.#mark(row);
  }

  /** Whether every row is within its limits, and no profile has more seats than people. */
  get valid() {
    return !(this.below | this.above) && this.seats.every((taken, t) => taken <= this.space.sizes[t]);
  }

  #mark(row) {
    const [bit, count] = [1n << BigInt(row), this.counts[row]];
    const [low, high] = [this.space.low[row], this.space.high[row]];
    const put = (bits, set) => (set ? bits | bit : bits & ~bit);
    this.atLow = put(this.atLow, count === low);
    this.atHigh = put(this.atHigh, count === high);
    this.below = put(this.below, count < low);
    this.above = put(this.above, count > high);
  }

  /** A seat of one profile for one of another. */
  exchange(out, into) {
    this.change(out, -1);
    this.change(into, 1);
  }

  /** So many seats more of a profile. */
  change(profile, seats) {
    this.seats[profile] += seats;
    for (const row of this.space.rows[profile]) {
      this.counts[row] += seats;
      this.#mark(row);
    }
  }

  /** How many rows that are within their limits this exchange takes out of them; as many as `enough` at most. */
  breaks(out, into, enough) {
    const [one, other] = [this.space.masks[out], this.space.masks[into]];
    return bits((one & ~other & this.atLow) | (other & ~one & this.atHigh), enough);
  }

  /** Seats, in all rows, by which this exchange takes the composition further from their limits. */
  worsens(out, into) {
    const [one, other] = [this.space.masks[out], this.space.masks[into]];
    const [lost, gained] = [one & ~other, other & ~one];
    const worse = bits(lost & (this.atLow | this.below)) + bits(gained & (this.atHigh | this.above));
    return worse - bits(lost & this.above) - bits(gained & this.below);
  }

  /** Whether after this exchange every row is within its limits. */
  keeps(out, into) {
    const [one, other] = [this.space.masks[out], this.space.masks[into]];
    const [lost, gained] = [one & ~other, other & ~one];
    return !(lost & this.atLow || gained & this.atHigh || this.below & ~gained || this.above & ~lost);
  }
}
