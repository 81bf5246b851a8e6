/** Which seats leave together, derived anew: by tickets, then exchanges that leave nothing to choose (SPEC §5). */

import { digestOf, stageSeed, tickets } from "../../primitives/lines.js";
import { hex } from "../../primitives/sha256.js";
import { sorted } from "../../words.js";

const ATTEMPTS = 20;
/** People among whom there are exchanges. */
const MOST = 500;

/** What cohorts follow from: the panel's seed, or the number drawn by hand under its plan. */
export const rootOf = ({ by, seed, plan, number }) => (by === "seed" ? seed : digestOf("hand", plan, `${number}`));

/** Cohort by member; `members`: the quota rows of each, of `width` in all. */
export function derived(members, width, cohorts, root, rehearsal) {
  let best = null;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const ticket = tickets(stageSeed(root, `${rehearsal ? "test/" : ""}cohorts/${attempt}`));
    const keyed = [...members.keys()].map((pid) => [`${hex(ticket(pid))} ${pid}`, pid]);
    const order = sorted(keyed, ([a], [b]) => (a < b ? -1 : 1)).map(([, pid]) => pid);
    const people = order.map((pid, place) => ({ pid, rows: members.get(pid), cohort: place % cohorts }));
    const counts = Array.from({ length: cohorts }, () => new Array(width).fill(0));
    for (const { rows, cohort } of people) for (const row of rows) counts[cohort][row]++;
    const totals = counts[0].map((_, row) => counts.reduce((sum, each) => sum + each[row], 0));
    const off = (count, row) =>
      Math.max(0, Math.floor(totals[row] / cohorts) - count, count - Math.ceil(totals[row] / cohorts));
    while (people.length <= MOST && exchanged(people, counts, off));
    const all = counts.flatMap((each) => each.map(off));
    const found = new Map(people.map(({ pid, cohort }) => [pid, cohort + 1]));
    if (all.every((seats) => seats <= 1)) return found;
    const excess = all.reduce((sum, seats) => sum + seats, 0);
    if (best === null || excess < best.excess) best = { excess, found };
  }
  return best.found;
}

/** Exchange the first two people by whom the excess falls; false where there are none. */
function exchanged(people, counts, off) {
  for (const [i, one] of people.entries()) {
    // People alike in one cohort change as much.
    const seen = new Set();
    for (let j = i + 1; j < people.length; j++) {
      const other = people[j];
      const like = `${other.cohort} ${other.rows}`;
      if (other.cohort === one.cohort || seen.has(like)) continue;
      seen.add(like);
      const steps = [
        ...other.rows.filter((row) => !one.rows.includes(row)).map((row) => [row, 1]),
        ...one.rows.filter((row) => !other.rows.includes(row)).map((row) => [row, -1]),
      ];
      const [mine, theirs] = [counts[one.cohort], counts[other.cohort]];
      let change = 0;
      for (const [row, step] of steps) {
        change += off(mine[row] + step, row) - off(mine[row], row);
        change += off(theirs[row] - step, row) - off(theirs[row], row);
      }
      if (change >= 0) continue;
      for (const [row, step] of steps) {
        mine[row] += step;
        theirs[row] -= step;
      }
      [one.cohort, other.cohort] = [other.cohort, one.cohort];
      return true;
    }
  }
  return false;
}
