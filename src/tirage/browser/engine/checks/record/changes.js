/** Quotas that were relaxed before the draw: what is on record leads to the quotas published. Check 1.13. */

import { announced, brought } from "../../reading/acts.js";
import { check, noFault } from "../../kernel.js";
import { attempt, bytesAt } from "../../reading/documents.js";
import { IN_JOURNAL } from "./journal.js";
import { readQuotas } from "../lottery/quotas.js";

const changesOf = ({ type, body }) => (type === "quotas" && body.changes) || [];

export const CHANGES = [
  check("quotas.changes", ({ files, entries }) => {
    const steps = announced(entries.map((entry) => entry.step));
    const faults = [...entries.entries()].filter(([, entry]) => changesOf(entry).length).flatMap(([place, entry]) => {
      const [[name]] = brought(steps[place], entry.body);
      return faultsOf(changesOf(entry), bytesAt(files, name)).map((fault) => `${name}: ${fault}`);
    });
    return noFault(faults, { checked: entries.flatMap(changesOf).length });
  }, {
    ...IN_JOURNAL,
    when: ({ entries }) => entries.some((entry) => changesOf(entry).length),
    due: ({ maySay }) => maySay("quotas", "changes"),
  }),
];

function faultsOf(changes, published) {
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
