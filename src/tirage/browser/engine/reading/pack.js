/**
 * A pack: what one reader may have of a dossier, with `pack.json`, the list of it.
 *
 * The list holds the hash of every file of the pack, the last entry of the journal and the README included, so
 * that no byte of it can change unseen. It also says what was left out, and why; a list that leaves out what its
 * reader needs is no excuse for a check that was not made.
 */

import { attempt, bytesAt, parseJson } from "./documents.js";
import { exactly, isHash, mappingOf, oneOf, shaped } from "./shapes.js";

export const PACK = "pack.json";
export const README = "README.md";
const PACK_KEYS = {
  spec: exactly("tirage/2"),
  for: oneOf("public", "guarantors", "auditors"),
  head: isHash,
  files: mappingOf(isHash),
  left_out: mappingOf(oneOf("reader", "small-cells")),
};
/** Tables that count people: the public may have to do without. */
const SMALL =
  /^public\/(?:(?:(?:replacements|renewal)-[1-9][0-9]*-)?counts\.csv|frame\.json|letters-[1-9][0-9]*-strata\.csv|responses-[1-9][0-9]*\.json)$/;
const OF_GUARANTORS = /^guarantors\/(?:(?:replacements|renewal)-[1-9][0-9]*-)?(?:pool|receipts|chances)\.csv$/;

/** The list; Malformed where it is not in the form of docs/formats.md. */
export const readPack = (files) => shaped(parseJson(bytesAt(files, PACK)), PACK_KEYS);

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

/** What the list may say of a file: "" stands for its being there. */
export function lawful(reader, name) {
  if (name.startsWith("guarantors/") && reader !== "auditors") {
    return [reader === "guarantors" && OF_GUARANTORS.test(name) ? "" : "reader"];
  }
  return reader === "public" && SMALL.test(name) ? ["", "small-cells"] : [""];
}
