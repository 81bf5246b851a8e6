/** Quotas that were relaxed before the draw: what is on record leads to the quotas published. Check 1.13. */

import { faulty } from "./checks.js";

/** Nothing where no change is on record. */
export function* checkChanges(quotas, entries) {
  const recorded = entries.filter(({ type }) => type === "quotas").at(-1);
  const changes = (recorded?.body.changes ?? []).map((change) => Object.fromEntries(change));
  if (!changes.length) return;
  yield faulty("quotas.changes", [...faultsOf(changes, quotas)], { checked: changes.length, file: "public/quotas.json" });
}

function* faultsOf(changes, quotas) {
  const rows = new Map(quotas.rows.map((names, row) => [JSON.stringify(names), row]));
  const now = new Map();
  let day = "";
  for (const { date, rows: moves, reason } of changes) {
    if (date < day) yield `${date} < ${day}`;
    day = date;
    if (!moves.length || !reason.trim()) yield `${day}: rows, reason`;
    for (const move of moves) {
      const { criterion, category, limit, from, to } = Object.fromEntries(move);
      const row = rows.get(JSON.stringify([criterion, category]));
      const name = `${criterion} ${category} ${limit}`;
      if (row === undefined) {
        yield `${name}: absent`;
        continue;
      }
      const key = JSON.stringify([row, limit]);
      const before = now.get(key)?.to ?? from;
      if (before !== from || from === to) yield `${name}: ${before} ≠ ${from} → ${to}`;
      now.set(key, { name, row, limit, to });
    }
  }
  for (const { name, row, limit, to } of now.values()) {
    if (quotas[limit][row] !== to) yield `${name}: ${to} ≠ ${quotas[limit][row]}`;
  }
}
