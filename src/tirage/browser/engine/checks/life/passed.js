/**
 * Whether people who come first were passed over.
 *
 * Alternates, by a draw among everyone while a list of them holds; those most like who left, by a draw among people
 * who differ from them in more criteria.
 */

import { attempt, bytesAt } from "../../reading/documents.js";
import { LATER } from "../../reading/acts.js";
import { isLaterPlan, planOf } from "../../reading/paths.js";
import { PLAN, readPlan } from "../chance/plan.js";

/** The plans of later draws, any bytes. */
export const laterPlans = (files) => [...files].filter(([name]) => isLaterPlan(name)).map(([, data]) => data);

/**
 * Whether some draw passes alternates over, or may do so as far as what can be read tells: of plans and entries, any
 * bytes.
 */
export function mayPassOver(files, acts) {
  const [, policy] = /"policy":"([^"]*)"/.exec(latin(bytesAt(files, PLAN))) ?? [];
  if (policy !== undefined && policy !== "alternates-first") return false;
  const listed = acts.findIndex(({ type }) => type === "alternates");
  const later = listed < 0 ? [] : acts.slice(listed).filter(({ type }) => type === "plan");
  return later.some(({ body }) => {
    const act = body?.get("act");
    if (typeof act !== "string" || !LATER.test(act)) return true;
    return act.startsWith("replacements/") && !latin(bytesAt(files, planOf(act))).includes('"among":"alternates/');
  });
}

/** Bytes as text, whatever they are. */
export const latin = (data) => new TextDecoder("latin1").decode(data);

/** Whether some draw is among people who are not alike in everything. */
export const mayPassNearer = (files) =>
  laterPlans(files).some((data) => /"among":"alike\/[0-9]*[1-9]/.test(latin(data)));

/** Among whom a draw should have been if they fit; empty where nobody comes first, or quotas gave way. */
export function passedBy({ plan: { act, among, relaxed }, listed }, alternatesFirst) {
  if (relaxed) return "";
  const [way, most] = among.split("/");
  if (way === "alike") return Number(most) > 0 ? `alike/${Number(most) - 1}` : "";
  const openToAll = act.startsWith("replacements/") && way === "everyone";
  return alternatesFirst && openToAll && listed.number > 0 ? `alternates/${listed.number}` : "";
}

/** Whether the plan of the panel has alternates drawn first. */
export const isAlternatesFirst = (files) =>
  attempt(() => readPlan(bytesAt(files, PLAN)).later.policy === "alternates-first", () => false);
