/**
 * Whether a few seats can be filled under quotas, where it is said that nobody fits and nothing proves it.
 *
 * First the panels that were published under looser quotas; then, for few seats, every composition, one row that
 * is still short after the other; else exchanges that bring a composition nearer to the quotas. What was found
 * is a fact; that nothing was found is one only where everything was tried (docs/formats.md, 10.8).
 */

import { bits, compositions, dense, Effort, Seating, spaceOf, Spent } from "../lottery/seating.js";

/** Seats up to which every composition is tried. */
const FEW = 20;
/** Profiles tried for a seat in one such search, exchanges tried in the other: of one claim, and of all. */
const [TRIED, IN_ALL] = [300000, 3000000];
const STARTS = 8;
/** Seats by which the first of two exchanges may take a composition further from the quotas. */
const BROKEN = 2;

/**
 * A composition that meets the quotas; null where there is none; Spent where that was not found out.
 *
 * `claims`: how many there are of the kind in the dossier, which share the work.
 */
export function somebodyFits(pool, quotas, seats, lottery, claims) {
  const space = spaceOf(pool, quotas);
  const published = new Map();
  for (const known of compositions(pool, lottery, seats)) {
    const key = known.join();
    if (!published.has(key) && new Seating(space, dense(known, space)).valid) return dense(known, space);
    published.set(key, known);
  }
  const tried = Math.min(TRIED, Math.floor(IN_ALL / claims));
  if (seats <= FEW) {
    const found = orSpent(() => new Filling(space, new Effort(tried), groupsOf(quotas)).fill(seats));
    if (found !== undefined) return found;
  }
  const effort = new Effort(tried);
  const first = [...published.values()].slice(0, STARTS);
  for (const start of [greedy(space, seats), ...first.map((known) => dense(known, space))]) {
    const whole = start.reduce((sum, taken) => sum + taken, 0) === seats;
    const found = whole && approached(new Seating(space, start), effort);
    if (found) return found;
  }
  throw new Spent();
}

/** What `search` gives; undefined where it was cut short. */
function orSpent(search) {
  try {
    return search();
  } catch (error) {
    if (error instanceof Spent) return undefined;
    throw error;
  }
}

/** Rows of which one counts a person at most: those of a criterion, of a crossing. */
const groupsOf = (quotas) => [
  ...quotas.index.map((index) => [...index.values()]),
  ...quotas.crossings.map(({ cells }) => [...cells.values()].map(({ row }) => row)),
];

/** Seat after seat, every way to fill them once. */
class Filling {
  constructor(space, effort, groups) {
    Object.assign(this, { space, effort, groups });
    this.seating = new Seating(space, space.sizes.map(() => 0));
    /** Profiles of which every way that has one more was tried already. */
    this.tried = space.sizes.map(() => false);
    const sizes = space.low.map(() => 0);
    for (const rows of space.rows) for (const row of rows) sizes[row]++;
    /** Rows, those with the fewest profiles first. */
    this.order = [...sizes.keys()].sort((a, b) => sizes[a] - sizes[b]);
  }

  /** A composition with so many seats more; null where there is none. */
  fill(left) {
    const { seating, space } = this;
    if (!left) return seating.below ? null : [...seating.seats];
    if (this.groups.some((group) => this.#short(group) > left)) return null;
    const short = this.order.find((row) => (seating.below >> BigInt(row)) & 1n);
    const done = [];
    for (const [t, size] of space.sizes.entries()) {
      if (this.tried[t] || (short !== undefined && !space.rows[t].includes(short))) continue;
      this.effort.take();
      if (seating.seats[t] === size || space.masks[t] & seating.atHigh) continue;
      seating.change(t, 1);
      const found = this.fill(left - 1);
      seating.change(t, -1);
      if (found) return found;
      this.tried[t] = true;
      done.push(t);
    }
    for (const t of done) this.tried[t] = false;
    return null;
  }

  /** Seats that the minimums of these rows ask for besides those taken. */
  #short(group) {
    const { low } = this.space;
    return group.reduce((sum, row) => sum + Math.max(0, low[row] - this.seating.counts[row]), 0);
  }
}

/** Seat after seat the profile that most rows are short of, less those that are full; the first of equals. */
function greedy(space, seats) {
  const seating = new Seating(space, space.sizes.map(() => 0));
  for (let seat = 0; seat < seats; seat++) {
    let [best, worth] = [-1, 0];
    for (const [t, size] of space.sizes.entries()) {
      const mask = space.masks[t];
      const own = bits(mask & seating.below) - bits(mask & (seating.atHigh | seating.above));
      if (seating.seats[t] < size && (best < 0 || own > worth)) [best, worth] = [t, own];
    }
    if (best < 0) break;
    seating.change(best, 1);
  }
  return seating.seats;
}

/** Exchange seats while that brings the composition nearer to the quotas; null where it comes to a stop. */
function approached(seating, effort) {
  while (!seating.valid) if (!nearer(seating, effort)) return null;
  return [...seating.seats];
}

/** Make the first exchange that brings it nearer, or else the first two that bring it there. */
function nearer(seating, effort) {
  for (const [out, into] of pairs(seating, effort)) {
    if (seating.worsens(out, into) < 0) {
      seating.exchange(out, into);
      return true;
    }
  }
  for (const [out, into] of pairs(seating, effort)) {
    if (seating.worsens(out, into) > BROKEN) continue;
    seating.exchange(out, into);
    for (const [again, other] of pairs(seating, effort, { mending: true })) {
      if (!seating.keeps(again, other)) continue;
      seating.exchange(again, other);
      if (seating.valid) return true;
      seating.exchange(other, again); // a row was two seats short, or two over
    }
    seating.exchange(into, out);
  }
  return false;
}

/** Profiles to give a seat up and to get it, by number; `mending`: those that every row asks for. */
function* pairs(seating, effort, { mending = false } = {}) {
  const { masks, sizes } = seating.space;
  const [below, above] = mending ? [seating.below, seating.above] : [0n, 0n];
  const opened = [...sizes.keys()].filter((t) => seating.seats[t] < sizes[t] && !(below & ~masks[t]));
  const seated = [...sizes.keys()].filter((t) => seating.seats[t] && !(above & ~masks[t]));
  for (const into of opened) {
    for (const out of seated) {
      effort.take();
      yield [out, into];
    }
  }
}
