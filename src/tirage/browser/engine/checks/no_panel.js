/**
 * That no panel meets some quotas, as a file apart says it, and the least change. Checks 12.15 and 12.16.
 *
 * The file has all that it speaks of: the people's features and households, without a name, and the quotas. No
 * dossier is needed, and none is claimed.
 */

import { check, compared, fact } from "../kernel.js";
import { canonical, Malformed, parseJson } from "../reading/documents.js";
import { natural } from "../reading/figures.js";
import { MOVE } from "../reading/bodies.js";
import { anything, exactly, isCount, isFlag, isText, listOf, oneOf, record, shaped, some } from "../reading/shapes.js";
import { judgeLeast } from "./certificate/least.js";
import { numbered, within } from "./certificate/prices.js";
import { Allowance, OF_NOBODY, readTree, refuseOpen } from "./certificate/tree.js";
import { readPool } from "./lottery/pool.js";
import { readQuotas } from "./lottery/quotas.js";
import { sumOf } from "../words.js";

const FILE = "no-panel.json";
/** Contradictions of one file. */
const MOST = 32;
const DEMAND = { row: isCount, limit: oneOf("minimum", "maximum") };
const CONFLICT = { demands: listOf(record(DEMAND)), households: isFlag, tree: anything };
const LEAST = { moves: listOf(record(MOVE)), weight: isText, proved: isText, tree: anything, panel: anything };
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
  // Once its form is right.
  fact("document", ({ files }) => {
    const value = parseJson(files.get(FILE));
    const proposes = value instanceof Map && value.has("least");
    return shaped(value, proposes ? { ...DOCUMENT, least: record(LEAST) } : DOCUMENT);
  }),
  fact("ground", ({ document: { seats, quotas: limits, pool: people } }) => {
    const quotas = readQuotas(bytesOf(canonical(limits)));
    return { seats, quotas, pool: readPool(bytesOf(people), quotas) };
  }),
  check("no-panel.conflicts", ({ document: { conflicts: listed }, ground: { seats, pool, quotas } }) => {
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
  // The change that is proposed makes a panel possible, and weighs least.
  check("no-panel.least", ({ document: { least }, ground: { seats, pool, quotas } }) => {
    const said = judgeLeast(new Map([["moves", least.get("moves")], ["least", least]]), pool, quotas, quotas, seats, new Uint8Array());
    refuseUnmet(numbered(least.get("panel"), natural), moved(least.get("moves"), quotas), pool, seats);
    return said;
  }, { file: FILE, when: ({ document }) => document.least !== undefined, due: () => false }),
];

/** The quotas after moves; Malformed for one that begins elsewhere, or that tightens. */
function moved(moves, quotas) {
  const limits = { minimum: [...quotas.minimum], maximum: [...quotas.maximum] };
  const rows = new Map(quotas.rows.map((names, row) => [names.join("\n"), row]));
  for (const move of moves) {
    const { criterion, category, limit, from, to } = Object.fromEntries(move);
    const row = rows.get(`${criterion}\n${category}`);
    const looser = limit === "minimum" ? to < from : to > from;
    if (limits[limit][row] !== from || !looser) throw new Malformed("wrong-value", `${criterion} ${category}`);
    limits[limit][row] = to;
  }
  return { ...quotas, ...limits };
}

/** Malformed for seats by profile that are no panel under these quotas. */
function refuseUnmet(panel, quotas, pool, seats) {
  const taken = quotas.rows.map(() => 0n);
  const homes = pool.households.map(() => 0n);
  for (const [t, count] of within(panel, pool.sizes.length)) {
    if (count > BigInt(pool.sizes[t])) throw new Malformed("out-of-range", t);
    if (pool.classOf[t] >= 0) homes[pool.classOf[t]] += count;
    for (const row of pool.rowsOf[t]) taken[row] += count;
  }
  const whole = sumOf(panel.map(([, count]) => count));
  if (whole !== BigInt(seats)) throw new Malformed("seats", whole);
  const over = homes.findIndex((count, number) => count > BigInt(pool.households[number]));
  if (over >= 0) throw new Malformed("household", over);
  const unmet = quotas.rows.findIndex((_, row) => taken[row] < quotas.minimum[row] || taken[row] > quotas.maximum[row]);
  if (unmet < 0) return;
  throw new Malformed(`${quotas.rows[unmet].join(" ")}: ${taken[unmet]} (${quotas.minimum[unmet]}–${quotas.maximum[unmet]})`);
}

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
