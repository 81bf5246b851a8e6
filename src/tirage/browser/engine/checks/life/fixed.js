/**
 * What is fixed beforehand is kept: seats, fairness, panels, policy, roll, cohorts. Checks 2.12 and 10.24.
 *
 * Whoever could choose them once it is known who would gain by which would have a hand in the draw. On a roll
 * they stand in the rules before the first letter; else the plan of the panel fixes those of all later draws.
 */

import { LATER_KEYS, LATER_BESIDES, PLAN, readPlan } from "../chance/plan.js";
import { LATER } from "../../reading/acts.js";
import { attempt, bytesAt, told } from "../../reading/documents.js";
import { check, fact, noFault } from "../../kernel.js";
import { CHANCES } from "../lottery/chances.js";
import { doneIn } from "./later.js";
import { filesOf, isLaterPlan, planOf } from "../../reading/paths.js";
import { first } from "../../words.js";
import { QUOTAS, readQuotas } from "../lottery/quotas.js";
import { readDraws, RULES } from "../roll/rules.js";
import { readWavePlan, wavesIn } from "../roll/letters.js";

const [DICE, HAND] = ["20d6", "hand"];
/** Among whom a draw may be; whether alternates were passed over is check 10.8. */
const AMONG = {
  residual: ["everyone"],
  cumulated: ["everyone"],
  "like-for-like": ["alike"],
  "alternates-first": ["alternates", "everyone"],
};

/** Whether something is planned that rules, or the plan of the panel, have fixed before. */
const hasPlans = ({ pooled, held, files }) => (files.has(RULES) && (pooled || held.has("plan"))) || held.has("term")
  || [...files.keys()].some(isLaterPlan);

/** Whether the chances alone say how many panels a draw has; null where it cannot be read. */
export const FREE = [
  // Of the panel, where there are rules.
  fact("byNeed", ({ files, framed }) => {
    if (!files.has(RULES)) return false;
    const draws = attempt(() => readDraws(files.get(RULES), framed));
    return draws ? draws.panels === null : null;
  }),
  // Of later draws, by the plan of the panel.
  fact("laterByNeed", ({ files }) => {
    const plan = attempt(() => readPlan(bytesAt(files, PLAN)));
    return plan ? plan.later.panels === null : null;
  }),
];

/** Whether the plan of some later draw says so. */
const mayMakeUp = ({ lived, files }) =>
  lived && [...files].some(([name, data]) => isLaterPlan(name) && new TextDecoder().decode(data).includes('"cumulated":'));

export const FIXED = [
  check("order.kept", ({ files, entries, framed }) => {
    const draws = (files.has(RULES) && attempt(() => readDraws(files.get(RULES), framed))) || null;
    const panel = attempt(() => readPlan(bytesAt(files, PLAN)));
    const faults = [];
    let checked = 0;
    if (draws) {
      const roll = draws.roll === HAND ? DICE : draws.roll;
      for (const wave of wavesIn(entries)) {
        const plan = attempt(() => readWavePlan(bytesAt(files, planOf(`letters/${wave}`)), wave));
        if (!plan) continue;
        checked += 1;
        faults.push(...differs(plan.act, "roll", plan.form, roll));
      }
      if (panel) {
        checked += 1;
        for (const key of Object.keys(LATER_KEYS)) {
          faults.push(...differs("later", key, panel.later[key], draws[key]));
        }
        for (const key of Object.keys(LATER_BESIDES)) {
          const [got, wanted] = [panel.later, draws].map((each) => each[key] === undefined ? null : told(each[key]));
          faults.push(...differs("later", key, got, wanted));
        }
        faults.push(...kept("panel", panel, draws, true));
        faults.push(...differs("panel", "seats", panel.seats, draws.seats));
        if (draws.household !== null) {
          faults.push(...differs("panel", "household", told(panel.household), told(draws.household)));
        }
      }
    }
    if (panel) {
      for (const { type, act } of entries) {
        if (type !== "plan" || !LATER.test(act)) continue;
        const later = attempt(() => readPlan(bytesAt(filesOf(files, act), PLAN), act));
        if (!later) continue;
        checked += 1;
        faults.push(...kept(act, later, panel.later, false), ...narrowed(act, later, files));
      }
      for (const { body } of entries.filter(({ type }) => type === "term")) {
        checked += 1;
        faults.push(...differs("term", "cohorts", body.cohorts, panel.later.cohorts));
      }
    }
    return checked ? noFault(faults, { checked }) : null;
  }, { file: "journal/", due: hasPlans }),
  // Each draw that makes up for the draws before counts all of them, and none besides.
  check("life.cumulated", ({ files, entries }) => {
    const faults = [];
    let checked = 0;
    for (const [place, { type, act }] of entries.entries()) {
      const plan = type === "plan" && LATER.test(act) ? seatsPlanOf(files, act) : null;
      if (!plan?.cumulated) continue;
      checked += 1;
      const said = plan.cumulated.map((each) => Object.fromEntries(each));
      const done = doneIn(entries.slice(0, place)).map((each) => ({ act: each, chances: chancesOf(files, each) }));
      if (toldDraws(said, 64) !== toldDraws(done, 64)) {
        faults.push(`${act}: ${toldDraws(said, 16)} ≠ ${toldDraws(done, 16)}`);
      }
    }
    return checked ? noFault(faults, { checked }) : null;
  }, { file: "journal/", due: mayMakeUp }),
];

function* kept(act, plan, fixed, whole) {
  yield* differs(act, "fairness", plan.fairness, fixed.fairness);
  // Where so few panels cannot give somebody the chance aimed at, ten times as many are lawful.
  let panels = plan.panels;
  while (!whole && fixed.panels && panels > fixed.panels && panels % 10 === 0) panels /= 10;
  if (fixed.panels !== null) yield* differs(act, "panels", panels, fixed.panels);
  if (act.startsWith("replacements/")) {
    const [among] = plan.among.split("/");
    if (!AMONG[fixed.policy].includes(among)) yield `${act} policy (${plan.among} ≠ ${fixed.policy})`;
  } else if (act.startsWith("renewal/") && plan.among !== "everyone") {
    yield `${act} policy (${plan.among} ≠ residual)`;
  }
  if (!whole && Boolean(plan.cumulated) !== (fixed.policy === "cumulated")) {
    yield `${act} policy (${plan.cumulated ? "cumulated" : "residual"} ≠ ${fixed.policy})`;
  }
  yield* differs(act, "roll", plan.form, fixed.roll);
}

/** Quotas give way only where no one at all fits: then the draw is among all who remain. */
function* narrowed(act, { among, relaxed }, files) {
  const quotas = attempt(() => readQuotas(bytesAt(files, QUOTAS)));
  if (!relaxed || !quotas) return;
  yield* differs(act, "relaxed", among, among.startsWith("alike/") ? `alike/${quotas.criteria.length}` : "everyone");
}

function* differs(act, key, got, wanted) {
  if (got !== wanted) yield `${act} ${key} (${got} ≠ ${wanted})`;
}

const seatsPlanOf = (files, act) =>
  attempt(() => readPlan(bytesAt(act === "panel" ? files : filesOf(files, act), PLAN), act));

/** The hash of its chances that the plan of a draw fixes; empty where it cannot be read. */
const chancesOf = (files, act) => seatsPlanOf(files, act)?.files.get(CHANCES) ?? "";

const toldDraws = (draws, digits) => draws.map(({ act, chances }) => `${act} ${first(chances, digits)}`).join(" ");
