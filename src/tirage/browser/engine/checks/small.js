/** Tables for everybody that count fewer people in a cell than the regulation lets them. */

import { headerOf, rows } from "../reading/csv.js";
import { attempt, parseJson } from "../reading/documents.js";
import { readPack } from "../reading/pack.js";
import { sorted } from "../words.js";

/** Tables, and their columns that count people. */
const COUNTED = [
  [/^public\/((replacements|renewal)-[1-9][0-9]*-)?counts\.csv$/, ["volunteers"]],
  [/^public\/letters-[1-9][0-9]*-strata\.csv$/, ["people", "eligible"]],
];
const DOCUMENTS = /^public\/(frame|responses-[1-9][0-9]*)\.json$/;

/**
 * The files of a pack for everybody in which somebody is counted among fewer than so many, as `path (count)`.
 *
 * None where that is no number; what cannot be read, another check tells of.
 */
export function smallCells(files, fewest) {
  const reader = attempt(() => readPack(files).for);
  if (typeof fewest !== "number" || reader !== "public") return [];
  return sorted([...files.keys()]).flatMap((name) => {
    const counts = attempt(() => [...countsOf(name, files.get(name))]) ?? [];
    const few = counts.filter((count) => count > 0 && count < fewest);
    return few.length ? [`${name} (${few.reduce((a, b) => (a < b ? a : b))})`] : [];
  });
}

/** How many people a published table counts, cell by cell; Malformed where it cannot be read. */
function* countsOf(name, data) {
  if (DOCUMENTS.test(name)) yield* told(parseJson(data)).filter((each) => typeof each === "number");
  for (const [pattern, columns] of COUNTED.filter(([each]) => each.test(name))) {
    const header = headerOf(data);
    const places = [...header.keys()].filter((place) => columns.includes(header[place]));
    for (const row of rows(data, header)) {
      yield* places.map((place) => row[place]).filter((cell) => /^[0-9]{1,15}$/.test(cell)).map(Number);
    }
  }
}

/** What the frame says of its strata, a round of answers of itself and of its streams. */
function told(document) {
  if (!(document instanceof Map)) return [];
  const answers = document.get("answers");
  const lists = [["strata", "people"], ["streams", "accepted"]].flatMap(([listed, key]) => {
    const each = document.get(listed);
    return Array.isArray(each) ? each.filter((one) => one instanceof Map).map((one) => one.get(key)) : [];
  });
  return [...(answers instanceof Map ? answers.values() : []), ...lists];
}
