/** The entries of a journal by the names of their files, and what can still be read of each. */

import { attempt, parseJson } from "./documents.js";
import { hashOf } from "../primitives/lines.js";
import { compareText, sorted } from "../words.js";

export const NAME = /^journal\/([0-9]{4}|[1-9][0-9]{4,14})-([a-z]+)\.json$/;
/** What the first entry holds in the place of the hash of one before. */
export const START = "0".repeat(64);

/** The number of an entry by its name; what is no entry's name comes last. */
const placeOf = (name) => Number(NAME.exec(name)?.[1] ?? Number.MAX_VALUE);
export const byNumber = (a, b) => placeOf(a) - placeOf(b) || compareText(a, b);

/** Names of the entries among those of files, by their numbers. */
const entryNames = (files) => sorted([...files.keys()].filter((name) => NAME.test(name)), byNumber);

/** SHA-256 of the last entry by number; 64 zeros where there is none. */
export function headOf(files) {
  const last = entryNames(files).at(-1);
  return last ? hashOf(files.get(last)) : START;
}

/** File, type (by the file's name), time and body of each entry, in order; no body where it cannot be read. */
export const actsIn = (files) =>
  entryNames(files).map((file) => ({ file, type: NAME.exec(file)[2], ...said(files.get(file)) }));

function said(data) {
  const entry = attempt(() => parseJson(data));
  const [time, body] = entry instanceof Map ? [entry.get("time"), entry.get("body")] : [];
  return { time, body: body instanceof Map ? body : null };
}
