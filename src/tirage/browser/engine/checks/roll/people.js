/**
 * The people of a frame, row by row, as often as somebody asks: they are as many as a country has, and what is held
 * of them is a number a household and a block of their leaves.
 */

import { blocksOf, endOf, placedRows, refuseBytes, textOf } from "../../reading/csv.js";
import { Malformed } from "../../reading/documents.js";
import { FIELD } from "../../primitives/lines.js";
import { Prefix } from "../../primitives/sha256.js";
import { Leaves } from "../../primitives/trees.js";
import { countsOf, sorted } from "../../words.js";

const HEADER = ["pid", "stratum", "household", "idc"];
/** Where the cells of a row begin and end. */
const [PID, PID_END, STRATUM, STRATUM_END, HOME, HOME_END, IDC, IDC_END] = Array(8).keys();
const [BAR, LETTER_H, ZERO, NINE] = [..."|h09"].map((sign) => sign.charCodeAt(0));
const LONGEST_LABEL = 17;
const LONGEST_HASH = 64;
const isSign = (pattern) => Uint8Array.from({ length: 256 }, (_, code) => pattern.test(String.fromCharCode(code)));
const OF_FIELD = isSign(FIELD);
const OF_HASH = isSign(/[0-9a-f]/);
/** Rows that are held: a whole subtree, and less where they are only looked through. */
const [BLOCK, SOME] = [2 ** 16, 2 ** 13];
/** Lines that have so many bytes at most: what is packed small may unpack to a line without end. */
const [FEW, MOST] = [2 ** 14, 2 ** 28];

/** A fault of one of the `file`s; of none in particular, where that is not said. */
export class InFile extends Malformed {
  constructor(shown, file) {
    super(shown);
    this.file = file;
  }
}

/** Everyone who can be written to, in ascending pid. */
export class People {
  #files;
  #codes;
  #passing;
  /** Of each household, by its number, how many people it has. */
  #members = new Uint32Array(1024);
  #households = 0;
  #counts;
  #firsts;
  /** How many there are. */
  length = 0;
  /** How many there are in each file, by its name. */
  byFile = new Map();

  /**
   * `files`: by name, in order; `strata`: people by code, of which only the codes are read; `passing` is told how many
   * rows were gone through. InFile where they are not in their one form.
   */
  constructor(files, strata, passing = () => {}) {
    this.#files = files;
    this.#passing = passing;
    this.strata = strata;
    this.#codes = new Codes([...strata.keys()]);
    [this.#counts, this.#firsts] = [new Uint32Array(strata.size), new Uint32Array(strata.size)];
    const leaves = new Leaves();
    let last = null;
    for (const [name, data] of files) {
      const before = this.length;
      try {
        last = this.#read(data, leaves, last);
      } catch (fault) {
        throw fault instanceof Malformed ? new InFile(fault.shown, name) : fault;
      }
      this.byFile.set(name, this.length - before);
    }
    const alone = this.#members.subarray(1, this.#households + 1).findIndex((count) => count < 2) + 1;
    if (alone) throw new InFile(`household-of-one: h${alone}`);
    this.root = leaves.root();
  }

  /** Read a file, block by block; gives where the last pid is. */
  #read(data, leaves, before) {
    const leaf = new Prefix("\0tirage1|roll|");
    let [last, number] = [before, 1];
    for (const block of blocksOf(data, HEADER, BLOCK)) {
      refuseEndless(block, number);
      for (const row of placedRows(block, HEADER, number, refuseBytes(block))) {
        const { bytes, at } = row;
        last = this.#ascending(bytes, at, last);
        this.#taken(row);
        const place = leaves.next();
        leaf.add(bytes, at[PID], at[PID_END]).add(bytes, at[STRATUM], at[STRATUM_END], BAR);
        leaf.add(bytes, at[IDC], at[IDC_END], BAR).end(leaves.bytes, place);
        this.length++;
      }
      leaves.close();
      number += BLOCK;
      this.#passing(BLOCK);
    }
    return last;
  }

  /** People by stratum. */
  get counts() {
    return this.#byStratum(this.#counts);
  }

  /** Homes by the stratum of the first who lives there; who has no household is a home. */
  get homes() {
    return this.#byStratum(this.#firsts);
  }

  /** How many households have how many people. */
  get sizes() {
    return countsOf(this.#members.subarray(1, this.#households + 1));
  }

  #byStratum(counts) {
    return new Map([...this.strata.keys()].map((code, i) => [code, counts[i]]));
  }

  /** Rows with the `place` of a person, and the number of the `home`, or 0. */
  *again() {
    let place = 0;
    for (const data of this.#files.values()) {
      for (const block of blocksOf(data, HEADER, SOME)) {
        for (const row of placedRows(block, HEADER, 0)) {
          row.place = place++;
          row.home = numberOf(row.bytes, row.at[HOME], row.at[HOME_END]);
          yield row;
        }
        this.#passing(SOME);
      }
    }
  }

  /** The number of the stratum of a row. */
  stratumOf({ bytes, at }) {
    return this.#codes.numberOf(bytes, at[STRATUM], at[STRATUM_END]);
  }

