/** A draw of seats, the panel's or a later one: parts (3) to (9) of the checklist. */

import { CERTIFIED } from "./certificate/certificate.js";
import { CUTS } from "./certificate/cuts.js";
import { CHANCE, NUMBER } from "./chance/draw.js";
import { CHANCES_KEPT } from "./lottery/chances.js";
import { bytesAt } from "../reading/documents.js";
import { check, fact, Missing, orNull, part } from "../kernel.js";
import { DELIVERED } from "./lottery/delivered.js";
import { HIGHEST } from "./certificate/highest.js";
import { LEVELS } from "./certificate/levels.js";
import { LOTTERIES } from "./lottery/lottery.js";
import { OBJECTIVES } from "./certificate/objectives.js";
import { MADE_UP } from "./certificate/cumulated.js";
import { MEETINGS } from "./lottery/meetings.js";
import { NEEDED } from "./lottery/needed.js";
import { POOLED } from "./lottery/pool.js";
import { QUOTAS, readQuotas } from "./lottery/quotas.js";
import { RINGS } from "./lottery/rings.js";
import { COUNTED, SEATED } from "./lottery/tables.js";

const OF_PLAN = [
  ...CHANCE, ...CERTIFIED, ...POOLED, ...COUNTED, ...LOTTERIES, ...CHANCES_KEPT, ...RINGS, ...DELIVERED,
  ...NEEDED, ...HIGHEST, ...MEETINGS, ...CUTS, ...LEVELS, ...OBJECTIVES, ...MADE_UP, ...NUMBER, ...SEATED,
];

export const SEATS_DRAWN = [
  fact("quotas", ({ files }) => readQuotas(bytesAt(files, QUOTAS))),
  check("documents.shape", ({ quotas: _ }) => null, { file: QUOTAS, when: ({ pooled }) => pooled }),
  part(OF_PLAN, function* (facts) {
    if (!facts.pooled) return;
    const [plan, quotas] = [orNull(() => facts.plan), orNull(() => facts.quotas)];
    // What the plan would have asked for, such as a beacon, nobody knows.
    const nothing = new Missing("blocked", { file: "" });
    yield plan && quotas ? { plan, quotas } : { plan: nothing, quotas: nothing };
  }, { due: ({ pooled }) => pooled }),
];
