/** What the names of the files tell of a dossier, and what can still be read of its acts: what checks are due. */

import { ASIDES } from "../../reading/acts.js";
import { actsIn, headOf } from "../../reading/entries.js";
import { fact } from "../../kernel.js";
import { leftOut } from "../../reading/pack.js";

export const SIGNS = [
  fact("head", ({ files }) => headOf(files)),
  fact("acts", ({ files }) => actsIn(files)),
  fact("kinds", ({ acts }) => acts.map(({ type }) => type)),
  fact("held", ({ kinds }) => new Set(kinds)),
  // Any entry of a roll tells, should another be gone.
  fact("framed", ({ held }) => ["rolls", "frame", "letters"].some((type) => held.has(type))),
  // An assembly may have been opened, under a regulation or none, and nothing more.
  fact("opened", ({ kinds }) =>
    kinds.filter((type) => ![...ASIDES, "regulation"].includes(type)).join() === "open"),
  fact("pooled", ({ held, framed, opened }) => !(framed || opened) || held.has("pool")),
  fact("excused", ({ files }) => leftOut(files)),
  // Whether an act of that type says something under that key, or cannot be read.
  fact("maySay", ({ acts }) => (type, key) =>
    acts.some((act) => act.type === type && (!act.body || (act.body.has(key) && act.body.get(key) !== ""))),
  ),
];
