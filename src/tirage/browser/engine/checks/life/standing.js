/** Where one person stands after some entries: sits, has left, may be called, is out (docs/formats.md). */

import { RESULTS } from "../../reading/acts.js";
import { rows } from "../../reading/csv.js";
import { bytesAt } from "../../reading/documents.js";
import { filesOf } from "../../reading/paths.js";
import { PLAN, readPlan } from "../chance/plan.js";
import { inForce } from "./corrected.js";
import { first } from "../../words.js";

export const STATUS = ["sits", "left", "unavailable", "alternate", "never"];
const NEVER = { status: "never", act: "", since: "", until: "", filled: "", place: 0 };
const DRAWN = ["panel", ...Object.values(RESULTS)];

/** Where a person stands, as a proof has it; Malformed where a file that tells cannot be read. */
export function standing(files, entries, pid) {
  let found = NEVER;
  for (const entry of inForce([...entries])) {
    const { type, body } = entry;
    if (DRAWN.includes(type)) found = afterDraw(found, files, entry, pid);
    else if (type === "successor") found = afterSuccession(found, entry, pid);
    else if (type === "close" || (type === "vacancy" && body.pid === pid)) {
      if (found.status === "sits") found = { ...found, status: "left", until: body.date };
    } else if (type === "unavailable" && body.pid === pid) {
      found = { ...NEVER, status: "unavailable", until: body.date };
    } else if (type === "alternates" && ["never", "alternate"].includes(found.status)) {
      const called = [...rows(bytesAt(files, `public/alternates-${body.list}.csv`), ["pid", "order"])];
      const place = called.findIndex(([each]) => each === pid) + 1;
      found = { ...NEVER, status: place ? "alternate" : "never", place };
    }
  }
  return new Map(Object.entries(found));
}

function afterSuccession(found, { act, time, body }, pid) {
  if (pid === body.pid) return { ...NEVER, status: "sits", act, since: first(time, 10) };
  return found.status === "left" && !found.filled && pid === body.vacancy ? { ...found, filled: act } : found;
}

function afterDraw(found, files, { type, act, time }, pid) {
  const own = type === "panel" ? files : filesOf(files, act);
  const drawn = [...rows(bytesAt(own, "public/panel.csv"), ["pid"])];
  if (drawn.some(([each]) => each === pid)) return { ...NEVER, status: "sits", act, since: first(time, 10) };
  if (found.status !== "left" || found.filled) return found;
  const { vacancies } = readPlan(bytesAt(own, PLAN), act);
  return vacancies.includes(pid) ? { ...found, filled: act } : found;
}
