/**
 * What an objective beyond the levels claims of every other lottery (docs/formats.md). Checks 8.8 and 8.9.
 *
 * `capped`: none with the best floor has a smaller largest chance. `goldilocks`: none has smallest and largest
 * chance closer together, as (n⁺/k)·U + (k/n⁺)/z measures it. `nash`: none has a larger product of chances.
 * Where a root would be needed, squares are compared.
 */

import { check, fact, noFault, notChecked, remark } from "../../kernel.js";
import { attempt, Malformed } from "../../reading/documents.js";
import {
  ceilOf, compare, equal, fractionOf, minus, most, ONE, over, plus, shown, times, ZERO,
} from "../../primitives/fractions.js";
import { CERTIFICATE, floorBound, MOST_ADDED, weigh } from "./proofs.js";
import { Allowance } from "./tree.js";

/** A bound this near is as good as reached. */
const CLOSE = fractionOf(1, 1000000);
const IN_CERTIFICATE = { file: CERTIFICATE };

const hasObjective = ({ certificate: { objective } }) => objective !== null;
const hasRange = ({ certificate: { objective, fairness } }) => objective !== null && fairness !== "nash";

export const OBJECTIVES = [
  check("certificate.range", ({ certificate, outcome: _ }) => noFault(outOfRange(certificate)), {
    ...IN_CERTIFICATE, when: hasRange, due: () => false,
  }),
  // The weights of the proofs of the objective, by name, or what is wrong with them.
  fact("objective", ({ certificate, outcome: _, ground, chances: { target } }) => attempt(
    () => ({ fault: null, weighed: refuseWrong(certificate, ground, target) }),
    (fault) => ({ fault, weighed: new Map() }),
  )),
  check("certificate.objective", ({ certificate, objective: { fault, weighed } }) => {
    const bound = fault ? undefined : shown(certificate.objective.bound);
    if ([...weighed.values()].some(({ programmed }) => programmed)) return notChecked(`not-proved-here: ${bound}`);
    return noFault(fault ? [fault] : [], { wanted: bound });
  }, { ...IN_CERTIFICATE, when: hasObjective, due: () => false }),
];

/** The objective's figures against its proofs; Malformed where one does not give the other. */
function refuseWrong(certificate, ground, target) {
  const { objective, fairness, seats, nobodys } = certificate;
  const { pool } = ground;
  const drawable = [...pool.sizes.keys()].filter((t) => !nobodys.has(t));
  const people = BigInt(drawable.reduce((sum, t) => sum + pool.sizes[t], 0));
  if (!people || !seats) throw new Malformed("out-of-range", "seats");
  const allowance = new Allowance(0, MOST_ADDED);
  const weighed = (proof) => weigh(proof, ground, allowance);
  const about = { certificate, objective, pool, target, drawable, people, weighed };
  const found = { capped, goldilocks, nash }[fairness](about);
  const left = room(certificate);
  if (left) throw new Malformed("room", left);
  return found;
}

/** The weights of the proof that nobody's floor can be higher. */
function highestFloor({ certificate, pool, weighed }, floor) {
  const weights = weighed(floor.proof);
  const nothing = new Map([...certificate.nobodys].map((t) => [t, ZERO]));
  refuseUnequal("floor", floor.bound, floorBound(weights, pool, nothing, ONE));
  if (compare(floor.value, floor.bound) > 0) {
    throw new Malformed("floor", `${shown(floor.value)} > ${shown(floor.bound)}`);
  }
  return weights;
}

/** Floor and cap that are not those of the levels. */
function* outOfRange({ levels, objective, slack }) {
  const values = levels.map(({ value }) => value).filter(({ n }) => n);
  const [smallest, largest] = [values[0] ?? ZERO, values.reduce(most, ZERO)];
  const floor = objective.floor.value;
  if (!equal(floor, smallest)) yield `floor: ${shown(floor)} ≠ ${shown(smallest)}`;
  if (compare(objective.cap, largest) < 0 || compare(objective.cap, plus(largest, slack)) > 0) {
    yield `cap: ${shown(objective.cap)} ≠ ${shown(largest)}`;
  }
}

