/**
 * Canonical JSON (SPEC §2). An object becomes a Map, an integer a number.
 *
 * What two programs could read in two ways is refused, with a word of `texts` and where or what.
 */

import { first, sorted } from "../words.js";
import { UNICODE } from "../specified.js";

const LARGEST_JSON = 64 * 2 ** 20;
const DEEPEST_JSON = 100;
/** In a document, and cells in a line: what is made of a text is some times longer than the text. */
export const MOST_VALUES = 2 ** 20;

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
  // What is assigned is normalised alike by every computer.
  const sign = unassigned(text);
  if (sign) throw new Malformed("unassigned", `U+${sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`);
  if (text.normalize("NFC") !== text) throw new Malformed("not-nfc");
  return value;
}

/** The first character of a text that Unicode 14.0 has not assigned, if there is one. */
function unassigned(text) {
  for (const [sign] of text.matchAll(/[^\0-\x7f]/gu)) {
    const code = sign.codePointAt(0);
    let [low, high] = [0, UNICODE.assigned.length];
    // The last range that begins at this character or before.
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (UNICODE.assigned[middle][0] <= code) low = middle;
      else high = middle;
    }
    if (code > UNICODE.assigned[low][1]) return sign;
  }
  return null;
}

/** The text of bytes; Malformed where they are not UTF-8. */
export function utf8(data) {
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
    refuseMonstrous(text);
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

/**
 * Brackets and commas outside strings, before anything is read.
 *
 * No nesting reaches the end of a stack, and no number of values that of a memory.
 */
function refuseMonstrous(text) {
  let [depth, values] = [0, 0];
  let inside = false;
  for (let i = 0; i < text.length; i++) {
    const mark = text.charCodeAt(i);
    if (inside) {
      if (mark === 0x5c) i++;
      else if (mark === 0x22) inside = false;
    } else if (mark === 0x22) inside = true;
    else if (mark === 0x5b || mark === 0x7b || mark === 0x2c) {
      if (mark !== 0x2c && ++depth > DEEPEST_JSON) throw new Malformed("too-deep");
      if (++values > MOST_VALUES) throw new Malformed("too-much");
    } else if (mark === 0x5d || mark === 0x7d) depth--;
  }
}
