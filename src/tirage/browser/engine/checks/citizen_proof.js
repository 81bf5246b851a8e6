/**
 * One citizen's proof against the published files: in the hat, and with what chance (SPEC §9). Checks 12.
 *
 * A proof is a document, or the page that holds it. What of it rests on a file that is not here is not checked,
 * and says so; what contradicts a file that is here fails.
 */

import { LETTERS } from "../reading/bodies.js";
import { CHANCES } from "./lottery/chances.js";
import { compared, faulty, judged, skipped } from "../kernel.js";
import { attempt, contains, Malformed, parseJson, rows } from "../reading/documents.js";
import { FRAME, PIDS, readFrame } from "./roll/frame.js";
import { entryNames, headOf, kindsOf, NAME } from "./record/journal.js";
import { drawnFile, strataFile } from "./roll/letters.js";
import { hashOf, line } from "../primitives/lines.js";
import { LOTTERY, panelsOf } from "./lottery/lottery.js";
import { absenceOf } from "../reading/pack.js";
import { hex, sha256, unhex } from "../primitives/sha256.js";
import { each, exactly, isCount, isField, isFlag, isHash, isText, listOf, record, shaped } from "../reading/shapes.js";
import { pythonic } from "../words.js";

export const LARGEST = 2 ** 20;
const JOURNAL = "journal/";
const maybe = (shape) => (value) => value === null || shape(value);
const HAT = {
  ...each(isHash, "root", "idc"),
  ...each(isCount, "people", "index"),
  stratum: isField,
  nonce: maybe(isHash),
  siblings: listOf(isHash),
};
const WAVE = { ...each(isCount, "wave", "people", "eligible", "letters"), drawn: isFlag };
const PROOF = {
  spec: exactly("tirage/1"),
  pid: isField,
  head: isHash,
  frame: maybe(record(HAT)),
  letters: listOf(record(WAVE)),
  pool: maybe(record({ ...each(isCount, "panels", "of"), chance: isText })),
  panel: maybe(record({ number: isCount, member: isFlag })),
};
const objectOf = (value) => value && Object.fromEntries(value);

