/**
 * Draws of seats after the panel's, by the very checks of the panel: the same files under other names.
 *
 * The files of `replacements/2` are called `public/replacements-2-plan.json` and so on. Seen without that
 * beginning, and with its entries called those of a panel, such a draw is a panel's. Check 10.9.
 */

import { LATER, RESULTS } from "../../reading/bodies.js";
import { judged } from "../../kernel.js";
import { attempt, canonical, parseJson } from "../../reading/documents.js";
import { PACK } from "../../reading/pack.js";
import { checkHashes, checkPlan } from "../chance/plan.js";
import { readQuotas } from "../lottery/quotas.js";

const NOTHING = new Uint8Array();
/** Why a check of a later draw was not made, where the same is said of the panel or of the whole dossier. */
const UNTOLD = ["no-pool", "no-guarantors", "blocked", "not-drawn", "reader"];

const startOf = (act) => `${act.replace("/", "-")}-`;

/** Where a file of a draw of seats is, from where that of the panel is. */
export function at(name, act) {
  return LATER.test(act) ? name.replace("/", `/${startOf(act)}`) : name;
}

/** The files of a later draw, under the names of the panel's. */
export function filesOf(files, act) {
  const start = startOf(act);
  const found = new Map();
  for (const [name, data] of files) {
    const [folder, file] = [name.slice(0, name.indexOf("/")), name.slice(name.indexOf("/") + 1)];
    if (name.includes("/") && folder !== "journal" && file.startsWith(start)) {
      found.set(`${folder}/${file.slice(start.length)}`, data);
    }
  }
  if (files.has(PACK)) found.set(PACK, ownList(files.get(PACK), start));
  return found;
}

/** The list of a pack, with what it leaves out of a later draw under the names of the panel's. */
function ownList(data, start) {
  const pack = attempt(
    () => parseJson(data),
    () => null,
  );
  const missing = pack instanceof Map ? pack.get("left_out") : null;
  if (!(missing instanceof Map)) return data;
  const own = [...missing].filter(([name]) => name.includes(`/${start}`));
  const named = new Map(own.map(([name, why]) => [name.replace(`/${start}`, "/"), why]));
  return new TextEncoder().encode(canonical(new Map([...pack, ["left_out", named]])));
}

/** Each later draw: one line for all that is right, and one for each check that is not. */
export function* checkLater(files, entries, draw) {
  const acts = entries.filter(({ type, act }) => type === "plan" && LATER.test(act)).map(({ act }) => act);
  for (const [place, act] of acts.entries()) {
    const own = filesOf(files, act);
    const checks = [...checksOf(own, entriesOf(entries, act), act, draw)];
    const count = (status) => checks.filter((check) => check.status === status).length;
    for (const check of checks) {
      if (check.status === "failed" || (check.status === "not-checked" && !UNTOLD.includes(check.got))) {
        const there = own.has(check.file) || /^(?:public|guarantors)\//.test(check.file);
        const file = there ? at(check.file, act) : check.file;
        yield { ...check, number: `10.9.${place + 1}.${check.number}`, file };
      }
    }
    const said = { got: count("ok"), expected: count("ok") + count("failed"), file: at("public/plan.json", act) };
    yield { ...judged("life.draw", !count("failed"), said), number: `10.9.${place + 1}` };
  }
}

function* checksOf(files, entries, act, draw) {
  const plan = yield* checkPlan(files.get("public/plan.json"), entries, act);
  yield* checkHashes(files, entries, plan);
  let fault = "";
  const quotas = attempt(
    () => readQuotas(files.get("public/quotas.json") ?? NOTHING),
    (words) => void (fault = words),
  );
  if (!quotas) yield judged("documents.shape", false, { got: fault, file: "public/quotas.json" });
  else if (plan) yield* draw(files, plan, quotas, entries);
}

/** The opening, and the entries of one act as those of a panel. */
function entriesOf(entries, act) {
  const results = Object.values(RESULTS);
  const own = entries.filter((entry) => entry.type === "open" || entry.act === act);
  return own.map((entry) => {
    if (entry.type === "open") return entry;
    const type = results.includes(entry.type) ? "panel" : entry.type;
    const step = entry.step.includes(" ") ? `${type} panel` : type;
    return { ...entry, type, step, act: "panel", body: { ...entry.body, act: "panel" } };
  });
}
