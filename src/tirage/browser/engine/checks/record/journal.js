/**
 * The journal: one canonical document an act, each holding the hash of the one before (SPEC §8).
 *
 * Checks 1.4 to 1.7 and 2.1, 2.2. A journal that hangs together can still be a whole new one: only its head,
 * read aloud on the day, tells (check 11.1).
 */

import { BODIES, LATER, LETTERS, RESULTS } from "../../reading/bodies.js";
import { faulty, judged } from "../../kernel.js";
import { attempt, Malformed, parseJson } from "../../reading/documents.js";
import { hashOf } from "../../primitives/lines.js";
import { anything, exactly, isCount, isDay, isHash, isText, isTool, shaped } from "../../reading/shapes.js";
import { compareText, pythonic, sorted } from "../../words.js";

export const NAME = /^journal\/([0-9]{4}|[1-9][0-9]{4,14})-([a-z]+)\.json$/;
const TIME = /^([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})Z$/;

const END = "(, erase)?";
const LETTERS_CHANCE = ", plan letters(, contribution letters)*";
const LETTERS_PLANNED = `${LETTERS_CHANCE}(, beacon letters)?`;
const WAVE = `(${LETTERS_PLANNED}, letters(, responses)*)`;
const LATER_CHANCE = ", plan later(, contribution later)*";
const LATER_PLANNED = `${LATER_CHANCE}(, beacon later)?`;
const SAID = ", (vacancy|unavailable|acceptance|unfilled|term|alternates|absence|leaving)";
const LIFE = `(${SAID}|${LATER_PLANNED}, (replacement|renewal)|${LATER_CHANCE}, void later)*`;
const PANEL_CHANCE = ", pool, lottery, plan panel(, contribution panel)*";
const ENDED = `((, close)?${END}|, erase, close)`;
const DRAWN = `, panel${LIFE}(${LATER_PLANNED}|${ENDED})`;
const PANEL = `${PANEL_CHANCE}(, void panel${END}|(, beacon panel)?(${DRAWN})?)`;
const AFTER_WAVES = `(${END}|${LETTERS_PLANNED}|${LETTERS_CHANCE}, void letters${END}|, quotas${PANEL})`;
const ROLLS = `, key(, roll)+, frame(, quotas)?${WAVE}*${AFTER_WAVES}`;
const ORDER = new RegExp(`^open(|, quotas${PANEL}|${ROLLS})$`);
const LAWFUL =
  "open, [key, roll…, frame, quotas, (plan, contribution…, [beacon,] letters, responses…)…,] " +
  "quotas, pool, lottery, plan, contribution…, [beacon,] panel, " +
  "(vacancy, unavailable, acceptance, unfilled, term, alternates, absence, leaving; " +
  "plan, contribution…, [beacon,] replacement or renewal, or the plan void)…; close; a plan void; erase";
const START = "0".repeat(64);
/** Types that may come several times. */
const STATED = ["vacancy", "unavailable", "acceptance", "unfilled", "alternates", "absence", "leaving"];
const MANY = ["roll", "contribution", "responses", "anchor", "contested", ...STATED];
/** Types that may come after any act, and change nothing of what may follow. */
const ASIDES = ["anchor", "contested"];

const ENTRY = {
  v: exactly(1), i: isCount, prev: isHash, type: isText, time: isText, tool: isTool, body: anything,
};
/** The number of an entry by its name; what is no entry's name comes last. */
const placeOf = (name) => Number(NAME.exec(name)?.[1] ?? Number.MAX_VALUE);
const byNumber = (a, b) => placeOf(a) - placeOf(b) || compareText(a, b);

/** Names of the entries among those of files, by their numbers. */
export const entryNames = (files) => sorted([...files.keys()].filter((name) => NAME.test(name)), byNumber);

/** SHA-256 of the last entry by number; 64 zeros where there is none. */
export function headOf(files) {
  const last = entryNames(files).at(-1);
  return last ? hashOf(files.get(last)) : START;
}

/** Types of the entries as their file names say them, in order. */
export const kindsOf = (files) => entryNames(files).map((name) => NAME.exec(name)[2]);

/** The entries that can be read, in order, after the checks of the journal as a chain. */
export function* checkJournal(files) {
  const names = sorted([...files.keys()].filter((name) => name.startsWith("journal/")), byNumber);
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

/** Forms of a body by a key that only they have. */
const FORMS = { "anchor stamp": "stamp", "quotas changed": "changes", "open next": "after", "term ruled": "leavers" };

/** The form of an entry's body, as `BODIES` has it. */
function formOf(type, body) {
  const said = body instanceof Map ? body : new Map();
  if (["panel", ...Object.values(RESULTS)].includes(type)) return said.get("by") === "seed" ? `${type} by seed` : type;
  const form = Object.keys(FORMS).find((each) => each.split(" ")[0] === type && said.has(FORMS[each]));
  if (form) return form;
  if (type !== "contribution" && type !== "beacon") return type === "void" ? type : stepOf(type, body);
  const named = ["sealed", "dropped"].includes(said.get("kind")) ? `${type} ${said.get("kind")}` : type;
  return `${named} of ${stepOf(type, body).split(" ")[1]}`;
}

/** The type of an entry; plans and what comes of them are those of letters, of later draws or of the panel. */
function stepOf(type, body) {
  if (!["plan", "contribution", "beacon", "void"].includes(type)) return type;
  const act = body instanceof Map ? pythonic(body.get("act")) : "";
  return `${type} ${LETTERS.test(act) ? "letters" : LATER.test(act) ? "later" : "panel"}`;
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
  // Only a next assembly is opened before anything is in it.
  const empty = steps.length === 1 && begun && !("after" in entries[0].body);
  const lawful = begun && !empty && ORDER.test(steps.join(", ")) && wavesInTurn(entries) && drawsInTurn(entries);
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

/** Whether later draws count up from 1, kind by kind, and each has its own chance and result. */
function drawsInTurn(entries) {
  const planned = { replacements: 0, renewal: 0 };
  let open = "";
  for (const { type, act } of entries.filter((entry) => !ASIDES.includes(entry.type))) {
    const [, kind, number] = LATER.exec(act) ?? [];
    if (!kind) continue;
    if (type === "plan") {
      open = act;
      if (Number(number) !== ++planned[kind]) return false;
    } else if (act !== open || (Object.values(RESULTS).includes(type) && type !== RESULTS[kind])) return false;
  }
  return true;
}