  /** The labels of households, or empty ones, of those who are in the frame, by pid. */
  homesOf(pids) {
    const wanted = sorted(new Set(pids)).filter((pid) => FIELD.test(pid)).map((pid) => new TextEncoder().encode(pid));
    const found = new Map();
    let next = 0;
    for (const { bytes, at, home } of wanted.length ? this.again() : []) {
      let order = 1;
      for (; next < wanted.length; next++) {
        order = compareBytes(wanted[next], 0, wanted[next].length, bytes, at[PID], at[PID_END]);
        if (order >= 0) break;
      }
      if (next === wanted.length) break;
      if (!order) found.set(pidOf({ bytes, at }), home ? `h${home}` : "");
    }
    return found;
  }

  /** Where the pid of this row is, which the next one comes after. */
  #ascending(bytes, at, last) {
    const [start, end] = [at[PID], at[PID_END]];
    const isField = start < end && all(OF_FIELD, bytes, start, end);
    if (!isField || (last && compareBytes(bytes, start, end, last.bytes, last.start, last.end) <= 0)) {
      throw new Malformed("not-ascending", pidOf({ bytes, at }));
    }
    return Object.assign(last ?? {}, { bytes, start, end });
  }

  /** Count a person in the stratum and in the household. */
  #taken({ bytes, at }) {
    const stratum = this.stratumOf({ bytes, at });
    if (stratum < 0) throw new Malformed("unknown-category", textOf(bytes.subarray(at[STRATUM], at[STRATUM_END])));
    this.#counts[stratum]++;
    if (at[IDC_END] - at[IDC] !== LONGEST_HASH || !all(OF_HASH, bytes, at[IDC], at[IDC_END])) {
      throw new Malformed("wrong-value", pidOf({ bytes, at }));
    }
    if (at[HOME] === at[HOME_END]) {
      this.#firsts[stratum]++;
      return;
    }
    const home = numberOf(bytes, at[HOME], at[HOME_END]);
    if (!home || home > this.#households + 1) {
      throw new Malformed("household", textOf(bytes.subarray(at[HOME], at[HOME_END])));
    }
    if (home > this.#households) {
      this.#households = home;
      this.#firsts[stratum]++;
    }
    if (home === this.#members.length) {
      const larger = new Uint32Array(2 * home);
      larger.set(this.#members);
      this.#members = larger;
    }
    this.#members[home]++;
  }
}

/** Malformed where some of the lines of a block are too long together; `number`: of the line before it. */
function refuseEndless(block, number) {
  for (let [start, line] = [0, number + 1]; block.length - start > MOST; line += FEW) {
    const length = endOf(block.subarray(start), FEW);
    if (length < 0 || length > MOST) throw new Malformed("line", line);
    start += length;
  }
}

/** The pid of a row, as a text of its own. */
export const pidOf = ({ bytes, at }) => textOf(bytes.subarray(at[PID], at[PID_END]));

/** Mix the pid of a row into what begins so, and write the digest. */
export const digestOfPid = (prefix, { bytes, at }, out) => prefix.add(bytes, at[PID], at[PID_END]).end(out);

/** Numbers of codes, found by their bytes; those that are mixed alike, which somebody may see to, in ascending order. */
class Codes {
  #known = new Map();

  constructor(codes) {
    codes.forEach((code, number) => {
      const bytes = new TextEncoder().encode(code);
      const alike = mixed(bytes, 0, bytes.length);
      if (!this.#known.has(alike)) this.#known.set(alike, []);
      this.#known.get(alike).push({ bytes, number });
    });
    const order = (one, other) => compareBytes(one.bytes, 0, one.bytes.length, other.bytes, 0, other.bytes.length);
    for (const each of this.#known.values()) each.sort(order);
  }

  /** The number of the code that stands there; −1 where it is none. */
  numberOf(bytes, start, end) {
    const known = this.#known.get(mixed(bytes, start, end)) ?? [];
    let [low, high] = [0, known.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const order = compareBytes(known[middle].bytes, 0, known[middle].bytes.length, bytes, start, end);
      if (!order) return known[middle].number;
      [low, high] = order < 0 ? [middle + 1, high] : [low, middle];
    }
    return -1;
  }
}

/** An integer that the same bytes have, and few others. */
function mixed(bytes, start, end) {
  let found = 0;
  for (let i = start; i < end; i++) found = (Math.imul(found, 31) + bytes[i]) | 0;
  return found;
}

/** The number of a household's label, such as h12; 0 for what is none. */
function numberOf(bytes, start, end) {
  if (end - start < 2 || end - start > LONGEST_LABEL || bytes[start] !== LETTER_H || bytes[start + 1] === ZERO) return 0;
  let found = 0;
  for (let i = start + 1; i < end; i++) {
    if (bytes[i] < ZERO || bytes[i] > NINE) return 0;
    found = 10 * found + bytes[i] - ZERO;
  }
  return found;
}

function all(signs, bytes, start, end) {
  for (let i = start; i < end; i++) if (!signs[bytes[i]]) return false;
  return true;
}

/** Below 0, 0 or above 0 as one comes before the other, is it, or comes after. */
function compareBytes(one, start, end, other, otherStart, otherEnd) {
  const shorter = Math.min(end - start, otherEnd - otherStart);
  for (let i = 0; i < shorter; i++) {
    if (one[start + i] !== other[otherStart + i]) return one[start + i] - other[otherStart + i];
  }
  return end - start - (otherEnd - otherStart);
}
