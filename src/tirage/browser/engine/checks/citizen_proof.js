/**
 * One citizen's proof against the published files: in the hat, and with what chance (SPEC §9). Checks 12.
 *
 * A proof is a document, or the page that holds it. What of it rests on a file that is not here is not checked,
 * and says so; what contradicts a file that is here fails.
 */

import { isParts, LETTERS, RESULTS } from "../reading/acts.js";
import { AIMED } from "./aimed.js";
import { CHANCES } from "./lottery/chances.js";
import { check, compared, fact, judged, Missing, noFault, notChecked, part } from "../kernel.js";
import { contains, rows } from "../reading/csv.js";
import { attempt, Malformed, parseJson, told } from "../reading/documents.js";
import { readFrame } from "./roll/frame.js";
import { FRAME, peopleFiles, shownFile } from "./roll/parts.js";
import { drawnFile, strataFile } from "./roll/letters.js";
import { columnsOf } from "./roll/promised.js";
import { IN_JOURNAL } from "./record/journal.js";
import { hashOf, line } from "../primitives/lines.js";
import { LOTTERY, panelsOf } from "./lottery/lottery.js";
import { absenceOf } from "../reading/pack.js";
import { JOINED_KEYS, RECEIPT, RECEIPT_KEYS, SINCE, TODAY_KEYS } from "./receipt.js";
import { rootBy } from "../primitives/trees.js";
import { each, exactly, isCount, isField, isFlag, isHash, isText, listOf, record, shaped, some } from "../reading/shapes.js";
import { at } from "../reading/paths.js";

const PANEL = "public/panel.csv";
export const LARGEST = 2 ** 20;
const maybe = (shape) => (value) => value === null || shape(value);
const HAT = {
  ...each(isHash, "root", "idc"),
  ...each(isCount, "people", "index"),
  stratum: isField,
  nonce: maybe(isHash),
  siblings: listOf(isHash),
};
const WAVE = { ...each(isCount, "wave", "people", "eligible", "letters"), drawn: isFlag };
/** Of a wave in which people weigh: the letters are those of the stream. */
const WEIGHED = { ...WAVE, stream: isText, weight: isCount };
const PROOF = {
  spec: exactly("tirage/2"),
  pid: isField,
  head: isHash,
  frame: maybe(record(HAT)),
  letters: listOf((wave) => record(WAVE)(wave) || record(WEIGHED)(wave)),
  receipt: (value) => maybe(record(RECEIPT_KEYS))(value) || record(JOINED_KEYS)(value),
  pool: maybe(record({ ...each(isCount, "panels", "of"), chance: isText })),
  panel: maybe(record({ number: isCount, member: isFlag })),
  today: maybe(record(TODAY_KEYS)),
};
/** Of a draw after the panel, where chances add up. */
const LATER_CHANCE = { ...each(isCount, "panels", "of"), ...each(isText, "chance", "act") };
const inHat = ({ proof }) => proof.hat !== null;

/** One wave of letters, as the proof has it. */
const OF_WAVE = [
  // A wave that was not drawn: what the proof says of it stands for nothing.
  fact("drawn", ({ wave, waves }) => wave !== null && waves.includes(wave.wave)),
  check("proof.letters", function* ({ proof: { hat }, wave, files, differs }) {
    if (differs) {
      yield judged(false, differs);
      return;
    }
    const table = strataFile(wave.wave);
    if (!files.has(table)) throw new Missing(absenceOf(files, table));
    const columns = columnsOf("weight" in wave);
    const own = attempt(() => rowOf(files.get(table), hat.stratum, columns), (fault) => ({ fault }));
    if (own.fault) yield judged(false, { got: own.fault });
    yield compared(columns.slice(1).map((name) => wave[name]).join(", "), own.fault ? "" : own.slice(1).join(", "));
  }, {
    file: ({ wave, differs }) => (differs ? IN_JOURNAL.file : strataFile(wave.wave)),
    when: ({ differs, whole }) => differs || whole,
  }),
  check("proof.drawn", ({ proof: { pid, hat }, wave, files, drawn }) => {
    if (!drawn) return judged(false, { got: wave.wave, expected: "none", ...IN_JOURNAL });
    const listed = drawnFile(wave.wave);
    if (!files.has(listed)) return notChecked(absenceOf(files, listed));
    return compared(`${wave.drawn}`, `${contains(files.get(listed), `\n${pid},${hat.stratum}\n`)}`);
  }, { file: ({ wave }) => drawnFile(wave.wave), when: ({ wave }) => wave }),
];

