/**
 * A pack: what one reader may have of a dossier, with `pack.json`, the list of it. Checks 1.14 and 1.15.
 *
 * The list holds the hash of every file of the pack, the last entry of the journal and the README included, so
 * that no byte of it can change unseen. It also says what was left out, and why; a list that leaves out what its
 * reader needs is no excuse for a check that was not made.
 */

import { faulty, judged, skipped } from "../kernel.js";
import { attempt, parseJson } from "./documents.js";
import { hashOf } from "../primitives/lines.js";
import { exactly, isHash, mappingOf, oneOf, shaped } from "./shapes.js";
import { sorted } from "../words.js";

export const PACK = "pack.json";
export const README = "README.md";
const NOTHING = new Uint8Array();
const PACK_KEYS = {
  spec: exactly("tirage/1"),
  for: oneOf("public", "guarantors", "auditors"),
  head: isHash,
  files: mappingOf(isHash),
  left_out: mappingOf(oneOf("reader", "small-cells")),
};
/** Tables that count people: the public may have to do without. */
const SMALL =
  /^public\/(?:(?:(?:replacements|renewal)-[1-9][0-9]*-)?counts\.csv|frame\.json|letters-[1-9][0-9]*-strata\.csv|responses-[1-9][0-9]*\.json)$/;
const OF_GUARANTORS = /^guarantors\/(?:(?:replacements|renewal)-[1-9][0-9]*-)?(?:pool|chances)\.csv$/;

const readPack = (files) => shaped(parseJson(files.get(PACK) ?? NOTHING), PACK_KEYS);

/** Why each file is not there, by its path; nothing where there is no list, or none that can be read. */
export function leftOut(files) {
  return attempt(
    () => readPack(files).left_out,
    () => new Map(),
  );
}

/** Why a file is not here, as a word of the texts. */
export function absenceOf(files, path) {
  return leftOut(files).get(path) ?? (path.startsWith("guarantors/") ? "no-guarantors" : "absent");
}

/** That the list is the pack, and leaves out what its reader may not have and nothing else. */
export function* checkPack(files, brought, head) {
  if (!files.has(PACK)) return;
  let fault = "";
  const pack = attempt(
    () => readPack(files),
    (words) => void (fault = words),
  );
  if (!pack) {
    yield judged("pack.files", false, { got: fault, file: PACK });
    yield skipped("pack.reader", "blocked", PACK);
    return;
  }
  const own = new Map([...files].filter(([name]) => name !== PACK).map(([name, data]) => [name, hashOf(data)]));
  const names = sorted(new Set([...own.keys(), ...pack.files.keys()]));
  const faults = names.filter((name) => own.get(name) !== pack.files.get(name));
  if (pack.head !== head) faults.unshift(`head ${pack.head} ≠ ${head}`);
  yield faulty("pack.files", faults, { checked: own.size, file: PACK });
  const missing = pack.left_out;
  const unlawful = [...brought].filter((name) => !lawful(pack.for, name).includes(missing.get(name) ?? ""));
  const needless = [...missing.keys()].filter((name) => !brought.has(name) || own.has(name));
  yield faulty("pack.reader", sorted(new Set([...unlawful, ...needless])), { wanted: pack.for, file: PACK });
}

/** What the list may say of a file: "" stands for its being there. */
function lawful(reader, name) {
  if (name.startsWith("guarantors/") && reader !== "auditors") {
    return [reader === "guarantors" && OF_GUARANTORS.test(name) ? "" : "reader"];
  }
  return reader === "public" && SMALL.test(name) ? ["", "small-cells"] : [""];
}
