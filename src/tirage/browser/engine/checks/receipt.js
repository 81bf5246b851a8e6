/** What a citizen's proof says of a volunteer: entered as what, and where the person stands. Checks 12. */

import { check, compared, fact, judged, notChecked, remark } from "../kernel.js";
import { contains } from "../reading/csv.js";
import { bytesAt, canonical, told } from "../reading/documents.js";
import { IN_JOURNAL } from "./record/journal.js";
import { LOTTERY } from "./lottery/lottery.js";
import { POOL } from "./lottery/pool.js";
import { entered, leafOf } from "./lottery/receipts.js";
import { absenceOf } from "../reading/pack.js";
import { rootBy } from "../primitives/trees.js";
import { each, isCount, isHash, isText, listOf, oneOf, record } from "../reading/shapes.js";
import { STATUS, standing } from "./life/standing.js";

const TREE = { ...each(isHash, "root", "nonce"), ...each(isCount, "people", "index"), siblings: listOf(isHash) };
export const RECEIPT_KEYS = {
  features: listOf(isText),
  household: isCount,
  tree: (value) => value === null || record(TREE)(value),
};
export const TODAY_KEYS = {
  status: oneOf(...STATUS),
  ...each(isText, "act", "since", "until", "filled"),
  place: isCount,
};

/** What it takes, and where the person stands since. */
export const SINCE = [
  // The entries up to the one at which the proof was made; all, where it is none of them.
  fact("until", ({ proof: { head }, entries }) => {
    const made = entries.findIndex(({ digest }) => digest === head);
    return made < 0 ? entries : entries.slice(0, made + 1);
  }),
  remark("proof.now", ({ proof: { pid }, until, entries, files }) => {
    const [then, now] = [until, entries].map((acts) => canonical(standing(files, acts, pid)));
    return then !== now && notChecked(now);
  }, IN_JOURNAL),
];

export const RECEIPT = [
  check("proof.receipt", ({ proof, until, files }) => {
    const { receipt: said } = proof;
    const act = until.find(({ type }) => type === "pool")?.body;
    // The pool was not fixed yet when the proof was made.
    if (!act) return said && judged(false, { got: said.household, expected: "none" });
    if (!said) return judgedOutside(proof.pid, files);
    if (!said.tree) return act.root ? judged(false, { got: "none", expected: act.root }) : notChecked("no-receipts");
    return judgedReceipt(proof.pid, said, act);
  }, IN_JOURNAL),
  check("proof.entered", ({ proof: { pid, receipt }, files }) => {
    if (!files.has(POOL)) return notChecked(absenceOf(files, POOL));
    const own = entered(files.get(POOL)).get(pid);
    return compared(told(shownOf(receipt)), own ? told(own) : "none");
  }, { file: POOL, when: ({ proof }) => proof.receipt !== null }),
  check("proof.today", ({ proof: { pid, today }, until, files }) => {
    if (!until.some(({ type }) => type === "panel")) return today && compared(today.get("status"), "none");
    const own = told(standing(files, until, pid));
    return compared(today ? told(today) : "none", own);
  }, IN_JOURNAL),
];

const shownOf = ({ features, household }) => new Map(Object.entries({ features, household }));

/** A proof that speaks of no volunteer: the person is in no pool, and in no panel of the lottery. */
function judgedOutside(pid, files) {
  if (files.has(POOL)) return judged(!contains(files.get(POOL), `\n${pid},`), { got: "none", file: POOL });
  const lottery = `,${new TextDecoder().decode(bytesAt(files, LOTTERY)).replaceAll("\n", ",")}`;
  if (lottery.includes(`,${pid},`)) return judged(false, { got: "none", file: LOTTERY });
  return notChecked(absenceOf(files, POOL), POOL);
}

/** The path from what a volunteer was entered as to the root of the pool. */
function judgedReceipt(pid, said, act) {
  const tree = Object.fromEntries(said.tree);
  const own = rootBy(leafOf(pid, tree.nonce, shownOf(said)), tree);
  const got = own === tree.root ? own : `${tree.root} ≠ ${own}`;
  return compared(`${got}, ${tree.people}`, `${act.root || "none"}, ${act.kept}`);
}
