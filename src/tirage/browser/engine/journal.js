/**
 * The journal: one canonical document an act, each holding the hash of the one before (SPEC §8).
 *
 * Checks 1.4 to 1.7 and 2.1, 2.2. A journal that hangs together can still be a whole new one: only its head,
 * read aloud on the day, tells (check 11.1).
 */

import { faulty, judged } from "./checks.js";
import { attempt, Malformed, parseJson } from "./documents.js";
import { hashOf, wordsOf } from "./lines.js";
import {
  anything, each, exactly, isCount, isDay, isField, isFlag, isHash, isRound, isSignature, isText, isTool, mappingOf,
  oneOf, record, shaped, some,
} from "./shapes.js";
import { sorted } from "./words.js";

export const NAME = /^journal\/([0-9]{4})-([a-z]+)\.json$/;
/** The act of a wave of letters. */
export const LETTERS = /^letters\/([1-9][0-9]{0,2})$/;
const TIME = /^([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})Z$/;

const END = "(, erase)?";
const LETTERS_CHANCE = ", plan letters(, contribution letters)*";
const LETTERS_PLANNED = `${LETTERS_CHANCE}(, beacon letters)?`;
const WAVE = `(${LETTERS_PLANNED}, letters(, responses)*)`;
const PANEL_CHANCE = ", pool, lottery, plan panel(, contribution panel)*";
const PANEL = `${PANEL_CHANCE}(, void${END}|(, beacon panel)?(, panel${END})?)`;
const AFTER_WAVES = `(${END}|${LETTERS_PLANNED}|${LETTERS_CHANCE}, void${END}|, quotas${PANEL})`;
const ROLLS = `, key(, roll)+, frame(, quotas)?${WAVE}*${AFTER_WAVES}`;
const ORDER = new RegExp(`^open(, quotas${PANEL}|${ROLLS})$`);
const LAWFUL =
  "open, [key, roll…, frame, quotas, (plan, contribution…, [beacon,] letters, responses…)…,] " +
  "quotas, pool, lottery, plan, contribution…, [beacon,] panel; a plan void; erase";
const START = "0".repeat(64);
/** Characters of a reason. */
const LONGEST = 500;
/** Types that may come several times. */
const MANY = ["roll", "contribution", "responses", "anchor", "contested"];
/** Types that may come after any act, and change nothing of what may follow. */
const ASIDES = ["anchor", "contested"];

const ENTRY = {
  v: exactly(1), i: isCount, prev: isHash, type: isText, time: isText, tool: isTool, body: anything,
};
const ACT = { act: exactly("panel") };
const WAVE_ACT = { act: (value) => isText(value) && LETTERS.test(value) };
const COUNTS = { ...each(isCount, "read", "kept", "excluded"), causes: mappingOf(isCount) };
const BY = { plan: isHash, id: isField };
/** What brings chance, the same for a panel and for letters. */
const CHANCE = {
  contribution: { ...BY, kind: exactly("public"), text: isText, value: isHash },
  "contribution sealed": { ...BY, kind: exactly("sealed"), value: isHash },
  "contribution dropped": { ...BY, kind: exactly("dropped") },
  beacon: { plan: isHash, chain: isHash, round: isRound, signature: isSignature, randomness: isHash },
};
const SEED = each(isHash, "contributions", "seed", "stage_seed");
const DRAWN = { ...ACT, number: isCount, ...each(isHash, "plan", "panel", "seats") };
const MOVE = {
  ...each(isText, "criterion", "category"), limit: oneOf("minimum", "maximum"), ...each(isCount, "from", "to"),
};
const isReason = (value) => isText(value) && wordsOf(value).length > 0 && [...value].length <= LONGEST;
const CHANGE = { date: isDay, reason: isReason, from_sha256: isHash, rows: some(record(MOVE)) };
/** Keys of the body, by type of entry; where one type has several forms, a word more tells them apart. */
const BODIES = {
  open: { spec: exactly("tirage/1"), rehearsal: isFlag },
  quotas: each(isHash, "sha256", "source"),
  "quotas changed": { ...each(isHash, "sha256", "source"), changes: some(record(CHANGE)) },
  key: { hash: isHash },
  roll: {
    ...each(isText, "kind", "list", "commune", "date", "encoding"),
    sha256: isHash,
    ...each(isCount, "read", "set_aside"),
    causes: mappingOf(isCount),
  },
  frame: { ...COUNTS, ...each(isHash, "sha256", "rules", "pids", "root"), people: isCount, decisions: isText },
  pool: { ...COUNTS, ...each(isHash, "sha256", "source"), encoding: isText },
  lottery: { ...each(isHash, "sha256", "certificate", "chances"), panels: isCount },
  "plan panel": { ...ACT, sha256: isHash },
  "plan letters": { ...WAVE_ACT, sha256: isHash },
  letters: { ...WAVE_ACT, ...SEED, count: isCount, ...each(isHash, "plan", "sha256") },
  responses: { round: isCount, ...each(isHash, "sha256", "people", "source") },
  void: { act: isField, plan: isHash, reason: isText },
  contested: { act: isField, entry: isHash, reason: isText },
  erase: { reason: isText },
  anchor: { head: isHash, id: isField, signature: isText },
  panel: { ...DRAWN, by: exactly("hand") },
  "panel by seed": { ...DRAWN, ...SEED, by: exactly("seed") },
};
for (const [form, keys] of Object.entries(CHANCE)) {
  BODIES[`${form} of panel`] = { ...ACT, ...keys };
  BODIES[`${form} of letters`] = { ...WAVE_ACT, ...keys };
}

