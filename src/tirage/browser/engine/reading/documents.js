/**
 * Strict readers: canonical JSON (SPEC §2), CSV and exact numbers (docs/formats.md).
 *
 * What two programs could read in two ways is refused, with a word of `texts` and where or what. An object
 * becomes a Map, an integer a number; exact numbers of the certificate, which are strings, become BigInts.
 */

import { fractionOf, written } from "../primitives/fractions.js";
import { first, sorted } from "../words.js";

const LARGEST_JSON = 64 * 2 ** 20;
const DEEPEST_JSON = 100;
const LONGEST_NUMBER = 1000;

/** Data that cannot be what it claims to be. */
export class Malformed extends Error {
  constructor(word, detail = "") {
    super(word);
    this.shown = detail === "" ? word : `${word}: ${detail}`;
  }
}

/** What `read` gives, or what `refused` makes of the words of a Malformed: null, if nothing else. */
export function attempt(read, refused = () => null) {
  try {
    return read();
  } catch (fault) {
    if (!(fault instanceof Malformed)) throw fault;
    return refused(fault.shown);
  }
}

/** The bytes of a file; none where it is not there. */
export const bytesAt = (files, path) => files.get(path) ?? new Uint8Array();

/** The only text that may stand for `value`. */
export function canonical(value) {
  if (value instanceof Map) {
    const names = sorted(value.keys());
    return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value.get(name))}`).join(",")}}`;
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  // Half of a surrogate pair stays as it is, and is refused where the text is made into bytes.
  return typeof value === "string" && !value.isWellFormed() ? `"${value}"` : JSON.stringify(value);
}

/** A value of a document as a report has it: a text as it is, any other as canonical JSON. */
export function told(value) {
  return typeof value === "object" || value === undefined ? canonical(value ?? null) : `${value}`;
}

/** The value of a canonical document; Malformed unless these bytes are its only form. */
export function parseJson(data) {
  if (data.length > LARGEST_JSON) throw new Malformed("too-large", data.length);
  const text = utf8(data);
  const value = new Reader(text).document();
  const own = canonical(value);
  if (!own.isWellFormed()) throw new Malformed("not-utf8");
  if (own !== text) throw new Malformed("not-canonical");
  if (text.normalize("NFC") !== text) throw new Malformed("not-nfc");
  return value;
}

function utf8(data) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(data);
  } catch {
    throw new Malformed("not-utf8");
  }
}

