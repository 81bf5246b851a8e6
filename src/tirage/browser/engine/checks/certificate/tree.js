/**
 * Trees of branchings: what an integer program says, proved in integers (docs/formats.md).
 *
 * A tree shows Σ w·x ≤ B for every composition x, or, with w = 0, that there is none. Its nodes stand in a list:
 * a branching, then all of its lower side, then all of its upper side. No step of this calls itself, and the
 * work is counted before it is done.
 */

import { Malformed } from "../../reading/documents.js";
import { integer, natural } from "../../reading/figures.js";
import { anything, each, isCount, isText, shaped, some } from "../../reading/shapes.js";
import { added, numbered, priced, readPrices } from "./prices.js";

/** Of the cuts of one certificate together, as canonical JSON. */
const MOST_BYTES = 2 ** 20;
const DEEPEST = 100;
/** Profiles looked at, for the trees of one certificate together. */
const MOST_WORK = 2 ** 21;
/** The same for a tree that shows that no one fits: a record may have many. */
export const OF_NOBODY = [2 ** 18, 2 ** 19];
const CELL = { rows: some(isCount), most: isCount };
const PROFILES = { profiles: some(isCount), most: isCount };
const LEAF = { d: isText, branchings: anything };

/** What may still be read of trees, and looked at for them. */
export class Allowance {
  constructor(size = MOST_BYTES, work = MOST_WORK) {
    this.size = size;
    this.work = work;
  }

  read(size) {
    this.size -= size;
    if (this.size < 0) throw new Malformed("too-large", "tree");
  }

  look(profiles) {
    this.work -= profiles;
    if (this.work < 0) throw new Malformed("too-large", "tree");
  }
}

/** The nodes of a tree, whose leaves may name `cuts`; Malformed where it is another form, or no whole tree. */
export function readTree(item, cuts = 0) {
  if (!Array.isArray(item)) throw new Malformed("wrong-value", "tree");
  const nodes = item.map((node) => readNode(node, cuts));
  const path = [];
  let whole = false;
  nodes.forEach((node, number) => {
    if (whole) throw new Malformed("tree", number);
    if ("most" in node) {
      if (path.push({ upper: false }) > DEEPEST) throw new Malformed("too-deep", number);
    } else {
      next(path);
      whole = !path.length;
    }
  });
  if (!whole) throw new Malformed("tree", nodes.length);
  return nodes;
}

/** From a leaf to the next node: up to the first branching whose upper side is still to come. */
function next(path) {
  while (path.at(-1)?.upper) path.pop();
  if (path.length) path.at(-1).upper = true;
}

function readNode(item, cuts) {
  if (item instanceof Map && item.has("most")) {
    const { profiles, rows, most } = shaped(item, item.has("profiles") ? PROFILES : CELL);
    const numbers = profiles ?? rows;
    if (numbers.some((number, place) => place > 0 && numbers[place - 1] >= number)) {
      throw new Malformed("not-ascending", "tree");
    }
    return { profiles, rows, most };
  }
  const { prices, parts } = readPrices(item, cuts, LEAF);
  return { scale: natural(parts.d), prices, branchings: numbered(parts.branchings, integer) };
}

/** Malformed for the first leaf that does not show Σ weights·x ≤ proved; `ground`: seats, pool, quotas. */
export function refuseOpen(tree, weights, proved, ground, allowance) {
  const path = [];
  tree.forEach((node, number) => {
    allowance.look(weights.length);
    if ("most" in node) {
      path.push({ most: node.most, members: membersOf(node, ground), upper: false });
      return;
    }
    if (sumOf(node, path, weights, ground, allowance) >= node.scale * (proved + 1n)) {
      throw new Malformed("tree", number);
    }
    next(path);
  });
}

/** The profiles that a branching sums; Malformed for a number that is not there. */
function membersOf({ profiles, rows }, { pool, quotas }) {
  const last = (profiles ?? rows).at(-1);
  if (last >= (profiles ? pool.sizes : quotas.rows).length) throw new Malformed("out-of-range", last);
  const counts = (rowsOf) => rows.every((row) => rowsOf.includes(row));
  return profiles ?? [...pool.sizes.keys()].filter((t) => counts(pool.rowsOf[t]));
}

/** What D·Σ w·x is not above, wherever the branchings on the way hold. */
function sumOf({ scale, prices, branchings }, path, weights, ground, allowance) {
  allowance.look(added(prices, ground));
  const { signed, ceiling } = priced(prices, ground);
  let total = ceiling;
  for (const [number, price] of branchings) {
    const step = number < path.length ? path[Number(number)] : null;
    if (!step || price < 0n !== step.upper) throw new Malformed("out-of-range", number);
    allowance.look(step.members.length);
    total += price * BigInt(step.most + (step.upper ? 1 : 0));
    for (const t of step.members) signed[t] += price;
  }
  ground.pool.sizes.forEach((size, t) => {
    const rest = scale * weights[t] - signed[t];
    if (rest > 0n) total += BigInt(size) * rest;
  });
  return total;
}
