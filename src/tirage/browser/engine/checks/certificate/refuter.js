/**
 * A search for a panel worth more than any panel is said to be: exchanges within those of the lottery.
 *
 * An integer program's word that Σ s·x is not above its ceiling cannot be proved here, but it can be refuted, by
 * one valid composition that is worth more. From the panels of the lottery that are worth most, one seat, or two
 * at once, are given to profiles of more weight while every quota and household is kept (docs/formats.md, 8.7).
 * Every order and every limit is fixed, so that each verifier tries the same exchanges and finds the same.
 */

import { compositionOf, dense, Effort, Seating, spaceOf, Spent } from "../lottery/seating.js";

const [PANELS, STARTS] = [1000, 8];
/** Claims that are looked at, the first ones. */
const CLAIMS = 200;
/** Exchanges tried for one claim, and for all claims of a certificate together. */
const [EACH, EXCHANGES] = [20000, 1000000];
/** Rows that the first of two exchanges may break, for the second to mend. */
const BROKEN = 2;

/** Claims [name, weights] that some valid composition goes beyond, each with what is claimed and what was found. */
export function refuted(claims, pool, quotas, panels) {
  const space = spaceOf(pool, quotas);
  const known = knownCompositions(pool, panels);
  const attacked = claims.slice(0, CLAIMS);
  const each = Math.min(EACH, Math.floor(EXCHANGES / Math.max(1, attacked.length)));
  return attacked.flatMap(([name, { signed, best: claimed }]) => {
    const worth = best(space, signed, known, claimed, new Effort(each));
    return worth !== null && worth > claimed ? [`${name}: ${claimed} < ${worth}`] : [];
  });
}

/** The different compositions (profiles and seats, without those that have none) of the first panels, in order. */
export function knownCompositions(pool, panels) {
  const found = new Map();
  let number = 0;
  for (const panel of panels) {
    if (number++ >= PANELS) break;
    const seats = compositionOf(pool, panel);
    found.set(seats.join(), seats);
  }
  return [...found.values()];
}

const compareBig = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** The most that is found, no further than beyond what is claimed; null without a panel to begin with. */
function best(space, weights, known, claimed, effort) {
  const worths = known.map((seats) => seats.reduce((sum, [t, taken]) => sum + weights[t] * BigInt(taken), 0n));
  const order = [...known.keys()].sort((a, b) => compareBig(worths[b], worths[a])).slice(0, STARTS);
  let most = null;
  for (const number of order) {
    const seating = new Seating(space, dense(known[number], space));
    if (!seating.valid) continue;
    const climb = new Climb(seating, weights, effort);
    let worth = worths[number];
    if (most === null || worth > most) most = worth;
    try {
      for (let gain; most <= claimed && (gain = climb.step());) {
        worth += gain;
        if (worth > most) most = worth;
      }
    } catch (error) {
      if (error instanceof Spent) return most;
      throw error;
    }
    if (most > claimed) return most;
  }
  return most;
}

/** Exchanges that raise Σ weights·seats of a composition. */
class Climb {
  constructor(seating, weights, effort) {
    Object.assign(this, { seating, weights, effort });
    /** Profiles by weight, the largest first. */
    this.heaviest = [...weights.keys()].sort((a, b) => compareBig(weights[b], weights[a]));
    this.lightest = [...this.heaviest].reverse();
  }

  /** Make the first exchange that raises it; what it gains, 0 where there is none. */
  step() {
    return this.#one() || this.#two();
  }

  #open() {
    return this.heaviest.filter((t) => this.seating.seats[t] < this.seating.space.sizes[t]);
  }

  #seated() {
    return this.lightest.filter((t) => this.seating.seats[t]);
  }

  /** Exchanges that gain, those for the heaviest first. */
  *#better(opened, seated) {
    for (const into of opened) {
      for (const out of seated) {
        if (this.weights[out] >= this.weights[into]) break;
        this.effort.take();
        yield [out, into];
      }
    }
  }

  #one() {
    for (const [out, into] of this.#better(this.#open(), this.#seated())) {
      if (this.seating.keeps(out, into)) {
        this.seating.exchange(out, into);
        return this.weights[into] - this.weights[out];
      }
    }
    return 0n;
  }

  #two() {
    for (const [out, into] of this.#better(this.#open(), this.#seated())) {
      if (this.seating.breaks(out, into, BROKEN + 1) > BROKEN) continue;
      this.seating.exchange(out, into);
      const second = this.#mended(this.weights[into] - this.weights[out]);
      if (second) return second;
      this.seating.exchange(into, out);
    }
    return 0n;
  }

  /** Make the first second exchange that keeps every row and leaves a gain: both gains, 0 for none. */
  #mended(gain) {
    const { seating, weights } = this;
    const { masks } = seating.space;
    const opened = this.#open().filter((t) => !(seating.below & ~masks[t]));
    const seated = this.#seated().filter((t) => !(seating.above & ~masks[t]));
    for (const into of opened) {
      for (const out of seated) {
        const both = gain + weights[into] - weights[out];
        if (both <= 0n) break;
        this.effort.take();
        if (!seating.keeps(out, into)) continue;
        seating.exchange(out, into);
        return both;
      }
    }
    return 0n;
  }
}
