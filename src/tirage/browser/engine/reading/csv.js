/**
 * CSV in its one form (docs/formats.md): UTF-8, LF, quotes only where they are needed.
 *
 * A file is bytes, or one that is kept elsewhere (`stored.js`): what is asked of both is their `length` and a
 * `subarray`, and no more than a piece of a file is held, but where there are quotes in it.
 */

import { joined } from "../primitives/bytes.js";
import { attempt, Malformed, MOST_VALUES, utf8 } from "./documents.js";
import { first } from "../words.js";

const PIECE = 2 ** 20;
const [LF, CR, COMMA, QUOTE] = [0x0a, 0x0d, 0x2c, 0x22];

/** The records of a CSV file after its header, each as wide as the header; Malformed otherwise. */
export function* rows(data, header) {
  yield* headed(records(data), header);
}

/** Records without the first, which is the header. */
function headed(found, header) {
  refuseHeader(found.next().value ?? [], header);
  return wide(found, header, 1);
}

/** Records that are as wide as the header; `number`: of those before. */
function* wide(found, header, number) {
  for (const record of found) {
    number++;
    if (record.length !== header.length) throw new Malformed("line", number);
    yield record;
  }
}

function refuseHeader(found, header) {
  if (found.length !== header.length || found.some((cell, i) => cell !== header[i])) {
    throw new Malformed("header", first(found.join(","), 1000));
  }
}

function* records(data) {
  if (refuseBytes(data)) {
    yield* quotedRecords(utf8(data.subarray()));
    return;
  }
  for (const piece of wholeLines(data)) for (const line of textOf(piece.subarray(0, -1)).split("\n")) yield cellsOf(line);
}

function cellsOf(line) {
  if (line.length >= MOST_VALUES) {
    let commas = 0;
    for (let at = line.indexOf(","); at >= 0; at = line.indexOf(",", at + 1)) if (++commas >= MOST_VALUES) throw new Malformed("too-much");
  }
  return line.split(",");
}

/** Bytes that are looked at for the end of a header. */
const LONGEST = 2 ** 16;

/** A file after its header in blocks of so many lines, the last of as many as are left; Malformed for another header. */
export function* blocksOf(data, header, lines) {
  const [begins = new Uint8Array()] = wholeLines(data);
  let start = begins.indexOf(LF) + 1 || begins.length;
  headed(records(begins.subarray(0, Math.min(start, LONGEST))), header);
  // Lines are about as long as the first ones, then as those before.
  for (let size = Math.ceil((1.1 * lines * begins.length) / linesIn(begins)); start < data.length; ) {
    const block = data.subarray(start, Math.min(start + size, data.length));
    const end = endOf(block, lines);
    if (end < 0 && start + size < data.length) {
      size *= 2;
      continue;
    }
    const whole = end < 0 ? block : block.subarray(0, end);
    yield whole;
    start += whole.length;
    size = Math.ceil(1.1 * whole.length);
  }
}

function linesIn(bytes) {
  let [count, end] = [1, 0];
  while ((end = bytes.indexOf(LF, end) + 1)) count++;
  return count;
}

/** Where so many lines end; −1 where there are fewer. */
export function endOf(bytes, lines) {
  let end = 0;
  for (let line = 0; line < lines; line++) {
    end = bytes.indexOf(LF, end) + 1;
    if (!end) return -1;
  }
  return end;
}

/**
 * The rows of a block: each as `bytes`, and `at`, where in them its cells begin and end, one after the other. One and
 * the same object is given for every row, but where there are `quotes`. `number`: of the line before the block.
 */
export function* placedRows(block, header, number, quotes = false) {
  if (quotes) {
    for (const record of wide(quotedRecords(textOf(block)), header, number)) yield placed(record);
    return;
  }
  const row = { bytes: block, at: new Int32Array(2 * header.length), end: -1 };
  for (let line = number + 1; row.end + 1 < block.length; line++) {
    if (place(row, row.end + 1) !== header.length) throw new Malformed("line", line);
    yield row;
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

function placed(record) {
  const cells = record.map((cell) => new TextEncoder().encode(cell));
  const at = new Int32Array(2 * cells.length);
  let end = 0;
  cells.forEach(({ length }, i) => at.set([end, (end += length)], 2 * i));
  return { bytes: joined(...cells), at, end };
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
export function refuseBytes(data) {
  let [isText, last, quotes, returns, isLong] = [true, 0, false, false, false];
  // No character goes on after a LF.
  for (const piece of wholeLines(data)) {
    isLong ||= hasLongLine(piece);
    isText &&= isAscii(piece) || attempt(() => utf8(piece), () => null) !== null;
    quotes ||= piece.includes(QUOTE);
    returns ||= piece.includes(CR);
    last = piece.at(-1);
  }
  const begins = data.subarray(0, Math.min(3, data.length));
  if (isLong) throw new Malformed("too-much");
  if (!isText) throw new Malformed("not-utf8");
  if (begins[0] === 0xef && begins[1] === 0xbb && begins[2] === 0xbf) throw new Malformed("bom");
  if (last !== LF) throw new Malformed("no-final-newline");
  if (returns && !quotes) throw new Malformed("carriage-return");
  return quotes;
}

/** Bytes of a line at most. */
const LONGEST_LINE = 2 ** 24;

function hasLongLine(piece) {
  for (let start = 0; piece.length - start > LONGEST_LINE; ) {
    const end = piece.lastIndexOf(LF, start + LONGEST_LINE);
    if (end < start) return true;
    start = end + 1;
  }
  return false;
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
    if (record.length > MOST_VALUES) throw new Malformed("too-much");
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
