/** That the dossier holds every file that its journal brings, and no other. Checks 1.1, 1.2, 1.14 and 1.15. */

import { LATER, LETTERS, RESULTS } from "../../reading/bodies.js";
import { check, fact, noFault, part } from "../../kernel.js";
import { attempt, parseJson, told } from "../../reading/documents.js";
import { NAME } from "../../reading/entries.js";
import { lawful, PACK, readPack, README } from "../../reading/pack.js";
import { at } from "../../reading/paths.js";
import { hashOf } from "../../primitives/lines.js";
import { sorted } from "../../words.js";

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

const PACKED = [
  fact("pack", ({ files }) => readPack(files)),
  check("pack.files", ({ pack, files, head }) => {
    const own = new Map([...files].filter(([name]) => name !== PACK).map(([name, data]) => [name, hashOf(data)]));
    const names = sorted(new Set([...own.keys(), ...pack.files.keys()]));
    const faults = names.filter((name) => own.get(name) !== pack.files.get(name));
    if (pack.head !== head) faults.unshift(`head ${pack.head} ≠ ${head}`);
    return noFault(faults, { checked: own.size });
  }, { file: PACK }),
  check("pack.reader", ({ pack: { for: reader, left_out: missing }, brought, files }) => {
    const unlawful = [...brought].filter((name) => !lawful(reader, name).includes(missing.get(name) ?? ""));
    const needless = [...missing.keys()].filter((name) => !brought.has(name) || files.has(name));
    return noFault(sorted(new Set([...unlawful, ...needless])), { wanted: reader });
  }, { file: PACK }),
];

export const FILES = [
  fact("brought", ({ acts }) => new Set(broughtBy(acts))),
  fact("wanted", ({ brought, files }) => {
    const all = hasGuarantors(files);
    return new Set([...brought].filter((name) => all || !name.startsWith("guarantors/")));
  }),
  check("files.known", ({ files, wanted }) => {
    const beside = files.has(PACK) ? [PACK, README] : [];
    const known = (name) => wanted.has(name) || beside.includes(name) || NAME.test(name);
    return noFault(sorted([...files.keys()].filter((name) => !known(name))), { checked: files.size });
  }),
  check("files.present", ({ files, wanted, excused }) => {
    const missing = [...wanted].filter((name) => !files.has(name) && !excused.has(name));
    return noFault(sorted(missing), { checked: files.size });
  }),
  part(PACKED, function* ({ files }) {
    if (files.has(PACK)) yield {};
  }, { due: ({ files }) => files.has(PACK) }),
  check("documents.canonical", ({ files }) => {
    const names = sorted([...files.keys()].filter((name) => name.endsWith(".json")));
    const faultOf = (name) => attempt(() => void parseJson(files.get(name)), (fault) => `${name} (${fault})`);
    return noFault(names.map(faultOf).filter(Boolean), { checked: names.length });
  }),
];

/** Files that the entries of the journal bring, as far as these can be read. */
function* broughtBy(acts) {
  const framed = acts.some(({ type }) => type === "frame");
  for (const [place, { type, body }] of acts.entries()) {
    const said = (key) => told(body?.get(key));
    const act = said("act");
    const wave = LETTERS.exec(act)?.[1];
    if (LATER.test(act)) {
      const drawn = Object.values(RESULTS).includes(type) ? BROUGHT.panel : [];
      yield* (type === "plan" ? LATER_PLAN : drawn).map((name) => at(name, act));
    } else if (type === "term") yield* body?.get("sha256") ? ["public/cohorts.csv"] : [];
    else if (type === "alternates") yield `public/alternates-${said("list")}.csv`;
    else if (type === "plan" && wave) yield* [`public/letters-${wave}-plan.json`, `public/letters-${wave}-strata.csv`];
    else if (type === "plan") yield* ["public/plan.json", "public/counts.csv"];
    else if (type === "letters" && wave) yield `guarantors/letters-${wave}.csv`;
    else if (type === "responses") {
      yield* [`public/responses-${said("round")}.json`, `guarantors/responses-${said("round")}.csv`];
    } else if (type === "quotas" && framed && acts[place + 1]?.type !== "pool") yield ANNOUNCED;
    else yield* BROUGHT[type] ?? [];
  }
}
