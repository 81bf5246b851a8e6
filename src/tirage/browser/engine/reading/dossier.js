/** What the files of a dossier, a Map from path to bytes, may be. Checks 1.1 and 1.2. */

import { LATER, LETTERS, RESULTS } from "./bodies.js";
import { faulty } from "../kernel.js";
import { attempt, parseJson } from "./documents.js";
import { entryNames, headOf, kindsOf, NAME } from "../checks/record/journal.js";
import { at } from "../checks/life/later.js";
import { checkPack, leftOut, PACK, README } from "./pack.js";
import { pythonic, sorted } from "../words.js";

/** The quotas that stood before any letter was written. */
export const ANNOUNCED = "public/quotas-announced.json";

/** Files by the type of the entry that brings them. */
const BROUGHT = {
  frame: ["public/frame.json", "public/rules.json", "guarantors/frame.csv"],
  quotas: ["public/quotas.json"],
  pool: ["guarantors/pool.csv"],
  lottery: ["public/lottery.csv", "public/certificate.json", "guarantors/chances.csv"],
  panel: ["public/panel.csv", "public/seats.csv"],
};

/** Those of a draw of seats after the panel's, under the names of the panel's. */
const LATER_PLAN = [
  "public/plan.json", "public/quotas.json", "public/counts.csv", "public/lottery.csv", "public/certificate.json",
  "public/sitting.csv", "guarantors/pool.csv", "guarantors/chances.csv",
];

/** Whether the guarantors' part came with the public one. */
export const hasGuarantors = (files) => [...files.keys()].some((name) => name.startsWith("guarantors/"));

/** That the dossier holds every file that its journal brings, and no other. */
export function* checkNames(files) {
  const brought = new Set(broughtBy(files));
  const all = hasGuarantors(files);
  const excused = leftOut(files);
  const wanted = new Set([...brought].filter((name) => all || !name.startsWith("guarantors/")));
  const beside = files.has(PACK) ? [PACK, README] : [];
  const known = (name) => wanted.has(name) || beside.includes(name) || NAME.test(name);
  const unknown = sorted([...files.keys()].filter((name) => !known(name)));
  const missing = sorted([...wanted].filter((name) => !files.has(name) && !excused.has(name)));
  yield faulty("files.known", unknown, { checked: files.size });
  yield faulty("files.present", missing, { checked: files.size });
  yield* checkPack(files, brought, headOf(files));
}

/** Files that the entries of the journal bring, as far as these can be read. */
function* broughtBy(files) {
  const types = kindsOf(files);
  const bodies = entryNames(files).map((name) => bodyOf(files.get(name)));
  for (const [place, type] of types.entries()) {
    const body = bodies[place];
    const act = pythonic(body.get("act"));
    const wave = LETTERS.exec(act)?.[1];
    if (LATER.test(act)) {
      const drawn = Object.values(RESULTS).includes(type) ? BROUGHT.panel : [];
      yield* (type === "plan" ? LATER_PLAN : drawn).map((name) => at(name, act));
    } else if (type === "term") yield* body.get("sha256") ? ["public/cohorts.csv"] : [];
    else if (type === "alternates") yield `public/alternates-${pythonic(body.get("list"))}.csv`;
    else if (type === "plan" && wave) yield* [`public/letters-${wave}-plan.json`, `public/letters-${wave}-strata.csv`];
    else if (type === "plan") yield* ["public/plan.json", "public/counts.csv"];
    else if (type === "letters" && wave) yield `guarantors/letters-${wave}.csv`;
    else if (type === "responses") {
      const round = pythonic(body.get("round"));
      yield* [`public/responses-${round}.json`, `guarantors/responses-${round}.csv`];
    } else if (type === "quotas" && types.includes("frame") && types[place + 1] !== "pool") {
      yield ANNOUNCED;
    } else yield* BROUGHT[type] ?? [];
  }
}

/** The body of an entry; nothing where there is none. */
function bodyOf(data) {
  const entry = attempt(
    () => parseJson(data),
    () => null,
  );
  const body = entry instanceof Map ? entry.get("body") : null;
  return body instanceof Map ? body : new Map();
}
