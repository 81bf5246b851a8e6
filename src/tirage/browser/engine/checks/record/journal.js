/**
 * The journal: one canonical document an act, each holding the hash of the one before (SPEC §8).
 *
 * Checks 1.4 to 1.7 and 2.1, 2.2. A journal that hangs together can still be a whole new one: only its head,
 * read aloud on the day, tells (check 11.1).
 */

import { ASIDES, LATER, LAWFUL, LETTERS, ORDER, RESULTS, STANDBY, step, types } from "../../reading/acts.js";
import { BODIES } from "../../reading/bodies.js";
import { check, fact, judged, noFault } from "../../kernel.js";
import { attempt, Malformed, parseJson, told } from "../../reading/documents.js";
import { byNumber, START } from "../../reading/entries.js";
import { hashOf } from "../../primitives/lines.js";
import { anything, exactly, isCount, isDay, isHash, isText, isTool, shaped } from "../../reading/shapes.js";
import { countsOf, sorted } from "../../words.js";

const TIME = /^([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})Z$/;

/** Types of what comes of a standby after its result; check 10.26 is about them. */
const OF_STANDBY = ["successor", "passed", "lapse"];
/** Types that may come several times. */
const MANY = types(({ many }) => many);

const ENTRY = {
  v: exactly(1), i: isCount, prev: isHash, type: isText, time: isText, tool: isTool, body: anything,
};

/** What is said of the journal as a whole is said of its folder. */
export const IN_JOURNAL = { file: "journal/" };

export const JOURNAL = [
  fact("journal", ({ files }) => readJournal(files)),
  fact("entries", ({ journal }) => journal.entries),
  // What is said of the panel, and of everything before any draw.
  fact("ofDraw", ({ entries }) => entries.filter(({ act }) => act === "" || act === "panel")),
  check("documents.shape", ({ journal }) => noFault(journal.unreadable, { checked: journal.files }), IN_JOURNAL),
  check("journal.names", ({ journal }) => noFault(journal.misnamed), IN_JOURNAL),
  check("journal.chain", ({ entries }) => noFault(breaks(entries)), IN_JOURNAL),
  check("journal.times", ({ entries }) => noFault(wrongTimes(entries)), IN_JOURNAL),
  check("order.types", ({ entries }) => {
    const named = ({ type, act }) => (act === "" || act === "panel" ? type : `${type} ${act}`);
    return judged(isLawful(entries), { got: entries.map(named).join(", "), expected: LAWFUL });
  }, IN_JOURNAL),
  check("order.once", ({ entries, framed }) => noFault(repeated(entries, framed)), IN_JOURNAL),
];

/** The entries that can be read, in order, and what is wrong with the others and with their names. */
export function readJournal(files) {
  const names = sorted([...files.keys()].filter((name) => name.startsWith("journal/")), byNumber);
  const entries = [];
  const unreadable = names.length ? [] : ["absent"];
  const misnamed = [];
  for (const [place, name] of names.entries()) {
    const entry = attempt(
      () => readEntry(name, files.get(name)),
      (fault) => void unreadable.push(`${name} (${fault})`),
    );
    if (!entry) continue;
    entries.push(entry);
    const wanted = `journal/${`${place + 1}`.padStart(4, "0")}-${entry.type}.json`;
    if (name !== wanted || entry.i !== place + 1) misnamed.push(`${name} (i ${entry.i})`);
  }
  return { entries, unreadable, misnamed, files: names.length };
}

/** Body of the first entry of that type. */
export const firstBody = (entries, type) => entries.find((entry) => entry.type === type)?.body;

/**
 * One act on the record: `act` is `panel`, `letters/1`, …, or empty for what belongs to no single act; `step`
 * the type and, for what several acts have, the kind of act; `digest` the hash of the file.
 */
function readEntry(file, data) {
  const { type, time, tool, prev, i, body } = shaped(parseJson(data), ENTRY);
  const at = step(type, body instanceof Map ? told(body.get("act")) : "");
  const form = formOf(type, at, body);
  if (!Object.hasOwn(BODIES, form) || type.includes(" ")) throw new Malformed("unknown-type", type);
  const said = shaped(body, BODIES[form]);
  return { file, type, time, tool, prev, i, body: said, digest: hashOf(data), act: said.act ?? "", step: at };
}