const ofLetters = (act) => isText(act) && LETTERS.test(act);
const entryNames = (files) => sorted([...files.keys()].filter((name) => NAME.test(name)));

/** SHA-256 of the last entry by name; 64 zeros where there is none. */
export function headOf(files) {
  const last = entryNames(files).at(-1);
  return last ? hashOf(files.get(last)) : START;
}

/** Types of the entries as their file names say them, in order. */
export const kindsOf = (files) => entryNames(files).map((name) => NAME.exec(name)[2]);

/** The entries that can be read, in order, after the checks of the journal as a chain. */
export function* checkJournal(files) {
  const names = sorted([...files.keys()].filter((name) => name.startsWith("journal/")));
  const entries = [];
  const unreadable = names.length ? [] : ["absent"];
  const misnamed = [];
  names.forEach((name, place) => {
    const entry = attempt(
      () => readEntry(name, files.get(name)),
      (fault) => void unreadable.push(`${name} (${fault})`),
    );
    if (!entry) return;
    entries.push(entry);
    const wanted = `journal/${`${place + 1}`.padStart(4, "0")}-${entry.type}.json`;
    if (name !== wanted || entry.i !== place + 1) misnamed.push(`${name} (i ${entry.i})`);
  });
  yield faulty("documents.shape", unreadable, { checked: names.length, file: "journal/" });
  yield faulty("journal.names", misnamed, { file: "journal/" });
  yield faulty("journal.chain", breaks(entries), { file: "journal/" });
  yield faulty("journal.times", wrongTimes(entries), { file: "journal/" });
  yield* checkOrder(entries);
  return entries;
}

/**
 * One act on the record: `act` is `panel`, `letters/1`, …, or empty for what belongs to no single act; `step`
 * the type and, for what several acts have, the kind of act; `digest` the hash of the file.
 */
function readEntry(file, data) {
  const { type, time, prev, i, body } = shaped(parseJson(data), ENTRY);
  const form = formOf(type, body);
  if (!Object.hasOwn(BODIES, form) || type.includes(" ")) throw new Malformed("unknown-type", type);
  const said = shaped(body, BODIES[form]);
  return { file, type, time, prev, i, body: said, digest: hashOf(data), act: said.act ?? "", step: stepOf(type, body) };
}

/** The form of an entry's body, as `BODIES` has it. */
function formOf(type, body) {
  const said = body instanceof Map ? body : new Map();
  if (type === "panel" && said.get("by") === "seed") return "panel by seed";
  if (type === "quotas" && said.has("changes")) return "quotas changed";
  if (type !== "contribution" && type !== "beacon") return stepOf(type, body);
  const form = ["sealed", "dropped"].includes(said.get("kind")) ? `${type} ${said.get("kind")}` : type;
  return `${form} of ${ofLetters(said.get("act")) ? "letters" : "panel"}`;
}

/** The type of an entry; plans and what brings chance are those of letters, else of the panel. */
function stepOf(type, body) {
  if (!["plan", "contribution", "beacon"].includes(type)) return type;
  return `${type} ${body instanceof Map && ofLetters(body.get("act")) ? "letters" : "panel"}`;
}

/** Entries that do not hold the hash of the one before. */
function breaks(entries) {
  const before = (place) => (place ? entries[place - 1].digest : START);
  return entries
    .map((entry, place) => (entry.prev === before(place) ? "" : `${entry.file} (${entry.prev} ≠ ${before(place)})`))
    .filter(Boolean);
}

/** Entries whose time is no UTC time to the second, or is before the time of the entry before. */
function wrongTimes(entries) {
  const wrong = [];
  let before = "";
  for (const { file, time } of entries) {
    if (!isTime(time) || time < before) wrong.push(`${file} (${time}${before ? ` < ${before}` : ""})`);
    if (time > before) before = time;
  }
  return wrong;
}

function isTime(text) {
  const [, day, hour, minute, second] = TIME.exec(text) ?? [];
  return isDay(day) && hour < 24 && minute < 60 && second < 60;
}

function* checkOrder(entries) {
  const steps = entries.filter(({ type }) => !ASIDES.includes(type)).map(({ step }) => step);
  const begun = entries.length > 0 && !ASIDES.includes(entries[0].type);
  const lawful = begun && ORDER.test(steps.join(", ")) && wavesInTurn(entries);
  const named = ({ type, act }) => (act === "" || act === "panel" ? type : `${type} ${act}`);
  yield judged("order.types", lawful, { got: entries.map(named).join(", "), expected: LAWFUL, file: "journal/" });
  const counted = new Map();
  for (const { type, act } of entries) {
    const key = `${type} ${act}`.trim();
    if (!MANY.includes(type)) counted.set(key, (counted.get(key) ?? 0) + 1);
  }
  const allowed = (key) => (key === "quotas" && steps.includes("frame") ? 2 : 1);
  const repeated = [...counted].filter(([key, count]) => count > allowed(key));
  yield faulty("order.once", repeated.map(([key, count]) => `${count} ${key}`), { file: "journal/" });
}

/** Whether waves count up from 1, and what belongs to one stands together. */
function wavesInTurn(entries) {
  const acts = entries.map((entry) => entry.act).filter((act) => LETTERS.test(act));
  const groups = acts.filter((act, place) => act !== acts[place - 1]);
  return groups.every((act, place) => act === `letters/${place + 1}`);
}