/** Every claim of a proof, `data` of a document or a page of that `name`, against the files of a dossier or a pack. */
const CLAIMS = [
  check("proof.head", ({ proof: { head }, acts, files }) => {
    const known = acts.some(({ file }) => hashOf(files.get(file)) === head);
    return judged(known, { got: head });
  }, IN_JOURNAL),
  check("proof.hat", ({ proof, bodyOf, held, files }) => {
    if (proof.hat) return judgedHat(proof, bodyOf("frame"));
    // There is no frame, or the person is not in it.
    const { length } = proof.letters;
    if (length) return judged(false, { got: length, expected: "none", ...IN_JOURNAL });
    const parts = bodyOf("frame").get("parts");
    const names = peopleFiles(isParts(parts) ? { parts } : {});
    const missing = held.has("frame") && names.find((name) => !files.has(name));
    if (missing) return notChecked(absenceOf(files, missing), shownFile(names));
    const inside = held.has("frame") && names.some((name) => contains(files.get(name), `\n${proof.pid},`));
    return judged(!inside, { got: "none", file: shownFile(names) });
  }, IN_JOURNAL),
  check("proof.stratum", ({ proof: { hat, letters }, files }) => {
    if (!files.has(FRAME)) return notChecked(absenceOf(files, FRAME));
    const expected = readFrame(files.get(FRAME)).strata.get(hat.stratum) ?? "absent";
    const right = expected !== "absent" && letters.every((wave) => wave.people === expected);
    return judged(right, { got: hat.stratum, expected });
  }, { file: FRAME, when: inHat }),
  part(OF_WAVE, function* ({ proof: { hat, letters }, wavesThen }) {
    if (!hat) return;
    const [got, expected] = [letters.map(({ wave }) => wave), wavesThen].map((each) => each.join(", ") || "none");
    // All waves that were drawn by then and no other; else their figures stand for nothing.
    const whole = got === expected;
    if (!whole) yield { wave: null, differs: { got, expected }, whole };
    yield* letters.map((wave) => ({ wave, differs: null, whole }));
  }),
  check("proof.chance", ({ proof, until, files }) => {
    // There was no lottery yet when the proof was made.
    if (!proof.pool && !until.some(({ type }) => type === "lottery")) return null;
    if (!files.has(LOTTERY)) return judged(proof.pool === null, { got: "none" });
    if (files.get(LOTTERY).some((byte) => byte > 0x7f)) return judged(false, { got: "not-ascii" });
    return judgedChance(proof, files);
  }, { file: LOTTERY }),
  // The same of the draws after the panel, where the proof speaks of them: of every one that held the person.
  check("proof.chance", function* ({ proof: { pid, later }, until, files }) {
    const done = until.filter(({ type }) => Object.values(RESULTS).includes(type)).map(({ act }) => act);
    const said = new Map(later.map((each) => [each.act, each]));
    for (const act of new Set([...said.keys(), ...done])) {
      if (!done.includes(act)) {
        yield judged(false, { got: act, expected: "none", ...IN_JOURNAL });
        continue;
      }
      const file = at(LOTTERY, act);
      const panels = files.has(file) ? [...panelsOf(files.get(file))] : [];
      const held = panels.filter((panel) => panel.includes(pid)).length;
      const own = `${held}/${panels.length}`;
      const each = said.get(act);
      if (!each && held) yield judged(false, { got: "none", expected: own, file });
      if (!each) continue;
      yield compared(`${each.panels}/${each.of}`, own, file);
      const chances = at(CHANCES, act);
      if (files.has(chances) && !contains(files.get(chances), `\n${pid},${each.panels},${each.chance},`)) {
        yield judged(false, { got: each.chance, file: chances });
      }
    }
  }, { when: ({ proof }) => proof.later.length > 0 }),
  check("proof.seat", ({ proof: { pid, panel, head: made }, bodyOf, head, files }) => {
    const drawn = bodyOf("panel");
    // A proof made before the draw says nothing of it.
    if (!panel && made !== head) return null;
    const number = drawn.has("number") ? told(drawn.get("number")) : "none";
    if (!panel || !drawn.size) return compared(panel ? `${panel.number}` : "none", number);
    const member = contains(files.get(PANEL), `\n${pid}\n`);
    const own = `${told(drawn.get("number"))}, ${member}`;
    return compared(`${panel.number}, ${panel.member}`, own, PANEL);
  }, IN_JOURNAL),
  check("proof.identity", () => notChecked("not-published")),
  ...RECEIPT,
  ...AIMED,
];

