/** From what was rolled to the panel: contributions, seed, number, panel. Checks 3, 4, 5 and 9. */

import { BEACON, pulseOf } from "./beacon.js";
import { check, compared, fact, judged, Missing, notChecked } from "../../kernel.js";
import { CONTRIBUTIONS } from "./contributions.js";
import { bytesAt } from "../../reading/documents.js";
import { firstBody, IN_JOURNAL } from "../record/journal.js";
import { hashOf, seedOf, stageSeed, uniform } from "../../primitives/lines.js";
import { idsIn, lineAt } from "../lottery/lottery.js";

const PANEL = "public/panel.csv";

/** What is made of a seed; nothing where the number was drawn by hand. */
const bySeed = (result, judge) =>
  result.by === "hand" ? null : judge(result);

/** Entries of chance: what is brought to a plan, and its result. */
const ASKED = ["contribution", "beacon", "panel", "letters", "standby"];

/** Hours, minutes and seconds. */
function spanOf(span) {
  const seconds = Math.abs(span);
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => `${part}`.padStart(2, "0"));
  return `${span < 0 ? "-" : ""}${Math.floor(seconds / 3600)}:${parts.join(":")}`;
}

/** Seconds of the Gregorian calendar up to a time; null for what is no time. */
function secondsOf(time) {
  const parts = /^([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})Z$/.exec(time);
  if (!parts) return null;
  let [year, month, day, hour, minute, second] = parts.slice(1).map(Number);
  // Years that begin in March: the day that is leapt is the last.
  [year, month] = month < 3 ? [year - 1, month + 9] : [year, month - 3];
  const leapt = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  const days = 365 * year + leapt + Math.floor((153 * month + 2) / 5) + day;
  return ((days * 24 + hour) * 60 + minute) * 60 + second;
}

/** The chance of one act, of seats or of letters: `ofDraw` are its entries, `plan` is its plan. */
export const CHANCE = [
  // Null where nothing came of the plan yet.
  fact("result", ({ ofDraw }) => ["panel", "letters", "standby"].map((type) => firstBody(ofDraw, type)).find(Boolean) ?? null),
  ...CONTRIBUTIONS,
  ...BEACON,
  fact("drawn", ({ plan, result }) => {
    if (!result) throw new Missing("not-drawn", { file: "" });
    return { ...result, stage: plan.stage };
  }),
  fact("seed", ({ plan, contributions, ofDraw }) => seedOf(plan.digest, contributions, pulseOf(plan.beacon, ofDraw))),
  // A rehearsal says so in the first entry, in the plan and in the name of its stage, or nowhere.
  check("seed.stage", ({ plan: { act, stage, rehearsal, file }, ofDraw }) => {
    const opened = firstBody(ofDraw, "open")?.rehearsal ?? false;
    const any = opened || rehearsal || stage === `test/${act}`;
    const wanted = any ? `true, true, test/${act}` : `false, false, ${act}`;
    return compared(`${opened}, ${rehearsal}, ${stage}`, wanted, file);
  }),
  // The plan was fixed in a second before that of all its chance; says how long before. A rehearsal may not.
  check("order.closed", ({ plan, ofDraw }) => {
    const fixed = ofDraw.filter(({ type }) => type === "plan").map(({ time }) => time).at(-1);
    const asked = ofDraw.filter(({ type }) => ASKED.includes(type)).map(({ time }) => time);
    if (fixed === undefined || !asked.length) return notChecked("not-drawn", "");
    if (plan.rehearsal) return judged(true, { got: "rehearsal" });
    const times = [fixed, ...asked];
    const [closed, ...brought] = times.map(secondsOf);
    const unread = times.findIndex((time) => secondsOf(time) === null);
    if (unread >= 0) return judged(false, { got: times[unread] });
    const span = Math.min(...brought) - closed;
    return judged(span > 0, { got: spanOf(span), expected: "> 0:00:00" });
  }, IN_JOURNAL),
  check("seed.seed", ({ drawn, seed }) => bySeed(drawn, () => compared(drawn.seed, seed)), { ...IN_JOURNAL, due: () => false }),
  check("seed.stage-seed", ({ drawn, seed }) =>
    bySeed(drawn, () => compared(drawn.stage_seed, stageSeed(seed, drawn.stage))), { ...IN_JOURNAL, due: () => false }),
];

/** The number, and the panel that it points at. */
export const NUMBER = [
  check("panel.number", ({ plan: { panels }, drawn, seed }) => {
    const got = drawn.number;
    if (drawn.by === "hand") return judged(got < panels, { got, expected: `0–${panels - 1}` });
    if (panels < 1) return judged(false, { got, expected: "none" });
    return compared(got, Number(uniform(stageSeed(seed, drawn.stage), BigInt(panels))));
  }, IN_JOURNAL),
  // The line of the lottery, bytes; null where there is none of that number.
  fact("line", ({ plan: { panels }, drawn: { number }, lottery }) =>
    number < panels ? lineAt(lottery, number) : null),
  fact("members", ({ line }) => (line ? idsIn(line) : [])),
  check("panel.line", ({ plan: { panels }, drawn: { number }, line, files }) => {
    if (!line) return judged(false, { got: number, expected: `0–${panels - 1}` });
    const separate = line.map((byte) => (byte === 0x2c ? 0x0a : byte));
    const wanted = Uint8Array.from([...new TextEncoder().encode("pid\n"), ...separate, 0x0a]);
    return compared(hashOf(bytesAt(files, PANEL)), hashOf(wanted));
  }, { file: PANEL }),
];
