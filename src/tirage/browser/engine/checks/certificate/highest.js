/**
 * The least chance against quotas and counts alone, for whoever has no pool. Check 7.20.
 *
 * Where it is what the certificate says, no lottery gives everyone more, and nobody needs the pool to know.
 */

import { check, judged, noFault, notChecked, orNull } from "../../kernel.js";
import { compare, fractionOf, ONE, shown, ZERO } from "../../primitives/fractions.js";
import { COUNTS } from "../lottery/tables.js";
import { compareLists, sorted, sumOf } from "../../words.js";

export const HIGHEST = [
  check("lottery.highest", (facts) => {
    const { certificate, delivered: { counts }, volunteers, plan, quotas } = facts;
    const nobody = sumOf(certificate.levels.filter(({ value }) => !value.n).map(({ people }) => people));
    if (certificate.cumulated || nobody >= BigInt(plan.people)) return null;
    const limits = [...limitsOf(volunteers, quotas, plan, nobody)];
    const [most, why] = limits.reduce((a, b) => (order(b, a) < 0 ? b : a), limits[0] ?? [ONE, ""]);
    const value = promised(certificate);
    const said = `${shown(most)} (${why})`;
    const given = fractionOf(counts[Number(nobody)], plan.panels);
    const faults = [given, value].filter((each) => compare(each, most) > 0).map((each) => `${shown(each)} > ${said}`);
    if (faults.length) return noFault(faults);
    const { fairness } = certificate;
    const isLess = compare(value, most) < 0;
    // Nash promises no figure, and goldilocks gives up some of the least chance for a lower largest one.
    if (fairness === "nash" || (fairness === "goldilocks" && isLess)) return null;
    if (isLess) return notChecked(`not-proved-here: ${shown(value)} < ${said}`);
    return judged(true, { got: said });
  }, { file: COUNTS, when: (facts) => !orNull(() => facts.pool), due: () => false }),
];

const order = ([a, why], [b, other]) => compare(a, b) || compareLists([why], [other]);

/** The least chance of whoever can be drawn; 0 where none is said. */
function promised({ objective, levels }) {
  if (objective?.floor) return objective.floor.value;
  const some = levels.map(({ value }) => value).filter((value) => value.n);
  return some.reduce((a, b) => (compare(b, a) < 0 ? b : a), some[0] ?? ZERO);
}

/** [what everyone can have at most who can be drawn, for which row or criterion], of every such limit. */
function* limitsOf(figures, quotas, { people, seats }, nobody) {
  const counts = figures.map((count) => (count > nobody ? count - nobody : 0n));
  for (const [row, count] of counts.entries()) {
    const most = quotas.maximum[row];
    if (count) yield [fractionOf(most, count), `${quotas.rows[row].join(" ")}: ${most} / ${count}`];
  }
  const families = [
    ...quotas.criteria.map((name, c) => [name, [...quotas.index[c].values()]]),
    ...quotas.crossings.map(({ cells }) => [...cells.values()].map(({ row }) => row))
      .map((rows) => [quotas.rows[rows[0]][0], rows]),
  ];
  for (const [name, rows] of families) {
    const outside = BigInt(people) - nobody - sumOf(rows.map((row) => figures[row]));
    const minima = rows.map((row) => [BigInt(quotas.minimum[row]), counts[row]]);
    yield* sharesOf(name, minima, BigInt(seats), outside > 0n ? outside : 0n);
  }
}

/** Seats that are left beside the minima of some rows, for the people of the others; the cheapest minimum goes first. */
function* sharesOf(name, rows, seats, outside) {
  const cheaper = ([a, n], [b, m]) => Number(a * m - b * n) || Number(a - b) || Number(n - m);
  const rising = sorted(rows.filter(([, count]) => count), cheaper);
  let left = seats - sumOf(rows.map(([least]) => least));
  let people = outside;
  for (let number = 0; number <= rising.length; number++) {
    // Minima alone that are more than the seats leave nobody anything.
    if (people || left < 0n) yield [fractionOf(left, people || 1n), `${name}: ${left} / ${people}`];
    if (number < rising.length) {
      left += rising[number][0];
      people += rising[number][1];
    }
  }
}