/** Every claim of a proof, a document or a page, against the files of a dossier or a pack. */
export function* checkProof(data, files, name) {
  let fault = "";
  const read = attempt(
    () => shaped(parseJson(documentOf(data)), PROOF),
    (words) => void (fault = words),
  );
  if (!read) {
    yield judged("proof.form", false, { got: fault, file: name });
    return;
  }
  const [hat, pool, panel] = [read.frame, read.pool, read.panel].map(objectOf);
  const proof = { ...read, hat, pool, panel, letters: read.letters.map(objectOf) };
  yield judged("proof.form", true, { got: proof.pid, expected: proof.pid, file: name });
  const heads = [...files].filter(([path]) => NAME.test(path)).map(([, entry]) => hashOf(entry));
  yield judged("proof.head", heads.includes(proof.head), { got: proof.head, file: JOURNAL });
  if (hat) {
    yield* checkHat(proof, files);
    for (const wave of proof.letters) yield* checkWave(proof, wave, files);
  } else yield notInHat(proof, files);
  yield checkPooled(proof, files);
  yield* checkSeat(proof, files);
  yield skipped("proof.identity", "not-published");
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

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', "#34": '"', "#39": "'", "#x27": "'" };
const unescaped = (text) => text.replace(/&(amp|lt|gt|quot|#34|#39|#x27);/g, (_, name) => ENTITIES[name]);

/** A proof that speaks of no frame: there is none, or the person is not in it. */
function notInHat({ pid, letters }, files) {
  if (kindsOf(files).includes("frame") && !files.has(PIDS)) return skipped("proof.hat", absenceOf(files, PIDS), PIDS);
  const inside = contains(files.get(PIDS), `\n${pid},`);
  return judged("proof.hat", !inside && !letters.length, { got: "none", file: PIDS });
}

/** The path from the person's leaf to the root that the journal has, and the stratum. */
function* checkHat({ pid, hat, letters }, files) {
  const own = rootBy(line("roll", pid, hat.stratum, hat.idc), hat);
  const act = bodyOf(files, "frame");
  const [root, people] = [act.get("root") ?? "none", act.get("people") ?? 0].map((value) => pythonic(value));
  const got = own === hat.root ? own : `${hat.root} ≠ ${own}`;
  yield compared("proof.hat", `${got}, ${hat.people}`, `${root}, ${people}`, JOURNAL);
  if (!files.has(FRAME)) {
    yield skipped("proof.stratum", absenceOf(files, FRAME), FRAME);
    return;
  }
  let fault = "";
  const strata = attempt(
    () => readFrame(files.get(FRAME)).strata,
    (words) => void (fault = words),
  );
  if (!strata) {
    yield judged("proof.stratum", false, { got: fault, file: FRAME });
    return;
  }
  const expected = strata.get(hat.stratum) ?? "absent";
  const right = expected !== "absent" && letters.every((wave) => wave.people === expected);
  yield judged("proof.stratum", right, { got: hat.stratum, expected, file: FRAME });
}

/** The root of RFC 6962 that a path leads to; empty for a path of another length than the tree has. */
function rootBy(leaf, { index, people, siblings }) {
  if (index >= people) return "";
  let digest = sha256(new TextEncoder().encode(`\0${leaf}`));
  let used = 0;
  for (let [place, last] = [index, people - 1]; last; place = Math.floor(place / 2), last = Math.floor(last / 2)) {
    // The last node of a level that is alone there rises as it is.
    if (place === last && place % 2 === 0) continue;
    if (used === siblings.length) return "";
    const beside = unhex(siblings[used++]);
    digest = sha256(Uint8Array.of(1, ...(place % 2 ? [...beside, ...digest] : [...digest, ...beside])));
  }
  return used < siblings.length ? "" : hex(digest);
}

function* checkWave({ pid, hat }, wave, files) {
  const [table, listed] = [strataFile(wave.wave), drawnFile(wave.wave)];
  if (!drawnWaves(files).includes(wave.wave)) {
    yield judged("proof.drawn", false, { got: wave.wave, expected: "none", file: JOURNAL });
    return;
  }
  if (!files.has(table)) yield skipped("proof.letters", absenceOf(files, table), table);
  else {
    let fault = "";
    const found = attempt(
      () => [...rows(files.get(table), ["stratum", "people", "eligible", "letters"])],
      (words) => void (fault = words),
    );
    if (fault) yield judged("proof.letters", false, { got: fault, file: table });
    const own = (found ?? []).filter(([code]) => code === hat.stratum).at(-1) ?? [];
    const said = [wave.people, wave.eligible, wave.letters].join(", ");
    yield compared("proof.letters", said, own.slice(1).join(", "), table);
  }
  if (!files.has(listed)) yield skipped("proof.drawn", absenceOf(files, listed), listed);
  else {
    const drawn = contains(files.get(listed), `\n${pid},${hat.stratum}\n`);
    yield compared("proof.drawn", `${wave.drawn}`, `${drawn}`, listed);
  }
}

function drawnWaves(files) {
  const acts = [...actsOf(files)].filter(([type]) => type === "letters");
  return acts.map(([, body]) => Number(LETTERS.exec(pythonic(body.get("act")))?.[1]));
}

/** The number of panels that hold the person, counted in the lottery. */
function checkPooled({ pid, pool }, files) {
  const data = files.get(LOTTERY);
  if (!data) return judged("proof.chance", pool === null, { got: "none", file: LOTTERY });
  if (data.some((byte) => byte > 0x7f)) return judged("proof.chance", false, { got: "not-ascii", file: LOTTERY });
  const panels = [...panelsOf(data)];
  const held = panels.filter((panel) => panel.includes(pid)).length;
  const counted = `${held}/${panels.length}`;
  const faults = [];
  if (pool ? pool.panels !== held || pool.of !== panels.length : held) faults.push(counted);
  if (files.has(CHANCES)) {
    const row = pool ? `\n${pid},${held},${pool.chance}\n` : `\n${pid},`;
    if (contains(files.get(CHANCES), row) !== (pool !== null)) faults.push(CHANCES);
  }
  return faulty("proof.chance", faults, { wanted: counted, file: LOTTERY });
}

function* checkSeat({ pid, panel, head }, files) {
  const drawn = bodyOf(files, "panel");
  // A proof made before the draw says nothing of it.
  if (!panel && head !== headOf(files)) return;
  if (!panel || !drawn.size) {
    const number = drawn.has("number") ? pythonic(drawn.get("number")) : "none";
    yield compared("proof.seat", panel ? `${panel.number}` : "none", number, JOURNAL);
    return;
  }
  const member = contains(files.get("public/panel.csv"), `\n${pid}\n`);
  const own = `${pythonic(drawn.get("number"))}, ${member}`.toLowerCase();
  yield compared("proof.seat", `${panel.number}, ${panel.member}`, own, "public/panel.csv");
}

/** The body of the first entry of a type; nothing where there is none that can be read. */
const bodyOf = (files, wanted) => [...actsOf(files)].find(([type]) => type === wanted)?.[1] ?? new Map();

/** Type and body of the entries that can be read, in order. */
function* actsOf(files) {
  for (const path of entryNames(files)) {
    const entry = attempt(
      () => parseJson(files.get(path)),
      () => null,
    );
    const body = entry instanceof Map ? entry.get("body") : null;
    if (body instanceof Map) yield [NAME.exec(path)[2], body];
  }
}
