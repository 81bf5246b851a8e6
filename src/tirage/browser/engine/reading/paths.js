/**
 * Where the files of a draw are. The panel's: `public/plan.json`; those of `replacements/2`, a draw of seats after
 * the panel's: `public/replacements-2-plan.json`; those of `letters/3`: `public/letters-3-plan.json`.
 */

import { LATER, LETTERS, RESULTS, STANDBY } from "./acts.js";
import { attempt, canonical, parseJson } from "./documents.js";
import { PACK } from "./pack.js";

const startOf = (act) => `${act.replace("/", "-")}-`;

/** Where a file of a draw of seats is, from where that of the panel is. */
export const at = (name, act) => (LATER.test(act) ? name.replace("/", `/${startOf(act)}`) : name);

/** Where the plan of an act is: of seats, of letters, of a standby, of alternates. */
export const planOf = (act) =>
  LETTERS.test(act) || STANDBY.test(act) ? `public/${startOf(act)}plan.json` : at("public/plan.json", act);

/** Whether a file is the plan of a wave of letters, or of a later draw of seats. */
export const isWavePlan = (name) => /^public\/letters-[1-9][0-9]*-plan\.json$/.test(name);
export const isStandbyPlan = (name) => /^public\/(?:standby|alternates)-[1-9][0-9]*-plan\.json$/.test(name);
const LATER_PLAN = new RegExp(`^public/(?:${Object.keys(RESULTS).join("|")})-[1-9][0-9]*-plan\\.json$`);
export const isLaterPlan = (name) => LATER_PLAN.test(name);

/** The files of a later draw, under the names of the panel's. */
export function filesOf(files, act) {
  const start = startOf(act);
  const found = new Map();
  for (const [name, data] of files) {
    const [, folder, file] = /^([^/]*)\/(.*)$/s.exec(name) ?? [];
    if (!folder || folder === "journal" || !file.startsWith(start)) continue;
    found.set(`${folder}/${file.slice(start.length)}`, data);
  }
  if (files.has(PACK)) found.set(PACK, ownList(files.get(PACK), start));
  return found;
}

/** The list of a pack, with what it leaves out of a later draw under the names of the panel's. */
function ownList(data, start) {
  const pack = attempt(() => parseJson(data));
  const missing = pack instanceof Map ? pack.get("left_out") : null;
  if (!(missing instanceof Map)) return data;
  const own = [...missing].filter(([name]) => name.includes(`/${start}`));
  const named = new Map(own.map(([name, why]) => [name.replace(`/${start}`, "/"), why]));
  return new TextEncoder().encode(canonical(new Map([...pack, ["left_out", named]])));
}