export const CITIZEN_PROOF = [
  fact("proof", ({ data }) => readProof(data)),
  // The body of the first entry of a type; nothing where there is none that can be read.
  fact("bodyOf", ({ acts }) => (wanted) => acts.find(({ type, body }) => type === wanted && body)?.body ?? new Map()),
  fact("waves", ({ acts }) => {
    const drawn = acts.filter(({ type, body }) => type === "letters" && body);
    return drawn.map(({ body }) => Number(LETTERS.exec(told(body.get("act")))?.[1]));
  }),
  // Those drawn when the proof was made.
  fact("wavesThen", ({ acts, files, proof: { head } }) => {
    const made = acts.findIndex(({ file }) => hashOf(files.get(file)) === head);
    const then = made < 0 ? acts : acts.slice(0, made + 1);
    const drawn = then.filter(({ type, body }) => type === "letters" && body);
    return drawn.map(({ body }) => LETTERS.exec(told(body.get("act")))?.[1]).filter(Boolean).map(Number);
  }),
  check("proof.form", ({ proof: { pid } }) => judged(true, { got: pid, expected: pid }), {
    file: ({ name }) => name,
  }),
  part(CLAIMS, function* ({ proof: _ }) {
    yield {};
  }),
  ...SINCE,
];

/** What a proof says: a document, or a page that holds it; Malformed where it is not in the form of docs/formats.md. */
export function readProof(data) {
  const document = parseJson(documentOf(data));
  const more = document instanceof Map && document.has("later") ? { later: some(record(LATER_CHANCE)) } : {};
  const { frame, later = [], ...said } = shaped(document, { ...PROOF, ...more });
  const object = (value) => value && Object.fromEntries(value);
  const [hat, receipt, pool, panel] = [frame, said.receipt, said.pool, said.panel].map(object);
  return { ...said, hat, receipt, pool, panel, letters: said.letters.map(object), later: later.map(object) };
}

/** The canonical document that a page holds, or the data itself. */
function documentOf(data) {
  if (data.length > LARGEST) throw new Malformed("too-large", data.length);
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(data);
  if (!/^[ \t\n\r\v\f]*</.test(text)) return data;
  const blocks = [...text.matchAll(/<pre id="proof">([^<]*)<\/pre>/g)];
  if (blocks.length !== 1) throw new Malformed("not-json", blocks.length);
  return new TextEncoder().encode(unescaped(blocks[0][1]));
}

const SIGNS = { amp: "&", lt: "<", gt: ">" };
const unescaped = (text) => text.replace(/&(amp|lt|gt);/g, (_, name) => SIGNS[name]);

/** The path from the person's leaf to the root that the journal has. */
function judgedHat({ pid, hat }, act) {
  const own = rootBy(line("roll", pid, hat.stratum, hat.idc), hat);
  const said = (key, none) => told(act.has(key) ? act.get(key) : none);
  const got = own === hat.root ? own : `${hat.root} ≠ ${own}`;
  return compared(`${got}, ${hat.people}`, `${said("root", "none")}, ${said("people", 0)}`);
}

/** The last row of a table that begins with a code; empty where there is none. */
function rowOf(data, code, columns) {
  const found = [...rows(data, columns)];
  return found.findLast(([first]) => first === code) ?? [];
}

/** The number of panels that hold the person, counted in the lottery. */
function judgedChance({ pid, pool }, files) {
  const panels = [...panelsOf(files.get(LOTTERY))];
  const held = panels.filter((panel) => panel.includes(pid)).length;
  const counted = `${held}/${panels.length}`;
  const faults = [];
  if (pool ? pool.panels !== held || pool.of !== panels.length : held) faults.push(counted);
  if (files.has(CHANCES)) {
    const row = pool ? `\n${pid},${held},${pool.chance}\n` : `\n${pid},`;
    if (contains(files.get(CHANCES), row) !== (pool !== null)) faults.push(CHANCES);
  }
  return noFault(faults, { wanted: counted });
}
