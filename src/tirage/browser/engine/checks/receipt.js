/** What a citizen's proof says of a volunteer: entered as what, and where the person stands. Checks 12. */

import { check, compared, fact, judged, notChecked, remark } from "../kernel.js";
import { contains } from "../reading/csv.js";
import { bytesAt, canonical, told } from "../reading/documents.js";
import { IN_JOURNAL } from "./record/journal.js";
import { LOTTERY } from "./lottery/lottery.js";
import { POOL } from "./lottery/pool.js";
import { entered, leafOf, listFiles } from "./lottery/receipts.js";
import { absenceOf } from "../reading/pack.js";
import { rootBy } from "../primitives/trees.js";
import { each, isCount, isHash, isNumber, isText, listOf, oneOf, record } from "../reading/shapes.js";
import { STATUS, standing } from "./life/standing.js";

const TREE = { ...each(isHash, "root", "nonce"), ...each(isCount, "people", "index"), siblings: listOf(isHash) };
export const RECEIPT_KEYS = {
  features: listOf(isText),
  household: isCount,
  tree: (value) => value === null || record(TREE)(value),
};
/** Of somebody who joined the pool with a list. */
export const JOINED_KEYS = { ...RECEIPT_KEYS, list: isNumber };
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
    const act = entryOf(until, said?.list);
    // The pool was not fixed yet when the proof was made.
    if (!act) return said && judged(false, { got: said.household, expected: "none" });
    if (!said) return judgedOutside(proof.pid, files, poolIn(until));
    if (!said.tree) return act.root ? judged(false, { got: "none", expected: act.root }) : notChecked("no-receipts");
    return judgedReceipt(proof.pid, said, act);
  }, IN_JOURNAL),
  check("proof.entered", ({ proof: { pid, receipt }, files }) => {
    const pool = receipt.list ? listFiles(receipt.list)[0] : POOL;
    if (!files.has(pool)) return notChecked(absenceOf(files, pool), pool);
    const own = entered(files.get(pool)).get(pid);
    return compared(told(shownOf(receipt)), own ? told(own) : "none", pool);
  }, { file: POOL, when: ({ proof }) => proof.receipt !== null }),
  check("proof.today", ({ proof: { pid, today }, until, files }) => {
    if (!until.some(({ type }) => type === "panel")) return today && compared(today.get("status"), "none");
    const own = told(standing(files, until, pid));
    return compared(today ? told(today) : "none", own);
  }, IN_JOURNAL),
];

const shownOf = ({ features, household }) => new Map(Object.entries({ features, household }));

const listsIn = (entries) => entries.filter(({ type }) => type === "volunteers").map(({ body }) => body);

/** What the record says of the pool, or of the list of those who joined it by that number. */
const entryOf = (entries, list) => (list
  ? listsIn(entries).find((body) => body.list === list)
  : entries.find(({ type }) => type === "pool")?.body);

/** Where the pool is after these entries. */
function poolIn(entries) {
  const last = listsIn(entries).at(-1);
  return last ? listFiles(last.list)[0] : POOL;
}

/** A proof that speaks of no volunteer: the person is in no pool, and in no panel of the lottery. */
function judgedOutside(pid, files, pool) {
  if (files.has(pool)) return judged(!contains(files.get(pool), `\n${pid},`), { got: "none", file: pool });
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