function capped(about) {
  const { certificate, objective, weighed } = about;
  const { floor } = objective;
  const weights = highestFloor(about, floor);
  refuseApart(certificate, "floor", floor.value, floor.bound);
  const other = weighed(objective.proof);
  const { gain, cost } = leverage(about, other);
  const reach = minus(times(fractionOf(gain), floor.value), fractionOf(other.ceiling));
  refuseUnequal("cap", objective.bound, over(reach, fractionOf(cost)));
  refuseApart(certificate, "cap", objective.bound, objective.cap);
  return new Map([["floor", weights], ["cap", other]]);
}

function goldilocks(about) {
  const { certificate, objective, people, weighed } = about;
  if (!objective.floor.value.n) throw new Malformed("floor", 0);
  const ratio = fractionOf(people, certificate.seats);
  const value = plus(times(ratio, objective.cap), over(ONE, times(ratio, objective.floor.value)));
  refuseUnequal("value", objective.value, value);
  const floor = highestFloor(about, objective.floor);
  const weights = weighed(objective.proof);
  const { gain, cost } = leverage(about, weights);
  const reach = plus(objective.bound, times(ratio, fractionOf(weights.ceiling, cost)));
  const highest = times(ratio, objective.floor.bound);
  const slope = fractionOf(gain, cost);
  // Where no floor comes up to the root, the sum is least at the highest; else bound + c ≤ 2·√(gain/cost).
  const beyond = compare(times(slope, times(highest, highest)), ONE) <= 0
    ? compare(reach, plus(times(slope, highest), over(ONE, highest))) > 0
    : reach.n > 0n && compare(times(times(reach, reach), fractionOf(cost)), fractionOf(4n * gain)) > 0;
  if (beyond || compare(objective.bound, objective.value) > 0) throw new Malformed("bound", shown(objective.bound));
  return new Map([["floor", floor], ["goldilocks", weights]]);
}

function nash({ objective, pool, target, drawable, people, weighed }) {
  if (!objective.scale) throw new Malformed("scale", 0);
  const weights = weighed(objective.proof);
  let total = weights.ceiling;
  for (const t of drawable) {
    if (!target[t].n) throw new Malformed("profile-unproven", t);
    const excess = ceilOf(over(fractionOf(objective.scale), target[t])) - weights.signed[t];
    if (excess > 0n) total += BigInt(pool.sizes[t]) * excess;
  }
  refuseUnequal("bound", objective.bound, most(ONE, fractionOf(total, people * objective.scale)));
  return new Map([["nash", weights]]);
}

/** α and β: for every lottery α·floor − β·cap is not above the ceiling. */
function leverage({ objective, pool, drawable, people }, weights) {
  let gain = objective.mean * people;
  let cost = gain;
  for (const t of drawable) {
    const weight = BigInt(pool.sizes[t]) * weights.signed[t];
    if (weight > 0n) gain += weight;
    else cost -= weight;
  }
  if (!cost) throw new Malformed("profile-unproven", "cap");
  return { gain, cost };
}

function refuseUnequal(name, said, found) {
  if (!equal(said, found)) throw new Malformed(name, `${shown(said)} ≠ ${shown(found)}`);
}

/** Refuse what a proof contradicts, and any gap where none is possible. */
function refuseApart({ method }, name, low, high) {
  const order = compare(low, high);
  if (order > 0 || (order < 0 && method === "polytope")) throw new Malformed(name, `${shown(low)} ≠ ${shown(high)}`);
}

/** Between what was reached and what is proved, where it is more than rounding. */
function room({ objective, fairness }) {
  const { floor, cap, bound, value } = objective;
  const pairs = {
    capped: () => [["floor", floor.value, floor.bound], ["cap", bound, cap]],
    goldilocks: () => [["goldilocks", bound, value]],
    nash: () => [["nash", ONE, bound]],
  };
  return pairs[fairness]()
    .filter(([, low, high]) => compare(minus(high, low), CLOSE) > 0)
    .map(([name, low, high]) => `${name}: ${shown(low)} < ${shown(high)}`)
    .join("; ");
}