const NUMBER = /(-?(?:0|[1-9][0-9]*))(\.[0-9]+)?([eE][-+]?[0-9]+)?/y;
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPES = { '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };
const CONSTANTS = { true: true, false: false, null: null };

/** A reader of JSON that sees what JSON.parse does not tell: keys that come twice, and how numbers are written. */
class Reader {
  #text;
  #at = 0;

  constructor(text) {
    refuseDeep(text);
    this.#text = text;
  }

  document() {
    const value = this.#value();
    this.#blank();
    if (this.#at < this.#text.length) throw new Malformed("not-json");
    return value;
  }

  #blank() {
    while (" \t\n\r".includes(this.#text[this.#at] || "?")) this.#at++;
  }

  #taken(mark) {
    this.#blank();
    if (this.#text[this.#at] !== mark) return false;
    this.#at++;
    return true;
  }

  #need(mark) {
    if (!this.#taken(mark)) throw new Malformed("not-json");
  }

  #value() {
    if (this.#taken("{")) return this.#object();
    if (this.#taken("[")) return this.#list();
    if (this.#taken('"')) return this.#string();
    for (const [name, value] of Object.entries(CONSTANTS)) {
      if (this.#text.startsWith(name, this.#at)) {
        this.#at += name.length;
        return value;
      }
    }
    return this.#number();
  }

  #number() {
    for (const name of ["NaN", "Infinity", "-Infinity"]) {
      if (this.#text.startsWith(name, this.#at)) throw new Malformed("float", name);
    }
    NUMBER.lastIndex = this.#at;
    const [whole, integer, ...rest] = NUMBER.exec(this.#text) || [];
    if (whole === undefined) throw new Malformed("not-json");
    if (rest[0] || rest[1]) throw new Malformed("float", first(whole));
    if (integer.length > 17 || !Number.isSafeInteger(Number(integer))) {
      throw new Malformed("large-integer", first(integer));
    }
    this.#at += integer.length;
    return Number(integer) + 0;
  }

  #string() {
    let value = "";
    for (;;) {
      PLAIN.lastIndex = this.#at;
      const plain = PLAIN.exec(this.#text)[0];
      value += plain;
      this.#at += plain.length;
      const mark = this.#text[this.#at++];
      if (mark === '"') return value;
      if (mark !== "\\") throw new Malformed("not-json");
      value += this.#escaped();
    }
  }

  #escaped() {
    const mark = this.#text[this.#at++];
    if (Object.hasOwn(ESCAPES, mark)) return ESCAPES[mark];
    const digits = this.#text.slice(this.#at, this.#at + 4);
    if (mark !== "u" || !/^[0-9a-fA-F]{4}$/.test(digits)) throw new Malformed("not-json");
    this.#at += 4;
    return String.fromCharCode(parseInt(digits, 16));
  }

  #list() {
    const items = [];
    if (this.#taken("]")) return items;
    for (;;) {
      items.push(this.#value());
      if (this.#taken("]")) return items;
      this.#need(",");
    }
  }

  #object() {
    const pairs = [];
    if (this.#taken("}")) return new Map();
    for (;;) {
      this.#need('"');
      const name = this.#string();
      this.#need(":");
      pairs.push([name, this.#value()]);
      if (this.#taken("}")) return asMap(pairs);
      this.#need(",");
    }
  }
}

function asMap(pairs) {
  const value = new Map();
  for (const [name, content] of pairs) {
    if (value.has(name)) throw new Malformed("duplicate-key", name);
    if (/[^\0-\x7f]/.test(name)) throw new Malformed("key-not-ascii", name);
    value.set(name, content);
  }
  return value;
}

/** Brackets outside strings, before anything is read: no nesting reaches the end of a stack. */
function refuseDeep(text) {
  let depth = 0;
  let inside = false;
  for (let i = 0; i < text.length; i++) {
    const mark = text.charCodeAt(i);
    if (inside) {
      if (mark === 0x5c) i++;
      else if (mark === 0x22) inside = false;
    } else if (mark === 0x22) inside = true;
    else if (mark === 0x5b || mark === 0x7b) {
      if (++depth > DEEPEST_JSON) throw new Malformed("too-deep");
    } else if (mark === 0x5d || mark === 0x7d) depth--;
  }
}

// --- CSV ----------------------------------------------------------------------------------------------------

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

// --- Numbers ------------------------------------------------------------------------------------------------

/** An integer ≥ 0 from its only decimal form. */
export function natural(text) {
  if (typeof text !== "string" || text.length > LONGEST_NUMBER || !/^(?:0|[1-9][0-9]*)$/.test(text)) {
    throw new Malformed("not-an-integer", first(told(text)));
  }
  return BigInt(text);
}

/** An integer from its only decimal form (`-0` is none). */
export function integer(text) {
  const negative = typeof text === "string" && text.startsWith("-") && text !== "-0";
  return negative ? -natural(text.slice(1)) : natural(text);
}

/** A fraction ≥ 0 in lowest terms, written `4/53`, or as an integer where it is one. */
export function fraction(text) {
  const short = typeof text === "string" && text.length <= 2 * LONGEST_NUMBER;
  const match = short && /^(0|[1-9][0-9]*)(?:\/([1-9][0-9]*))?$/.exec(text);
  if (!match) throw new Malformed("not-a-fraction", first(told(text)));
  const value = fractionOf(natural(match[1]), natural(match[2] ?? "1"));
  if (written(value) !== text) throw new Malformed("not-a-fraction", first(text));
  return value;
}
