/**
 * As many panels as the chances need, where nobody fixed a number beforehand. Check 7.17.
 *
 * Whoever could choose the number once the chances are known would choose who is rounded up, and who is not.
 */

import { check, compared, notChecked, orNull } from "../../kernel.js";
import { CHANCES } from "./chances.js";
import { compare, floorOf, fractionOf, minus, most, ONE, over, times, ZERO } from "../../primitives/fractions.js";
import { LOTTERY } from "./lottery.js";
import { absenceOf } from "../../reading/pack.js";

const [FEWEST, MOST] = [1000, 100000];
const NEAR = fractionOf(1, 20);

export const NEEDED = [
  // By the certificate's levels where there is no pool.
  check("lottery.needed", (facts) => {
    const { plan, byNeed, files } = facts;
    if (byNeed === null) return notChecked("blocked");
    const certificate = orNull(() => facts.certificate);
    const levels = certificate?.ranked ? certificate.levels.map(({ value }) => value) : null;
    const chances = orNull(() => facts.chances)?.target ?? levels;
    if (!chances) return notChecked(files.has(CHANCES) ? "blocked" : absenceOf(files, CHANCES), CHANCES);
    return compared(plan.panels, enough(chances));
  }, { file: LOTTERY, when: ({ plan: _, byNeed }) => byNeed !== false, due: () => false }),
];

/** How many panels leave no chance further off than a twentieth, or the most that anybody needs. */
function enough(chances) {
  const aimed = chances.filter(({ n }) => n);
  let panels = FEWEST;
  while (panels < MOST && aimed.some((p) => compare(off(times(p, fractionOf(panels))), NEAR) > 0)) panels *= 10;
  return panels;
}

/** By how much whole panels may miss so many, as a share of them. */
function off(slots) {
  const above = minus(slots, fractionOf(floorOf(slots)));
  return above.n ? over(most(above, minus(ONE, above)), slots) : ZERO;
}
