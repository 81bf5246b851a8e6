/** From what was rolled to the panel: contributions, seed, number, panel. Checks 3, 4, 5 and 9. */

import { checkBeacon, pulseOf } from "./beacon.js";
import { allSkipped, compared, judged } from "../../kernel.js";
import { checkContributions } from "./contributions.js";
import { seedOf, stageSeed, uniform, wordsOf } from "../../primitives/lines.js";
import { checkPanel, LOTTERY } from "../lottery/lottery.js";
import { firstBody } from "./plan.js";

const FEWEST_DIGITS = 20;
const JOURNAL = "journal/";

/** What the record says of the draw: of a panel, or of letters. */
const drawnIn = (entries) => firstBody(entries, "panel") ?? firstBody(entries, "letters");

/** The contributions hash of an act, after checking all that was brought to it, and its beacon. */
export function* checkChance(plan, entries) {
  const drawn = drawnIn(entries);
  const contributions = yield* checkContributions(plan.contributors, plan.beacon, entries, drawn);
  yield* checkBeacon(plan.beacon, entries, plan.file, drawn !== undefined);
  return contributions;
}

/** The stage, the seed and the stage seed. */
export function* checkSeed(plan, entries, contributions) {
  yield checkStage(plan, entries);
  const drawn = drawnIn(entries);
  const codes = ["seed.seed", "seed.stage-seed"];
  if (!drawn) yield* allSkipped(codes, "not-drawn");
  else if (drawn.by === "hand") yield* codes.map((code) => judged(code, true, { got: "by-hand" }));
  else {
    const own = seedOf(plan.digest, contributions, pulseOf(plan.beacon, entries));
    yield compared("seed.seed", drawn.seed, own, JOURNAL);
    yield compared("seed.stage-seed", drawn.stage_seed, stageSeed(own, plan.stage), JOURNAL);
  }
}

/** A rehearsal says so in the first entry, in the plan and in the name of its stage, or nowhere. */
function checkStage(plan, entries) {
  const opened = firstBody(entries, "open")?.rehearsal ?? false;
  const any = opened || plan.rehearsal || plan.stage === `test/${plan.act}`;
  const got = `${opened}, ${plan.rehearsal}, ${plan.stage}`.toLowerCase();
  const wanted = any ? `true, true, test/${plan.act}` : `false, false, ${plan.act}`;
  return compared("seed.stage", got, wanted, plan.file);
}

/** The pids of the panel that the number points at, after checking number and panel. */
export function* checkDraw(files, plan, entries, contributions) {
  const panel = firstBody(entries, "panel");
  if (!panel) {
    yield* allSkipped(["panel.number", "panel.line"], "not-drawn");
    return [];
  }
  yield checkNumber(plan, panel, seedOf(plan.digest, contributions, pulseOf(plan.beacon, entries)));
  return yield* checkPanel(files.get(LOTTERY), panel.number, files.get("public/panel.csv"), plan.panels);
}

function checkNumber(plan, panel, own) {
  const got = panel.number;
  if (panel.by === "hand") {
    const expected = `0–${plan.panels - 1}`;
    return judged("panel.number", got < plan.panels, { got, expected, file: JOURNAL });
  }
  if (plan.panels < 1) return judged("panel.number", false, { got, expected: "none", file: JOURNAL });
  const number = Number(uniform(stageSeed(own, plan.stage), BigInt(plan.panels)));
  return compared("panel.number", got, number, JOURNAL);
}

/** The roll that is words, or too few digits to make every panel equally likely; else empty. */
export function fewDigits(entries) {
  // Where others bring chance too, it is not the roll alone that makes them so.
  const others = entries.filter(({ type, body }) => type === "beacon" || body.kind === "sealed");
  const shared = new Set(others.map(({ act }) => act));
  for (const { type, act, body } of entries) {
    if (type !== "contribution" || !("text" in body) || shared.has(act)) continue;
    const digits = wordsOf(body.text).join("");
    if (!/^[0-9]+$/.test(digits)) return "words";
    if (digits.length < FEWEST_DIGITS) return `${digits.length}`;
  }
  return "";
}
