/** What the people of each level had before, where the draw makes up for it. Check 8.10. */

import { check, noFault } from "../../kernel.js";
import { CERTIFICATE } from "./proofs.js";

export const MADE_UP = [
  // The groups of each level are those that the draws before make.
  check("certificate.cumulated", ({ certificate: { levels }, pool, chances }) => {
    const faults = [];
    for (const [number, { had, profiles }] of levels.entries()) {
      const [said, own] = [told(had), told(groupsOf(profiles, pool, chances))];
      if (said.all !== own.all) faults.push(`${number}: ${said.shown} ≠ ${own.shown}`);
    }
    return noFault(faults, { checked: levels.length });
  }, { file: CERTIFICATE, when: ({ plan: { cumulated } }) => Boolean(cumulated), due: () => false }),
];

/** The groups of a level, from the draws before and the lottery. */
function groupsOf(profiles, pool, chances) {
  const found = new Map();
  for (const t of profiles.filter((each) => each < pool.sizes.length)) {
    const { people, panels } = found.get(pool.had[t]) ?? { people: 0, panels: Infinity };
    found.set(pool.had[t], { people: people + pool.sizes[t], panels: Math.min(panels, chances.least[t]) });
  }
  const order = [...found.keys()].sort((a, b) => a - b);
  return order.map((millionths) => ({ millionths, ...found.get(millionths) }));
}

function told(groups) {
  const words = groups.map(({ millionths, people, panels }) => `${millionths} ${people} ${panels}`);
  return { all: words.join(), shown: words.slice(0, 3).join(", ") };
}