/** Forms of a body by a key that only they have. */
const FORMS = {
  "anchor stamp": "stamp",
  "anchor note": "note",
  "quotas changed": "changes",
  "regulation changed": "changed",
  "frame over findings": "findings",
  "letters fewer": "planned",
  "responses recoded": "recoding",
  "open next": "after",
  "term ruled": "leavers",
  "correction instead": "instead",
  "pool settled": "lists",
  "volunteers settled": "lists",
  "successor linked": "link",
  "alternates drawn": "plan",
};

/** The form of an entry's body, as `BODIES` has it. */
function formOf(type, at, body) {
  const said = body instanceof Map ? body : new Map();
  if (["panel", ...Object.values(RESULTS)].includes(type)) return said.get("by") === "seed" ? `${type} by seed` : type;
  const form = Object.keys(FORMS).find((each) => each.split(" ")[0] === type && said.has(FORMS[each]));
  if (form) return placed(form, said);
  if (type !== "contribution" && type !== "beacon") return type === "void" ? type : placed(at, said);
  const named = ["sealed", "dropped"].includes(said.get("kind")) ? `${type} ${said.get("kind")}` : type;
  return `${named} of ${at.split(" ")[1]}`;
}

/**
 * What a frame may have besides, by the key that tells: a table of places, addresses that are no household, parts,
 * lists of exclusion.
 */
const BESIDES = { geography: " placed", no_household: " declared", parts: " in parts", exclusions: " listed" };

function placed(form, said) {
  if (!form.startsWith("frame")) return form;
  return form + Object.entries(BESIDES).map(([key, words]) => (said.has(key) ? words : "")).join("");
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

const isAside = ({ type }) => ASIDES.includes(type);

function isLawful(entries) {
  const acts = entries.filter((entry) => !isAside(entry));
  if (!entries.length || isAside(entries[0])) return false;
  // Only a next assembly is opened before anything is in it.
  if (acts.length === 1 && !("after" in acts[0].body)) return false;
  const inTurn = wavesInTurn(entries) && addressesAfterLetters(entries) && drawsInTurn(acts);
  return ORDER.test(acts.map(({ step }) => step).join(", ")) && inTurn;
}

/** Types that come more often than they may in one act. */
function repeated(entries, framed) {
  const single = entries.filter(({ type }) => !MANY.includes(type));
  const counted = countsOf(single.map(({ type, act }) => `${type} ${act}`.trim()));
  const allowed = (key) => (key === "quotas" && framed ? 2 : 1);
  return [...counted].filter(([key, count]) => count > allowed(key)).map(([key, count]) => `${count} ${key}`);
}

/** Whether waves count up from 1, and what belongs to one stands together. */
function wavesInTurn(entries) {
  const acts = entries.map((entry) => entry.act).filter((act) => LETTERS.test(act));
  const groups = acts.filter((act, place) => act !== acts[place - 1]);
  return groups.every((act, place) => act === `letters/${place + 1}`);
}

/** Whether addresses are put right of waves that are drawn. */
function addressesAfterLetters(entries) {
  const drawn = new Set();
  for (const { type, act, body } of entries) {
    if (type === "addresses" && !drawn.has(`letters/${body.wave}`)) return false;
    if (type === "letters") drawn.add(act);
  }
  return true;
}

/** Whether later draws count up from 1, kind by kind, and each has its own chance and result. */
function drawsInTurn(acts) {
  const results = { ...RESULTS, standby: "standby", alternates: "alternates" };
  const planned = Object.fromEntries(Object.keys(results).map((kind) => [kind, 0]));
  let open = "";
  for (const { type, act } of acts) {
    const [, kind, number] = LATER.exec(act) ?? STANDBY.exec(act) ?? [];
    if (!kind || OF_STANDBY.includes(type)) continue;
    if (type === "plan") {
      open = act;
      if (Number(number) !== ++planned[kind]) return false;
    } else if (act !== open || (Object.values(results).includes(type) && type !== results[kind])) return false;
  }
  return true;
}
