/**
 * The tables of places that the rules of a frame name (`public/geography.json`). Part of check 1.16.
 *
 * Who lives where is for those who hold the rolls; which places there are, and how many live in each, is for anyone.
 */

import { judged, Missing, notChecked, remark } from "../../kernel.js";
import { attempt, Malformed, parseJson } from "../../reading/documents.js";
import { exactly, isCount, isHash, isText, listOf, record, shaped } from "../../reading/shapes.js";
import { GEOGRAPHIES } from "../../specified.js";

const GEOGRAPHY = "public/geography.json";
/** Categories by the name of a table, for the names of the specification. */
const SHIPPED = new Map(Object.entries(GEOGRAPHIES));
const PLACE = {
  label: isText,
  population: (value) => value === null || isCount(value),
  tiles: listOf(record({ column: isCount, row: isCount })),
};
const TABLE = { name: isText, sha256: isHash, source: isText, places: listOf(record(PLACE)) };
const DOCUMENT_OF_TABLES = { spec: exactly("tirage/2"), tables: listOf(record(TABLE)) };

/**
 * The tables of a dossier, categories by name; those of the specification where it has none of its own.
 *
 * `named`: by the rules, in their order. Missing for other tables than these, and where a table is none: it
 * is this file that is at fault.
 */
export function tablesOf(files, named) {
  if (!files.has(GEOGRAPHY)) return SHIPPED;
  const refused = (got) => {
    throw new Missing("blocked", { first: judged(false, { got, file: GEOGRAPHY }) });
  };
  return attempt(() => ownTables(files, named), refused);
}

function ownTables(files, named) {
  const { tables } = shaped(parseJson(files.get(GEOGRAPHY)), DOCUMENT_OF_TABLES);
  const listed = tables.map(Object.fromEntries);
  const found = new Map(listed.map((table) => [table.name, labelsOf(table)]));
  if (!isSame(listed.map(({ name }) => name), [...new Set(named)])) throw new Malformed("wrong-value", "geography");
  for (const [name, labels] of found) {
    if (SHIPPED.has(name) && !isSame(SHIPPED.get(name), labels)) throw new Malformed("wrong-value", name);
  }
  return found;
}

export const PLACES = [
  // The tables by which people have their places, once the rules have them: `quartiers 3b1f…`.
  remark("beyond.places", ({ rules, files }) => {
    const tables = rules && files.has(GEOGRAPHY) ? parseJson(files.get(GEOGRAPHY)).get("tables") : [];
    return tables.length > 0 && notChecked(tables.map((each) => `${each.get("name")} ${each.get("sha256")}`).join(", "));
  }, { file: GEOGRAPHY }),
];

/** The categories of a table, no two alike; each place has tiles of its own. */
function labelsOf({ name, places }) {
  const listed = places.map(Object.fromEntries);
  const labels = listed.map(({ label }) => label);
  const tiles = listed.flatMap((place) => place.tiles.map((tile) => `${tile.get("column")} ${tile.get("row")}`));
  const outside = tiles.some((tile) => tile.split(" ").includes("0"));
  if (labels.length < 2 || !labels.every(Boolean) || outside) throw new Malformed("wrong-value", name);
  if ([labels, tiles].some((each) => new Set(each).size < each.length)) throw new Malformed("repeated", name);
  return labels;
}

const isSame = (some_, others) => some_.length === others.length && some_.every((one, i) => one === others[i]);
