/** From what was rolled to the number, as `printf … | sha256sum` and a pencil would do it (SPEC §4–§6). */

import { pulseOf, readBeacon } from "./checks/chance/beacon.js";
import { linesOf, textOf } from "./reading/csv.js";
import { attempt, bytesAt, parseJson } from "./reading/documents.js";
import { readJournal } from "./checks/record/journal.js";
import {
  contributionsHash, digestOf, hashOf, HASH, line, seedOf, stageSeed,
} from "./primitives/lines.js";
import { isForm, rollValue, written } from "./primitives/rolls.js";
import { LETTERS, RESULTS } from "./reading/acts.js";
import { at, planOf } from "./reading/paths.js";
import { LOTTERY } from "./checks/lottery/lottery.js";

/** What a dossier has for the acts that it draws: each with all that a replay starts from. */
export function actsOf(files) {
  const { entries } = readJournal(files);
  return entries.filter(({ type }) => type === "plan").map(({ act, body }) => actOf(files, entries, act, body));
}

function actOf(files, entries, act, { sha256: plan }) {
  const mine = entries.filter((entry) => entry.act === act);
  const given = mine.filter(({ type, body }) => type === "contribution" && "value" in body);
  const file = planOf(act);
  const document = attempt(() => parseJson(bytesAt(files, file)));
  const planned = document instanceof Map ? document : new Map();
  const drawn = drawnOf(mine);
  const lottery = at(LOTTERY, act);
  return {
    act,
    plan: files.has(file) ? hashOf(files.get(file)) : plan,
    form: formIn(planned),
    text: given.find(({ body }) => "text" in body)?.body.text ?? "",
    others: given.filter(({ body }) => !("text" in body)).map(({ body }) => `${body.id} ${body.value}`).join("\n"),
    pulse: planned.get("beacon") instanceof Map ? pulseOf(readBeacon(planned.get("beacon")), mine).join(" ") : "",
    stage: typeof planned.get("stage") === "string" ? planned.get("stage") : act,
    panels: !LETTERS.test(act) && files.has(lottery) ? [...linesOf(files.get(lottery))].length : 0,
    recorded: drawn && { seed: drawn.seed, stageSeed: drawn.stage_seed, number: drawn.number },
  };
}

/** What the entry with the result says, among the entries of one act; undefined before it. */
export const drawnOf = (entries) =>
  entries.find(({ type }) => ["panel", "letters", ...Object.values(RESULTS)].includes(type))?.body;

/** The form of the public roll; empty where the plan has none, or cannot be read. */
function formIn(planned) {
  const listed = Array.isArray(planned.get("contributors")) ? planned.get("contributors") : [];
  const form = listed.find((each) => each instanceof Map && each.has("form"))?.get("form");
  return isForm(form) ? form : "";
}

/** The value of what was typed, which is NFC in a journal; null where it is no roll of that form. */
const valueOf = (form, text) => rollValue(form, written(form, text.normalize("NFC")));

const WORD = /^[A-Za-z0-9._:+/-]+$/;

/** Which of the things typed cannot be; empty where all can. */
export function mistakesOf({ plan, form, text, others, pulse, stage, panels }) {
  const pairs = pairsOf(others);
  const ids = pairs.map(([id]) => id);
  return [
    HASH.test(plan) ? "" : "plan",
    isForm(form) || (form === "" && !text.trim()) ? "" : "form",
    (text.trim() ? !isForm(form) || valueOf(form, text) !== null : pairs.length || pulse.trim()) ? "" : "text",
    pairs.every(([id, value, ...more]) => WORD.test(id) && HASH.test(value ?? "") && !more.length) &&
    new Set(ids).size === ids.length && !ids.includes("public") ? "" : "others",
    [0, 3].includes(wordsIn(pulse).length) && wordsIn(pulse).every((word) => WORD.test(word)) ? "" : "pulse",
    WORD.test(stage) ? "" : "stage",
    /^(?:0|[1-9][0-9]{0,6})$/.test(`${panels}`) && Number(panels) <= 1e6 ? "" : "panels",
  ].filter(Boolean);
}

const wordsIn = (text) => text.split(/\s+/).filter(Boolean);
const pairsOf = (text) => text.split("\n").map(wordsIn).filter((words) => words.length);

/** The steps, each `{ name, line, value }`: the line that was hashed, where there is one, and what it gave. */
export function replayed({ plan, form, text, others, pulse, stage, panels }, lottery) {
  const steps = [];
  const add = (name, value, hashed = "") => void steps.push({ name, line: hashed, value: `${value}` });
  const pairs = pairsOf(others);
  add("plan", plan);
  if (text.trim()) {
    pairs.push(["public", valueOf(form, text)]);
    add("value", pairs.at(-1)[1]);
  }
  const contributions = contributionsHash(pairs);
  add("contributions", contributions);
  const last = wordsIn(pulse).length ? wordsIn(pulse) : undefined;
  const seed = seedOf(plan, contributions, last);
  add("seed", seed, line("seed", plan, contributions, ...(last ?? ["none", "0", "none"])));
  const own = stageSeed(seed, stage);
  add("stage", own, line("stage", seed, stage));
  if (Number(panels)) addNumber(add, own, BigInt(panels), lottery);
  return steps;
}

/** The integers tried until one is accepted, the number that it gives, and the panel of that number. */
function addNumber(add, stage, panels, lottery) {
  const all = 1n << 256n;
  const limit = all - (all % panels);
  let [tried, x] = [0, all];
  for (; x >= limit; tried++) {
    const digest = digestOf("int", stage, `${tried}`);
    x = BigInt(`0x${digest}`);
    add("integer", digest, line("int", stage, `${tried}`));
  }
  const number = Number(x % panels);
  add("number", number);
  let at = 0;
  for (const found of linesOf(lottery ?? new Uint8Array())) if (at++ === number) add("panel", textOf(found));
}
