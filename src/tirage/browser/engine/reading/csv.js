/**
 * CSV in its one form (docs/formats.md): UTF-8, LF, quotes only where they are needed.
 *
 * A file is bytes, or one that is kept elsewhere (`stored.js`): what is asked of both is their `length` and a
 * `subarray`, and no more than a piece of a file is held, but where there are quotes in it.
 */

import { attempt, Malformed, utf8 } from "./documents.js";
import { first } from "../words.js";

const PIECE = 2 ** 20;
const [LF, CR, COMMA, QUOTE] = [0x0a, 0x0d, 0x2c, 0x22];

/** The records of a CSV file after its header, each as wide as the header; Malformed otherwise. */
export function* rows(data, header) {
  for (const record of wide(records(data), header)) yield record;
}

/** Records without the first, which is the header, all of them as wide. */
function* wide(found, header) {
  refuseHeader(found.next().value ?? [], header);
  let number = 1;
  for (const record of found) {
    number++;
    if (record.length !== header.length) throw new Malformed("line", number);
    yield record;
  }
}

function refuseHeader(found, header) {
  if (found.length !== header.length || found.some((cell, i) => cell !== header[i])) {
    throw new Malformed("header", found.join(","));
  }
}

function* records(data) {
  if (refuseBytes(data)) {
    yield* quotedRecords(utf8(data.subarray()));
    return;
  }
  for (const piece of wholeLines(data)) for (const line of textOf(piece.subarray(0, -1)).split("\n")) yield line.split(",");
}

/**
 * The same rows where they are without number: each as `bytes`, and `at`, where in them its cells begin and end,
 * one after the other. One and the same object is given for every row.
 */
export function* placedRows(data, header) {
  const row = { bytes: new Uint8Array(), at: new Int32Array(2 * header.length), end: 0 };
  if (refuseBytes(data)) {
    for (const record of wide(quotedRecords(utf8(data.subarray())), header)) yield placed(record, row);
    return;
  }
  let number = 0;
  for (const piece of wholeLines(data)) {
    row.bytes = piece;
    for (let start = 0; start < piece.length; start = row.end + 1) {
      const cells = place(row, start);
      if (!number++) refuseHeader(textOf(piece.subarray(start, row.end)).split(","), header);
      else if (cells !== header.length) throw new Malformed("line", number);
      else yield row;
    }
  }
}

/** Where the cells of the line are that begins there, and its `end`; how many cells there are. */
function place(row, start) {
  const { bytes, at } = row;
  at[0] = start;
  let [end, cell] = [start, 0];
  for (; ; end++) {
    const sign = bytes[end];
    // Most signs come after both.
    if (sign > COMMA || (sign !== COMMA && sign !== LF)) continue;
    at[cell + 1] = end;
    if (sign === LF) break;
    at[cell += 2] = end + 1;
  }
  row.end = end;
  return cell / 2 + 1;
}

function placed(record, row) {
  const cells = record.map((cell) => new TextEncoder().encode(cell));
  let end = 0;
  cells.forEach(({ length }, i) => row.at.set([end, (end += length)], 2 * i));
  row.bytes = new Uint8Array(end);
  cells.forEach((cell, i) => row.bytes.set(cell, row.at[2 * i]));
  return row;
}

/** The cells of the first line alone; none where they are malformed, which is no header that anyone expects. */
export function headerOf(data) {
  const [line = new Uint8Array()] = linesOf(data);
  return attempt(
    () => quotedRecords(`${textOf(line)}\n`).next().value,
    () => [],
  );
}

/** A file in pieces of a megabyte, or of a line; each ends with LF, but the last of a file that does not. */
export function* wholeLines(data) {
  for (let start = 0; start < data.length; ) {
    let [piece, end] = [null, 0];
    for (let size = PIECE; !end; size *= 2) {
      piece = data.subarray(start, Math.min(start + size, data.length));
      end = start + piece.length < data.length ? piece.lastIndexOf(LF) + 1 : piece.length;
    }
    yield piece.subarray(0, end);
    start += end;
  }
}

/** Whether there are quotes in a text; Malformed for what is no UTF-8 that ends with LF, or begins with a BOM. */
function refuseBytes(data) {
  if (!seen.has(data)) seen.set(data, looked(data));
  const { isText, begins, last, quotes, returns } = seen.get(data);
  if (!isText) throw new Malformed("not-utf8");
  if (begins[0] === 0xef && begins[1] === 0xbb && begins[2] === 0xbf) throw new Malformed("bom");
  if (last !== LF) throw new Malformed("no-final-newline");
  if (returns && !quotes) throw new Malformed("carriage-return");
  return quotes;
}

/** What was found of a file, which is looked at once. */
const seen = new WeakMap();

function looked(data) {
  const found = { isText: true, begins: data.subarray(0, Math.min(3, data.length)), last: 0, quotes: false, returns: false };
  // No character goes on after a LF.
  for (const piece of wholeLines(data)) {
    if (!isAscii(piece)) found.isText &&= attempt(() => utf8(piece), () => null) !== null;
    found.quotes ||= piece.includes(QUOTE);
    found.returns ||= piece.includes(CR);
    found.last = piece.at(-1);
  }
  return found;
}

function isAscii(bytes) {
  let all = 0;
  for (let i = 0; i < bytes.length; i++) all |= bytes[i];
  return all < 0x80;
}

/** The lines without their LF, one at a time; a last line without one counts as a line. */
export function* linesOf(data) {
  for (const piece of wholeLines(data)) {
    for (let start = 0; start < piece.length; ) {
      const found = piece.indexOf(LF, start);
      const end = found < 0 ? piece.length : found;
      yield piece.subarray(start, end);
      start = end + 1;
    }
  }
}

/** Whether bytes hold a text that begins with LF: the beginning of a line, or more of it. */
export function contains(data = new Uint8Array(), text) {
  const wanted = new TextEncoder().encode(text.slice(1));
  const after = (piece, start) => piece.indexOf(LF, start) + 1 || piece.length;
  let begun = false;
  for (const piece of wholeLines(data)) {
    // The first line comes after no LF.
    for (let at = begun ? 0 : after(piece, 0); at < piece.length; at = after(piece, at)) {
      if (at + wanted.length <= piece.length && wanted.every((byte, i) => piece[at + i] === byte)) return true;
    }
    begun = true;
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
