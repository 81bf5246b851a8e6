/**
 * The chance that a citizen's proof states against the certificate, with the public files alone. Check 12.14.
 *
 * A level's proof bounds the chance of those alone whom it weighs; with their own features each volunteer sees that
 * theirs is proved.
 */

import { check, fact, Missing, noFault, notChecked } from "../kernel.js";
import { CERTIFICATE } from "./certificate/proofs.js";
import { readCertificate } from "./certificate/certificate.js";
import { QUOTAS, readQuotas } from "./lottery/quotas.js";
import { compare, equal, shown } from "../primitives/fractions.js";
import { attempt, bytesAt } from "../reading/documents.js";
import { fraction } from "../reading/figures.js";
import { absenceOf } from "../reading/pack.js";

export const AIMED = [
  // What is wrong with these files, other checks tell.
  fact("levels", ({ files }) => {
    if (!files.has(CERTIFICATE)) throw new Missing(absenceOf(files, CERTIFICATE), { file: CERTIFICATE });
    return readable(CERTIFICATE, () => readCertificate(files.get(CERTIFICATE), false));
  }),
  fact("rows", ({ levels: _, files }) => readable(QUOTAS, () => readQuotas(bytesAt(files, QUOTAS)))),
  check("proof.level", ({ proof: { pool, receipt }, levels: { levels, ranked }, rows }) => {
    const chance = attempt(() => fraction(pool.chance), (fault) => ({ fault }));
    if (chance.fault) return noFault([chance.fault]);
    const own = levels.filter(({ value }) => equal(value, chance));
    const isLess = levels.some(({ value }) => compare(chance, value) < 0);
    if (!own.length && (ranked || isLess || !chance.n)) return noFault([shown(chance)]);
    const unproved = notChecked(`not-proved-here: ${shown(chance)}`);
    if (!own.length || !receipt) return unproved;
    if (!isKnown(receipt.features, rows)) return noFault(["features"]);
    if (own.some((level) => isAbout(level, receipt.features, rows))) return noFault([], { wanted: shown(chance) });
    // Maximin promises its floor to those whom its proof weighs, and nash no figure at all.
    const binding = ranked || !chance.n;
    return binding && !own.some(isOpen) ? noFault([`${shown(chance)}: profile-unproven`]) : unproved;
  }, { file: CERTIFICATE, when: ({ proof }) => proof.pool !== null, due: () => false }),
];

const readable = (file, read) => attempt(read, () => {
  throw new Missing("blocked", { file });
});

const isKnown = (features, { index }) =>
  features.length === index.length && features.every((category, c) => index[c].has(category));

/** Whether a level leaves room, or only the pool tells whom its proof weighs: by cuts, or by households. */
const isOpen = ({ value, bound, proof }) => compare(value, bound) < 0 || proof.cuts.size > 0 || proof.households.length > 0;

/** Whether a level's proof weighs such people, whatever household they are of. */
function isAbout({ proof }, features, rows) {
  if (proof.cuts.size) return false;
  const prices = new Map(proof.quotas.map(([row, price]) => [Number(row), price]));
  return rows.rowsOf(features).reduce((sum, row) => sum + (prices.get(row) ?? 0n), proof.nu) > 0n;
}
