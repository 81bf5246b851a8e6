/** Quotas that were relaxed before the draw: what is on record leads to the quotas published. Check 1.13. */

import { faulty } from "../../kernel.js";
import { attempt } from "../../reading/documents.js";
import { ANNOUNCED } from "../../reading/dossier.js";
import { readQuotas } from "../lottery/quotas.js";

/** Nothing where no change is on record. */
export function* checkChanges(files, entries) {
  const framed = entries.some(({ type }) => type === "frame");
  const faults = [];
  let checked = 0;
  for (const [place, { type, body }] of entries.entries()) {
    const changes = (type === "quotas" && body.changes) || [];
    const announced = framed && entries[place + 1]?.type !== "pool";
    const name = announced ? ANNOUNCED : "public/quotas.json";
    checked += changes.length;
    if (changes.length) faults.push(...faultsOf(changes, files.get(name)).map((fault) => `${name}: ${fault}`));
  }
  if (checked) yield faulty("quotas.changes", faults, { checked, file: "journal/" });
}

function faultsOf(changes, published = new Uint8Array()) {
  return attempt(
    () => [...astray(changes.map((change) => Object.fromEntries(change)), readQuotas(published))],
    (fault) => [fault],
  );
}

function* astray(changes, quotas) {
  const rows = new Map(quotas.rows.map((names, row) => [JSON.stringify(names), row]));
  const now = new Map();
  let day = "";
  for (const { date, rows: moves } of changes) {
    if (date < day) yield `${date} < ${day}`;
    day = date;
    for (const move of moves) {
      const { criterion, category, limit, from, to } = Object.fromEntries(move);
      const row = rows.get(JSON.stringify([criterion, category]));
      const name = `${criterion} ${category} ${limit}`;
      if (row === undefined) {
        yield `${name}: absent`;
        continue;
      }
      const key = `${row} ${limit}`;
      const before = now.get(key)?.to ?? from;
      if (before !== from || from === to) yield `${name}: ${before} ≠ ${from} → ${to}`;
      now.set(key, { name, row, limit, to });
    }
  }
  for (const { name, row, limit, to } of now.values()) {
    if (quotas[limit][row] !== to) yield `${name}: ${to} ≠ ${quotas[limit][row]}`;
  }
}
