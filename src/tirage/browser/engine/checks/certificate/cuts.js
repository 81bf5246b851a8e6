/**
 * Cuts: what the weighted seats of a valid panel are not above, each with a tree of its own. Check 8.7.
 *
 * The proofs of a certificate may rest on them as on quotas. What its tree shows of a cut is proved; where that is
 * more than what the cut says, the cut is an integer program's word, held against the panels of the lottery and
 * those near them (`refuter`).
 */

import { check, fact, noFault, notChecked, orNull } from "../../kernel.js";
import { canonical, Malformed } from "../../reading/documents.js";
import { integer } from "../../reading/figures.js";
import { anything, each, isText, shaped } from "../../reading/shapes.js";
import { numbered, within } from "./prices.js";
import { CERTIFICATE } from "./proofs.js";
import { refuted } from "./refuter.js";
import { Allowance, readTree, refuseOpen } from "./tree.js";

const CUT = { ...each(anything, "weights", "tree"), ...each(isText, "best", "proved") };

/** The cut of a number; Malformed for another form, and for a tree with cuts that are not before it. */
export function readCut(item, number, allowance) {
  allowance.read(new TextEncoder().encode(canonical(item)).length);
  const parts = shaped(item, CUT);
  const weights = numbered(parts.weights, integer);
  const [best, proved] = [integer(parts.best), integer(parts.proved)];
  if (!weights.length) throw new Malformed("wrong-value", "weights");
  if (proved < best) throw new Malformed("out-of-range", "proved");
  return { weights, best, proved, tree: readTree(parts.tree, number) };
}

/** What every composition meets, once the tree of each cut shows what it is to show; Malformed where one does not. */
function groundOf({ seats, cuts }, pool, quotas) {
  const ground = { seats, pool, quotas, cuts: [] };
  const allowance = new Allowance();
  for (const [number, { weights, best, proved, tree }] of cuts.entries()) {
    try {
      const signed = pool.sizes.map(() => 0n);
      for (const [t, weight] of within(weights, pool.sizes.length)) signed[t] = weight;
      refuseOpen(tree, signed, proved, ground, allowance);
      ground.cuts.push({ weights: weights.map(([t, weight]) => [Number(t), weight]), best, proved, signed });
    } catch (reason) {
      throw reason instanceof Malformed ? new Malformed(`cut ${number}: ${reason.shown}`) : reason;
    }
  }
  return ground;
}

export const CUTS = [
  fact("ground", ({ certificate, pool, quotas }) => groundOf(certificate, pool, quotas)),
  // Those that trees prove; others, a program's word, hold for the panels of the lottery, and for those near.
  check("certificate.best", (facts) => {
    const { ground, ground: { pool, quotas } } = facts;
    const claims = [...ground.cuts.entries()].filter(([, { best, proved }]) => proved > best)
      .map(([number, cut]) => [`cut ${number}`, cut]);
    if (!claims.length) return noFault([], { checked: ground.cuts.length });
    const panels = orNull(() => facts.tally && facts.panels);
    if (!panels) return notChecked("blocked");
    const beaten = outdone(claims, pool, panels);
    const faults = beaten.length ? beaten : refuted(claims, pool, quotas, panels);
    if (faults.length) return noFault(faults);
    const left = claims.map(([name, { best, proved }]) => `${name}: ${best} (${proved})`);
    const more = left.length > 3 ? ` (+${left.length - 3})` : "";
    return notChecked(`not-proved-here: ${left.slice(0, 3).join("; ")}${more}`);
  }, { file: CERTIFICATE, when: ({ certificate: { cuts } }) => cuts.length > 0, due: () => false }),
];

/** Of cuts by name, those that some panel is beyond. */
function outdone(claims, pool, panels) {
  const reached = new Map();
  for (const panel of panels) {
    const profiles = panel.filter((pid) => pool.numbers.has(pid)).map((pid) => pool.profileOf[pool.numbers.get(pid)]);
    for (const [name, { signed }] of claims) {
      const total = profiles.reduce((sum, t) => sum + signed[t], 0n);
      if (!reached.has(name) || total > reached.get(name)) reached.set(name, total);
    }
  }
  return claims
    .filter(([name, { best }]) => best < reached.get(name))
    .map(([name, { best }]) => `${name}: ${best} < ${reached.get(name)}`);
}
