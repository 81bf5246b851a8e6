/**
 * That quotas of later draws gave way no more than they had to: the weight of the least change. Check 10.29.
 *
 * The changes of limits become people of one more draw, whose tree shows what any of them weighs at least.
 */

import { judged, noFault, notChecked } from "../../kernel.js";
import { fractionOf, written } from "../../primitives/fractions.js";
import { canonical, Malformed } from "../../reading/documents.js";
import { natural } from "../../reading/figures.js";
import { compositions } from "../lottery/seating.js";
import { Allowance, OF_NOBODY, readTree, refuseOpen } from "./tree.js";

/** What a seat of a maximum weighs. */
const UNIT = 720_720n;

const over = (number) => (number > 0n ? number : 0n);
const shownWeight = (weight) => written(fractionOf(weight, UNIT));

/** What a seat weighs by limit and row: 1 of a maximum, of a minimum l 1 + 2/l, rounded. */
const weightsOf = ({ minimum, rows }) => ({
  minimum: minimum.map(BigInt).map((low) => (low ? UNIT + (4n * UNIT + low) / (2n * low) : 0n)),
  maximum: rows.map(() => UNIT),
});

/** What all moves weigh; Malformed for one of a row that is not there. */
function weightOf(moves, strict, weights) {
  const rows = new Map(strict.rows.map((names, row) => [names.join("\n"), row]));
  let total = 0n;
  for (const move of moves) {
    const { criterion, category, limit, from, to } = Object.fromEntries(move);
    const row = rows.get(`${criterion}\n${category}`);
    if (row === undefined) throw new Malformed("wrong-value", `${criterion} ${category}`);
    total += weights[limit][row] * BigInt(Math.abs(to - from));
  }
  return total;
}

/** What the limits weigh that a composition misses. */
function neededBy(composition, pool, strict, weights) {
  const taken = strict.rows.map(() => 0);
  for (const [t, seats] of composition) for (const row of pool.rowsOf[t]) taken[row] += seats;
  return taken.reduce((sum, seats, row) => sum
    + weights.minimum[row] * over(BigInt(strict.minimum[row] - seats))
    + weights.maximum[row] * over(BigInt(seats - strict.maximum[row])), 0n);
}

/**
 * That no change weighs less than that of a draw of `seats`, which is as its plan has it: `relaxed`.
 *
 * `strict`: the quotas without it; `whole`: those of the panel, whose minimums say what a seat weighs; `lottery`: the
 * panels drawn from, none of which needs less.
 */
export function judgeLeast(relaxed, pool, strict, whole, seats, lottery) {
  const weights = weightsOf(whole);
  const moves = relaxed.get("moves");
  const weight = weightOf(moves, strict, weights);
  const said = relaxed.get("least");
  let proved = 0n;
  if (said) {
    proved = natural(said.get("proved"));
    if (natural(said.get("weight")) !== weight) throw new Malformed("wrong-value", "weight");
    if (proved > weight) throw new Malformed("out-of-range", "proved");
    refuseLesser(said.get("tree"), proved, weights, { pool, strict, seats });
  }
  if (!relaxed.has("stopped")) {
    let found = weight;
    for (const each of compositions(pool, lottery, seats)) {
      const needed = neededBy(each, pool, strict, weights);
      if (needed < found) found = needed;
    }
    if (found < weight) return judged(false, { expected: shownWeight(weight), got: shownWeight(found) });
  }
  if (proved < weight) return notChecked(`not-proved-here: ${shownWeight(weight)} (${shownWeight(proved)})`);
  return noFault([], { checked: moves.length });
}

/** Malformed where the tree does not show that every change weighs `proved` at least. */
function refuseLesser(item, proved, weights, draw) {
  const allowance = new Allowance(...OF_NOBODY);
  allowance.read(new TextEncoder().encode(canonical(item)).length);
  const tree = readTree(item);
  const { ground, costs, rest } = ofChanges(weights, draw);
  refuseOpen(tree, costs, rest - proved, ground, allowance);
}

/** The draw of all changes, its weights, and what a change weighs that leaves no room unused. */
function ofChanges(weights, { pool, strict, seats }) {
  const people = strict.rows.map(() => 0);
  for (const [t, rows] of pool.rowsOf.entries()) for (const row of rows) people[row] += pool.sizes[t];
  const room = strict.maximum.map((high, row) => Math.max(0, Math.min(people[row], seats) - high));
  const added = strict.minimum.flatMap((low, row) => [
    { rows: [row], size: low, cost: -weights.minimum[row] },
    { rows: [row], size: room[row], cost: weights.maximum[row] },
  ]).filter(({ size }) => size);
  const rest = added.reduce((sum, { size, cost }) => sum + BigInt(size) * over(cost), 0n);
  const wide = added.reduce((sum, { size }) => sum + size, 0);
  added.push({ rows: [], size: wide, cost: 0n });
  const everyone = strict.rows.length;
  const ground = {
    seats: seats + wide,
    pool: {
      ...pool,
      rowsOf: [...pool.rowsOf.map((rows) => [...rows, everyone]), ...added.map(({ rows }) => rows)],
      classOf: [...pool.classOf, ...added.map(() => -1)],
      sizes: [...pool.sizes, ...added.map(({ size }) => size)],
    },
    quotas: {
      ...strict,
      rows: [...strict.rows, ["", ""]],
      minimum: [...strict.minimum.map((low, row) => low + room[row]), seats],
      maximum: [...strict.maximum.map((high, row) => high + room[row]), seats],
    },
    cuts: [],
  };
  return { ground, costs: [...pool.sizes.map(() => 0n), ...added.map(({ cost }) => cost)], rest };
}
