/**
 * That no panel meets some quotas, as a file apart says it: each contradiction with its tree. Check 12.15.
 *
 * The file has all that it speaks of: the people's features and households, without a name, and the quotas. No
 * dossier is needed, and none is claimed.
 */

import { check, compared } from "../kernel.js";
import { canonical, Malformed, parseJson } from "../reading/documents.js";
import { anything, exactly, isCount, isFlag, isText, listOf, oneOf, record, shaped, some } from "../reading/shapes.js";
import { Allowance, OF_NOBODY, readTree, refuseOpen } from "./certificate/tree.js";
import { readPool } from "./lottery/pool.js";
import { readQuotas } from "./lottery/quotas.js";

const FILE = "no-panel.json";
/** Contradictions of one file. */
const MOST = 32;
const DEMAND = { row: isCount, limit: oneOf("minimum", "maximum") };
const CONFLICT = { demands: listOf(record(DEMAND)), households: isFlag, tree: anything };
const DOCUMENT = {
  spec: exactly("tirage/2"), seats: isCount, quotas: anything, pool: isText, conflicts: some(record(CONFLICT)),
};
const SIGNS = { minimum: "≥", maximum: "≤" };
const bytesOf = (text) => new TextEncoder().encode(text);

/** What no other document has. */
const MARK = '"conflicts":';
const LARGEST = 2 ** 26;

/** Its one file, where what was given is one: a Map as of a dossier; null for anything else. */
export async function apartOf(given) {
  const [only, ...more] = given ?? [];
  if (!only || more.length || only.path.includes("/") || only.file.size > LARGEST) return null;
  const data = new Uint8Array(await only.file.arrayBuffer());
  return data[0] === 0x7b && new TextDecoder().decode(data).includes(MARK) ? new Map([[FILE, data]]) : null;
}

/** Whether there is this file, and no dossier. */
export const isApart = (files) => files.size === 1 && files.has(FILE);

export const NO_PANEL = [
  check("no-panel.conflicts", ({ files }) => {
    const { seats, quotas: limits, pool: people, conflicts: listed } = shaped(parseJson(files.get(FILE)), DOCUMENT);
    const quotas = readQuotas(bytesOf(canonical(limits)));
    const pool = readPool(bytesOf(people), quotas);
    if (listed.length > MOST) throw new Malformed("too-large", "conflicts");
    const conflicts = listed.map((each) => ({
      demands: each.get("demands").map((demand) => Object.fromEntries(demand)),
      households: each.get("households"),
      tree: each.get("tree"),
    }));
    for (const [number, conflict] of conflicts.entries()) {
      try {
        refusePanel(conflict, seats, pool, quotas);
      } catch (reason) {
        throw reason instanceof Malformed ? new Malformed(`${number}: ${reason.shown}`) : reason;
      }
    }
    const said = `${seats}/${pool.numbers.size}: ${conflicts.map((each) => told(each, quotas)).join("; ")}`;
    return compared(said, said);
  }, { file: FILE, due: ({ files }) => isApart(files) }),
];

/** Malformed where the tree does not show that no composition meets these demands alone. */
function refusePanel({ demands, households, tree }, seats, pool, quotas) {
  const allowance = new Allowance(...OF_NOBODY);
  allowance.read(bytesOf(canonical(tree)).length);
  const asked = only(demands, quotas, seats);
  const free = households ? pool : { ...pool, classOf: pool.classOf.map(() => -1), households: [] };
  const nodes = readTree(tree);
  refuseOpen(nodes, pool.sizes.map(() => 0n), -1n, { seats, pool: free, quotas: asked, cuts: [] }, allowance);
}

/** The quotas of which nothing else is asked; Malformed for a row that is not there. */
function only(demands, quotas, seats) {
  const beyond = demands.find(({ row }) => row >= quotas.rows.length);
  if (beyond) throw new Malformed("out-of-range", beyond.row);
  const isAsked = (wanted, side) => demands.some(({ row, limit }) => row === wanted && limit === side);
  return {
    ...quotas,
    minimum: quotas.minimum.map((low, row) => (isAsked(row, "minimum") ? low : 0)),
    maximum: quotas.maximum.map((high, row) => (isAsked(row, "maximum") ? high : seats)),
  };
}

/** `g f ≥ 13 + h x ≤ 8`. */
function told({ demands, households }, quotas) {
  const parts = demands.map(({ row, limit }) => `${quotas.rows[row].join(" ")} ${SIGNS[limit]} ${quotas[limit][row]}`);
  return [...parts, ...(households ? ["household ≤ 1"] : [])].join(" + ");
}
