/**
 * The files that a frame was made from, a row each in one file of the record. Check 1.22.
 *
 * Whether these are the rolls is for those who hold them; that none was added, left out or counted twice since is
 * for anyone, and each who sent a file can look for its hash here.
 */

import { check, fact, Missing, noFault } from "../kernel.js";
import { HASH } from "../primitives/lines.js";
import { LISTS } from "../reading/bodies.js";
import { rows } from "../reading/csv.js";
import { bytesAt, Malformed } from "../reading/documents.js";
import { absenceOf } from "../reading/pack.js";
import { isDay } from "../reading/shapes.js";
import { compareLists, compareText, sumOf } from "../words.js";
import { firstBody } from "./record/journal.js";

const FILE = "public/rolls.csv";
const HEADER = ["sha256", "kind", "list", "commune", "date", "encoding", "read", "set_aside", "causes"];
const KINDS = ["layout-a", "layout-b", "cards", "mapping"];
const COUNT = /^(?:0|[1-9][0-9]{0,14})$/;
/** Of rows that nobody could be read from: of two words, so that nobody is left out for one of them. */
const CAUSE = /^([a-z]+\.[a-z]+):([1-9][0-9]{0,14})$/;

const isFramed = ({ framed }) => framed;

export const RECEIVED = [
  fact("rollsAct", ({ entries }) => {
    const act = firstBody(entries, "rolls");
    // An act that cannot be read: nothing to compare the files with.
    if (!act) throw new Missing("blocked", { file: "" });
    return act;
  }),
  fact("rolls", ({ rollsAct: _, files, excused }) => {
    if (excused.has(FILE)) throw new Missing(absenceOf(files, FILE), { file: FILE });
    const found = [];
    for (const row of rows(bytesAt(files, FILE), HEADER)) found.push(fileOf(row, found.length + 2));
    return found;
  }),
  check("frame.rolls", ({ rolls, rollsAct }) =>
    noFault([...misplaced(rolls), ...miscounted(rolls, rollsAct)], { checked: rolls.length }), {
    file: FILE,
    when: isFramed,
    due: isFramed,
  }),
];

/** Files that are not in order, and those that are there twice and have rows. */
function* misplaced(files) {
  for (const [place, { key, read }] of files.entries()) {
    const before = files[place - 1]?.key ?? [];
    if (compareLists(key, before) < 0) yield `${key[0].slice(0, 8)}: order`;
    if (key[0] === before[0] && read) yield `${key[0].slice(0, 8)}: repeated`;
  }
}

/** Rows set aside that are not those of the causes, and sums that the record has otherwise. */
function* miscounted(files, act) {
  for (const { key, read, set_aside: aside, causes } of files) {
    if (BigInt(aside) !== sumOf(causes.values()) || aside > read) yield `${key[0].slice(0, 8)}: ${aside}`;
  }
  const sum = (name) => sumOf(files.map((each) => each[name]));
  for (const [name, found] of [["files", BigInt(files.length)], ["read", sum("read")], ["set_aside", sum("set_aside")]]) {
    if (found !== BigInt(act[name])) yield `${name}: ${found} ≠ ${act[name]}`;
  }
}

/** A file that was received; `key` has its hash, list, commune and date, by which files are in order. */
function fileOf([digest, kind, list, commune, date, , read, aside, causes], number) {
  const lawful = HASH.test(digest) && KINDS.includes(kind) && [...LISTS, ""].includes(list);
  if (!lawful || !(date === "" || isDay(date)) || !COUNT.test(read) || !COUNT.test(aside)) {
    throw new Malformed("line", number);
  }
  const counted = { read: Number(read), set_aside: Number(aside), causes: causesOf(causes, number) };
  return { key: [digest, list, commune, date], list, ...counted };
}

/** Cause → rows, in ascending order of causes, none without a row. */
function causesOf(cell, number) {
  const found = (cell ? cell.split(" ") : []).map((part) => CAUSE.exec(part));
  const inOrder = found.every((match, place) => match && (!place || compareText(found[place - 1][1], match[1]) < 0));
  if (!inOrder) throw new Malformed("line", number);
  return new Map(found.map(([, cause, count]) => [cause, Number(count)]));
}
