/**
 * How each volunteer was entered, under the root that the journal has (SPEC §9). Check of the pool's root.
 *
 * Whoever has `guarantors/receipts.csv` opens every leaf; a volunteer has a receipt, which opens one.
 */

import { check, compared, judged, notChecked } from "../../kernel.js";
import { headerOf, rows } from "../../reading/csv.js";
import { attempt, canonical, Malformed } from "../../reading/documents.js";
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
    const lists = entries.filter(({ type }) => type === "volunteers").map(({ body }) => body);
    return [ofPool(act, files), ...lists.map((body) => ofList(body, act.ids, files))];
  }, { file: FILE, due: ({ held }) => held.has("pool") }),
];

const notDue = (got, expected) => judged(false, { got: got || "none", expected, ...IN_JOURNAL });

function ofPool(act, files) {
  if ((act.root === "") !== (act.ids === "published")) return notDue(act.root, act.ids);
  if (act.root === "") return notChecked("no-receipts", POOL);
  const missing = [POOL, FILE].find((name) => !files.has(name));
  if (missing) return notChecked(absenceOf(files, missing));
  const nonces = [...rows(files.get(FILE), ["pid", "nonce"])];
  const people = entered(files.get(POOL));
  const pids = [...people.keys()];
  if (pids.length !== nonces.length || nonces.some(([pid], at) => pid !== pids[at])) throw new Malformed("wrong-value", "pid");
  return compared(rootOf(nonces, people), act.root);
}

/** The files of a list of volunteers who joined: the pool after it, and what opens their receipts. */
export const listFiles = (list) => [`guarantors/volunteers-${list}.csv`, `guarantors/volunteers-${list}-receipts.csv`];

/** The root of those who joined with a list: as many as it says, entered as in its pool. */
function ofList(body, ids, files) {
  const [pool, file] = listFiles(body.list);
  if ((body.root === "") !== (ids === "published")) return notDue(body.root, ids);
  if (body.root === "") return notChecked("no-receipts", pool);
  const missing = [pool, file].find((name) => !files.has(name));
  if (missing) return notChecked(absenceOf(files, missing), file);
  return attempt(() => {
    const nonces = [...rows(files.get(file), ["pid", "nonce"])];
    const people = entered(files.get(pool));
    if (nonces.length !== body.kept || nonces.some(([pid]) => !people.has(pid))) {
      return judged(false, { got: nonces.length, expected: body.kept, file });
    }
    return compared(rootOf(nonces, people), body.root, file);
  }, (got) => judged(false, { got, file }));
}

/** The root of the leaves of these people. */
function rootOf(nonces, people) {
  const leaves = new Leaves();
  let last = "";
  for (const [pid, nonce] of nonces) {
    if (pid <= last) throw new Malformed("not-ascending", pid);
    if (!FIELD.test(pid) || !HASH.test(nonce)) throw new Malformed("wrong-value", pid);
    last = pid;
    const place = leaves.next();
    leaves.bytes.set(sha256(new TextEncoder().encode(`\0${leafOf(pid, nonce, people.get(pid))}`)), place);
  }
  return leaves.root();
}
