/**
 * Draws of seats after the panel's, by the very checks of the panel: the same files under other names.
 *
 * Seen with the names of its files and its entries made those of a panel, such a draw is a panel's. Check 10.9.
 */

import { LATER, RESULTS, step } from "../../reading/acts.js";
import { check, fact, judged, Missing, NUMBERS, orNull, part, run } from "../../kernel.js";
import { HASHES, PLANNED } from "../chance/plan.js";
import { CHANCES } from "../lottery/chances.js";
import { leftOut } from "../../reading/pack.js";
import { at, filesOf, isLaterPlan, planOf } from "../../reading/paths.js";
import { SEATS_DRAWN } from "../seats.js";

/** Why a check of a later draw was not made, where the same is said of the panel or of the whole dossier. */
const UNTOLD = ["no-pool", "no-guarantors", "blocked", "not-drawn", "reader"];
/** What is told of each draw, right or not: its figures are what it is about. */
const FIGURES = "lottery.delivered";
const DRAW = [...PLANNED, ...HASHES, ...SEATS_DRAWN];

/** One later draw, the `place`th: a line for all that is right, and one for each check that is not. */
const LATER_DRAW = [
  fact("checks", ({ act, place, files, entries, marks, laterByNeed }) => {
    const [own, ofDraw] = [filesOf(files, act), entriesOf(entries, act)];
    const earlier = { files, names: doneBefore(entries, act).map((each) => at(CHANCES, each)) };
    const given = {
      files: own, entries: ofDraw, ofDraw, act, excused: leftOut(own), pooled: true, opened: false, marks, earlier,
      byNeed: laterByNeed,
    };
    return [...run(DRAW, given)].map((each) => {
      const there = own.has(each.file) || /^(?:public|guarantors)\//.test(each.file);
      return { ...each, number: `10.9.${place}.${each.number}`, file: there ? at(each.file, act) : each.file };
    });
  }),
  check("life.draw", function* ({ act, checks }) {
    yield* checks.filter(isTold);
    const count = (status) => checks.filter((each) => each.status === status).length;
    const said = { got: count("ok"), expected: count("ok") + count("failed"), file: planOf(act) };
    yield judged(!count("failed"), said);
  }, { number: ({ place }) => `10.9.${place}` }),
  check(FIGURES, ({ checks }) => checks.filter(({ code }) => code === FIGURES), {
    number: ({ place }) => `10.9.${place}.${NUMBERS[FIGURES]}`,
  }),
];

const isTold = ({ code, status, got }) =>
  code !== FIGURES && (status === "failed" || (status === "not-checked" && !UNTOLD.includes(got)));

export const LATER_DRAWS = [
  part(LATER_DRAW, function* (facts) {
    const planned = ({ type, act }) => type === "plan" && LATER.test(act);
    const acts = (orNull(() => facts.pooled && facts.entries) || []).filter(planned).map(({ act }) => act);
    const plans = [...facts.files.keys()].filter(isLaterPlan);
    for (let place = 0; place < Math.max(acts.length, plans.length); place++) {
      // A plan whose entry cannot be read.
      yield { place: place + 1, act: acts[place] ?? new Missing("blocked") };
    }
  }),
];

/** The draws of seats that were done when one was planned, in order. */
function doneBefore(entries, act) {
  const planned = entries.findIndex((entry) => entry.type === "plan" && entry.act === act);
  return doneIn(entries.slice(0, planned));
}

/** The draws of seats that are done in these entries, in order. */
export function doneIn(entries) {
  const results = ["panel", ...Object.values(RESULTS)];
  return entries.filter(({ type }) => results.includes(type)).map((entry) => entry.act);
}

/** The opening, and the entries of one act as those of a panel. */
function entriesOf(entries, act) {
  const results = Object.values(RESULTS);
  const own = entries.filter((entry) => entry.type === "open" || entry.act === act);
  return own.map((entry) => {
    if (entry.type === "open") return entry;
    const type = results.includes(entry.type) ? "panel" : entry.type;
    return { ...entry, type, step: step(type, "panel"), act: "panel", body: { ...entry.body, act: "panel" } };
  });
}
