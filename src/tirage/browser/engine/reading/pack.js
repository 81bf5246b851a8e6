/**
 * A pack: what one reader may have of a dossier, with `pack.json`, the list of it.
 *
 * The list holds the hash of every file of the pack, the last entry of the journal and the README included, so
 * that no byte of it can change unseen. It also says what was left out, and why; a list that leaves out what its
 * reader needs is no excuse for a check that was not made.
 */

import { headerOf, rows } from "./csv.js";
import { attempt, bytesAt, parseJson } from "./documents.js";
import { exactly, isHash, isText, listOf, mappingOf, oneOf, record, shaped, some } from "./shapes.js";
import { hashOf } from "../primitives/lines.js";
import { sorted } from "../words.js";

export const PACK = "pack.json";
export const README = "README.md";
/** Its tables as a Frictionless Data Package, for who reads data; a pack may be without. */
export const DESCRIPTOR = "datapackage.json";
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
const OF_GUARANTORS =
  /^guarantors\/(?:(?:(?:replacements|renewal)-[1-9][0-9]*-)?(?:pool|receipts|chances)|volunteers-[1-9][0-9]*(?:-receipts)?)\.csv$/;

const dialect = (header) =>
  record({ delimiter: exactly(","), header: exactly(header), lineTerminator: exactly("\n") });
const TABLE = {
  name: isText,
  path: isText,
  type: exactly("table"),
  format: exactly("csv"),
  mediatype: exactly("text/csv"),
  encoding: exactly("utf-8"),
  hash: isText,
};
const BARE = record({ ...TABLE, dialect: dialect(false) });
const HEADED = record({
  ...TABLE,
  dialect: dialect(true),
  schema: record({ fields: some(record({ name: isText, type: oneOf("string", "integer") })) }),
});
const DESCRIPTOR_KEYS = {
  $schema: exactly("https://datapackage.org/profiles/2.0/datapackage.json"),
  name: isText,
  resources: listOf((value) => BARE(value) || HEADED(value)),
};

/**
 * What `datapackage.json` says wrongly of the tables, or not at all; nothing where there is none.
 *
 * `reader`: whom the list says that the pack is for.
 */
export function misdescribed(files, reader) {
  if (!files.has(DESCRIPTOR)) return [];
  const read = () => shaped(parseJson(files.get(DESCRIPTOR)), DESCRIPTOR_KEYS);
  const document = attempt(read, (fault) => `${DESCRIPTOR} (${fault})`);
  if (typeof document === "string") return [document];
  if (document.name !== `tirage-${reader}`) return [`${DESCRIPTOR} (name)`];
  const found = document.resources;
  const paths = found.map((table) => table.get("path"));
  const tables = sorted([...files.keys()].filter((name) => name.endsWith(".csv")));
  if (paths.length !== tables.length || paths.some((path, place) => path !== tables[place])) {
    return [`${DESCRIPTOR} (resources)`];
  }
  return found.filter((table) => !isDescribed(table, files)).map((table) => `${DESCRIPTOR} (${table.get("path")})`);
}

/** Whether a table has the name, hash and the columns that the descriptor says; a lottery has no header. */
function isDescribed(table, files) {
  const [path, columns] = [table.get("path"), table.get("schema")?.get("fields")];
  const data = files.get(path);
  if (table.get("name") !== path.replace(/\.csv$/, "").replaceAll("/", "-")) return false;
  if (table.get("hash") !== `sha256:${hashOf(data)}`) return false;
  if (path.endsWith("lottery.csv") || !columns) return path.endsWith("lottery.csv") && !columns;
  const [header, names] = [headerOf(data), distinct(headerOf(data))];
  if (columns.length !== names.length || columns.some((each, i) => each.get("name") !== names[i])) return false;
  const whole = columns.flatMap((each, i) => (each.get("type") === "integer" ? [i] : []));
  const areWhole = (row) => whole.every((i) => /^(?:0|[1-9][0-9]*)$/.test(row[i]));
  const areIntegers = () => {
    for (const row of rows(data, header)) if (!areWhole(row)) return false;
    return true;
  };
  return !whole.length || attempt(areIntegers, () => false);
}

/** The names, `_` after one that stands before it already. */
function distinct(names) {
  const found = [];
  for (let name of names) {
    while (found.includes(name)) name += "_";
    found.push(name);
  }
  return found;
}

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
