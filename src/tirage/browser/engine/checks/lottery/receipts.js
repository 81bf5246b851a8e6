/**
 * How each volunteer was entered, under the root that the journal has (SPEC §9). Check of the pool's root.
 *
 * Whoever has `guarantors/receipts.csv` opens every leaf; a volunteer has a receipt, which opens one.
 */

import { check, compared, judged, notChecked } from "../../kernel.js";
import { headerOf, rows } from "../../reading/csv.js";
import { canonical, Malformed } from "../../reading/documents.js";
import { FIELD, HASH, hashText, line } from "../../primitives/lines.js";
import { IN_JOURNAL } from "../record/journal.js";
import { absenceOf } from "../../reading/pack.js";
import { POOL } from "./pool.js";
import { sha256 } from "../../primitives/sha256.js";
import { Leaves } from "../../primitives/trees.js";
import { countsOf } from "../../words.js";

const FILE = "guarantors/receipts.csv";

/** How everyone is entered in `guarantors/pool.csv`, by pid: features, and people of the pool in the household. */
export function entered(pool) {
  const header = headerOf(pool);
  if (header[0] !== "pid" || header[1] !== "household") throw new Malformed("header", header.join(","));
  const people = [...rows(pool, header)];
  const sizes = countsOf(people.map(([, home]) => home).filter((home) => home !== ""));
  const own = ([pid, home, ...features]) => [pid, new Map([["features", features], ["household", sizes.get(home) ?? 1]])];
  return new Map(people.map(own));
}

/** The leaf of a volunteer `as` entered. */
export const leafOf = (pid, nonce, as) => line("receipt", pid, hashText(`tirage1|receipt|${nonce}|${canonical(as)}`));

export const RECEIPTS = [
  check("pool.root", ({ entries, files }) => {
    const act = entries.find(({ type }) => type === "pool")?.body;
    if (!act) return null;
    if ((act.root === "") !== (act.ids === "published")) {
      return judged(false, { got: act.root || "none", expected: act.ids, ...IN_JOURNAL });
    }
    if (act.root === "") return notChecked("no-receipts", POOL);
    const missing = [POOL, FILE].find((name) => !files.has(name));
    if (missing) return notChecked(absenceOf(files, missing));
    return compared(rootOf(files), act.root);
  }, { file: FILE, when: ({ held }) => held.has("pool"), due: ({ held }) => held.has("pool") }),
];

/** The root of the leaves of everyone in the pool. */
function rootOf(files) {
  const nonces = [...rows(files.get(FILE), ["pid", "nonce"])];
  const people = entered(files.get(POOL));
  const pids = [...people.keys()];
  if (pids.length !== nonces.length || nonces.some(([pid], at) => pid !== pids[at])) throw new Malformed("wrong-value", "pid");
  const leaves = new Leaves();
  for (const [pid, nonce] of nonces) {
    if (!FIELD.test(pid) || !HASH.test(nonce)) throw new Malformed("wrong-value", pid);
    const place = leaves.next();
    leaves.bytes.set(sha256(new TextEncoder().encode(`\0${leafOf(pid, nonce, people.get(pid))}`)), place);
  }
  return leaves.root();
}
