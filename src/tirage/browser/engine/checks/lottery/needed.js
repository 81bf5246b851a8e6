/**
 * As many panels as the chances need, where nobody fixed a number beforehand. Check 7.17.
 *
 * Whoever could choose the number once the chances are known would choose who is rounded up, and who is not.
 */

import { check, compared, notChecked, orNull } from "../../kernel.js";
import { CHANCES } from "./chances.js";
import { compare, floorOf, fractionOf, minus, most, ONE, times, ZERO } from "../../primitives/fractions.js";
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
    const groups = certificate?.ranked ? certificate.levels.flatMap(({ groups }) => groups) : null;
    const chances = orNull(() => facts.chances);
    const aimed = chances?.target.map((chance, t) => ({ chance, whole: chances.whole[t] })) ?? groups;
    if (!aimed) return notChecked(files.has(CHANCES) ? "blocked" : absenceOf(files, CHANCES), CHANCES);
    return compared(plan.panels, enough(aimed));
  }, { file: LOTTERY, when: ({ plan: _, byNeed }) => byNeed !== false, due: () => false }),
];

/**
 * How many panels leave no chance further off than a twentieth, or the most that anybody needs.
 *
 * A twentieth of the `whole`: of the chance itself, or of that with what was had before.
 */
function enough(aimed) {
  const somebodys = aimed.filter(({ chance }) => chance.n);
  let panels = FEWEST;
  const isFar = ({ chance, whole }) => {
    const slots = fractionOf(panels);
    return compare(off(times(chance, slots)), times(NEAR, times(whole, slots))) > 0;
  };
  while (panels < MOST && somebodys.some(isFar)) panels *= 10;
  return panels;
}

/** By how many panels whole ones may miss so many. */
function off(slots) {
  const above = minus(slots, fractionOf(floorOf(slots)));
  return above.n ? most(above, minus(ONE, above)) : ZERO;
}
