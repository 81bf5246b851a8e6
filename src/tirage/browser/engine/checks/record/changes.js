/** Quotas that were relaxed before the draw: what is on record leads to the quotas published. Checks 1.13, 1.18. */

import { announced, brought } from "../../reading/acts.js";
import { check, fact, Missing, noFault } from "../../kernel.js";
import { attempt, bytesAt, canonical } from "../../reading/documents.js";
import { IN_JOURNAL } from "./journal.js";
import { QUOTAS, readQuotas } from "../lottery/quotas.js";

const changesOf = ({ type, body }) => (type === "quotas" && body.changes) || [];

const ANNOUNCED = "public/quotas-announced.json";

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

/** The quotas announced before the first letter, of a dossier that begins with a roll. */
export const FIRST_QUOTAS = [
  fact("firstQuotas", ({ framed, files, entries }) => {
    const none = !framed || (!files.has(ANNOUNCED) && !entries.some(({ type }) => type === "quotas"));
    return none ? null : readQuotas(bytesAt(files, ANNOUNCED));
  }),
  check("quotas.announced", ({ firstQuotas, files, entries }) => {
    if (!firstQuotas) return null;
    const steps = announced(entries.map((entry) => entry.step));
    const bodyAt = (step) => entries.filter((_, place) => steps[place] === step).at(-1)?.body;
    const [before, after] = [bodyAt("quotas announced"), bodyAt("quotas")];
    const checked = firstQuotas.rows.length;
    if (!after) return noFault([], { checked });
    if (!before || !files.has(QUOTAS)) throw new Missing("blocked", { file: ANNOUNCED });
    return noFault(unlike(before, after, firstQuotas, readQuotas(files.get(QUOTAS))), { checked });
  }, { file: ANNOUNCED, due: ({ framed, held }) => framed && held.has("quotas") && held.has("pool") }),
];

/** What keeps the final quotas from being those announced, once the changes on record are made. */
function* unlike(before, after, first, final) {
  if (canonical([first.criteria, first.rows]) !== canonical([final.criteria, final.rows])) {
    yield "rows";
    return;
  }
  const [known, changes] = [before.changes ?? [], after.changes ?? []];
  if (canonical(changes.slice(0, known.length)) !== canonical(known)) yield "changes";
  const own = changes.slice(known.length);
  if (own.length && own[0].get("from_sha256") !== before.source) {
    yield `${own[0].get("from_sha256")} ≠ ${before.source}`;
  }
  const now = limitsOf(first);
  for (const move of own.flatMap((change) => change.get("rows"))) {
    const { criterion, category, limit, from, to } = Object.fromEntries(move);
    const key = canonical([criterion, category, limit]);
    const limits = now.get(key)?.bound ?? "absent";
    if (limits !== from) yield `${criterion} ${category} ${limit}: ${limits} ≠ ${from}`;
    now.set(key, { name: `${criterion} ${category} ${limit}`, bound: to });
  }
  for (const [key, { name, bound }] of limitsOf(final)) {
    if (now.get(key).bound !== bound) yield `${name}: ${now.get(key).bound} → ${bound}`;
  }
}

/** Name and bound of every limit, by its place. */
function limitsOf(quotas) {
  return new Map(quotas.rows.flatMap((names, row) => ["minimum", "maximum"].map((limit) =>
    [canonical([...names, limit]), { name: [...names, limit].join(" "), bound: quotas[limit][row] }])));
}

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
