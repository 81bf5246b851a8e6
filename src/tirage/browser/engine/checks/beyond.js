/** What no file can show, and what a dossier leaves open: part (11), as far as no other check says it. */

import { hasGuarantors } from "./record/files.js";
import { notChecked, orNull, remark } from "../kernel.js";
import { hashOf } from "../primitives/lines.js";
import { QUOTAS } from "./lottery/quotas.js";
import { sorted } from "../words.js";

/** The quotas that stood before any letter was written. */
const ANNOUNCED = "public/quotas-announced.json";

export const BEYOND = [
  remark("beyond.head", ({ head }) => notChecked(head)),
  remark("beyond.times", () => notChecked("")),
  remark("beyond.chance", ({ held }) => held.has("panel") && notChecked("")),
  remark("beyond.pool", (facts) => notChecked(orNull(() => facts.plan)?.people ?? "")),
  remark("beyond.received", () => notChecked("")),
  remark("beyond.announced", ({ files }) => {
    const [announced, final] = [ANNOUNCED, QUOTAS].map((name) => files.get(name));
    if (!announced?.length || !final?.length || hashOf(announced) === hashOf(final)) return null;
    return notChecked(`${hashOf(announced).slice(0, 16)} → ${hashOf(final).slice(0, 16)}`);
  }),
  remark("beyond.guarantors", ({ files }) => !hasGuarantors(files) && notChecked("")),
  remark("beyond.left-out", ({ excused }) => excused.size > 0 && notChecked(sorted(excused.keys()).join(", "))),
  remark("beyond.private", () => notChecked("")),
];
