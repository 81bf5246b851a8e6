/** CSV in its one form (docs/formats.md): UTF-8, LF, quotes only where they are needed. */

import { attempt, Malformed, utf8 } from "./documents.js";
import { first } from "../words.js";

/** The records of a CSV file after its header, each as wide as the header; Malformed otherwise. */
export function* rows(data, header) {
  const found = records(data);
  const start = found.next().value ?? [];
  if (start.length !== header.length || start.some((cell, i) => cell !== header[i])) {
    throw new Malformed("header", start.join(","));
  }
  let number = 1;
  for (const record of found) {
    number++;
    if (record.length !== header.length) throw new Malformed("line", number);
    yield record;
  }
}

function* records(data) {
  refuseBytes(data);
  if (data.includes(0x22)) {
    yield* quotedRecords(utf8(data));
    return;
  }
  if (data.includes(0x0d)) throw new Malformed("carriage-return");
  for (const line of textLines(data)) yield line.split(",");
}

/** The cells of the first line alone; none where they are malformed, which is no header that anyone expects. */
export function headerOf(data) {
  const [line = new Uint8Array()] = linesOf(data);
  return attempt(
    () => quotedRecords(`${textOf(line)}\n`).next().value,
    () => [],
  );
}

/** The lines of a text that ends with LF, a megabyte or a line decoded at a time. */
function* textLines(data) {
  for (let start = 0, end; start < data.length; start = end + 1) {
    end = data.lastIndexOf(0x0a, start + 2 ** 20);
    if (end < start) end = data.indexOf(0x0a, start);
    yield* textOf(data.subarray(start, end)).split("\n");
  }
}

/** UTF-8 that ends with LF and does not begin with a BOM; a gigabyte is looked at piece by piece. */
function refuseBytes(data) {
  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  try {
    for (let at = 0; at < data.length; at += 2 ** 20) strict.decode(data.subarray(at, at + 2 ** 20), { stream: true });
    strict.decode();
  } catch {
    throw new Malformed("not-utf8");
  }
  if (data[0] === 0xef && data[1] === 0xbb && data[2] === 0xbf) throw new Malformed("bom");
  if (data.at(-1) !== 0x0a) throw new Malformed("no-final-newline");
}

/** The lines without their LF, one at a time; a last line without one counts as a line. */
export function* linesOf(data) {
  for (let start = 0; start < data.length; ) {
    const found = data.indexOf(0x0a, start);
    const end = found < 0 ? data.length : found;
    yield data.subarray(start, end);
    start = end + 1;
  }
}

/** Whether bytes hold a text that begins with LF: the beginning of a line, or more of it. */
export function contains(data = new Uint8Array(), text) {
  const wanted = new TextEncoder().encode(text);
  for (let at = data.indexOf(0x0a); at >= 0; at = data.indexOf(0x0a, at + 1)) {
    if (at + wanted.length <= data.length && wanted.every((byte, i) => data[at + i] === byte)) return true;
  }
  return false;
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The text of bytes that are UTF-8. */
export const textOf = (bytes) => decoder.decode(bytes);

function* quotedRecords(text) {
  let record = [];
  let at = 0;
  for (let cell; (cell = cellAt(text, at)); ) {
    if (cell.quoted && !/[,"\r\n]/.test(cell.value)) throw new Malformed("needless-quotes", first(cell.value));
    record.push(cell.value);
    at = cell.end;
    if (text[at - 1] === "\n") {
      yield record;
      record = [];
    }
  }
  if (record.length || at < text.length) throw new Malformed("not-csv", first(text.slice(at, at + 60)));
}

const BARE = /[^",\r\n]*/y;

/** The cell that begins at a place, and where the next one does; null where there is none. */
function cellAt(text, at) {
  let end = at + 1;
  const quoted = text[at] === '"';
  if (quoted) {
    for (; (end = text.indexOf('"', end)) >= 0 && text[end + 1] === '"'; end += 2);
    if (end++ < 0) return null;
  } else {
    BARE.lastIndex = at;
    end = at + BARE.exec(text)[0].length;
  }
  if (text[end] !== "," && text[end] !== "\n") return null;
  const value = quoted ? text.slice(at + 1, end - 1).replaceAll('""', '"') : text.slice(at, end);
  return { quoted, value, end: end + 1 };
}
