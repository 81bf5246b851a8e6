/**
 * The sampling frame: who could be written to, in which stratum, and the tree that holds them all (SPEC §9).
 *
 * Checks 1.10 to 1.12. Whether the frame is the roll is for those who hold the roll; that nobody was added,
 * moved or taken out since it was closed is for anyone.
 */

import { sizesOf } from "../beyond.js";
import { check, compared, fact, Missing, noFault, notChecked, orNull, part, remark } from "../../kernel.js";
import { rows } from "../../reading/csv.js";
import { bytesAt, canonical, Malformed, parseJson, told } from "../../reading/documents.js";
import { FIELD, HASH } from "../../primitives/lines.js";
import { absenceOf } from "../../reading/pack.js";
import { Prefix } from "../../primitives/sha256.js";
import { Leaves } from "../../primitives/trees.js";
import { follows } from "../record/succession.js";
import {
  each, exactly, isCount, isField, isHash, isText, listOf, mappingOf, oneOf, record, shaped,
} from "../../reading/shapes.js";
import { LISTS } from "../../reading/bodies.js";
import { countsOf, sorted, sumOf } from "../../words.js";

export const FRAME = "public/frame.json";
export const PIDS = "guarantors/frame.csv";
/** Why a row is not in the frame, beside what a roll and the rules have. */
const CAUSES = ["duplicate", "no-address", "no-stream", "no-stratum"];
/** The same, of an assembly that follows another. */
const FORMER = ["former-member", "invited"];
const COUNTED = ["read", "kept", "excluded"];
const FRAME_KEYS = {
  ...each(isCount, ...COUNTED),
  spec: exactly("tirage/2"),
  ...each(isHash, "rules", "root"),
  people: isCount,
  causes: mappingOf(isCount),
  lists: listOf(record({ ...each(isCount, ...COUNTED), list: oneOf(...LISTS) })),
  strata: listOf(record({ code: isField, labels: listOf(isText), people: isCount })),
};

/** The document of canonical bytes, its strata `listed` and their people by code; Malformed in another form. */
export function readFrame(data) {
  const frame = shaped(parseJson(data), FRAME_KEYS);
  frame.lists = frame.lists.map((list) => Object.fromEntries(list));
  const listed = frame.strata.map((stratum) => Object.fromEntries(stratum));
  const strata = new Map(listed.map(({ code, people }) => [code, people]));
  if (strata.size !== listed.length) throw new Malformed("duplicate-key", "strata");
  return { ...frame, listed, strata };
}

const FRAMED = [
  check("frame.counts", (facts) => {
    const { frame, frameAct, rolls, entries } = facts;
    const strange = unknown(frame, rolls, orNull(() => facts.rules), follows({ entries }));
    const faults = [...uneven(frame, frameAct, rolls), ...strange];
    return noFault(faults, { checked: frame.strata.size });
  }, { file: FRAME }),
  check("frame.people", ({ frame, people }) => {
    const counted = countsOf(people.stratum);
    const wrong = [...frame.strata].filter(([code, number]) => (counted.get(code) ?? 0) !== number);
    const faults = wrong.map(([code, number]) => `${code}: ${counted.get(code) ?? 0} ≠ ${number}`);
    return noFault(faults, { checked: people.pids.length });
  }, { file: PIDS }),
  check("frame.root", ({ frame, people }) => compared(people.root, frame.root), { file: PIDS }),
  // They get one letter each: whoever is put into one shares it.
  remark("beyond.households", ({ people }) => {
    const shown = sizesOf(people.household.filter(Boolean));
    return shown && notChecked(shown);
  }, { file: PIDS }),
];

export const FRAMES = [
  fact("frameAct", ({ entries }) => {
    const act = entries.find(({ type }) => type === "frame");
    // An act that cannot be read: nothing to compare the frame with.
    if (!act) throw new Missing("blocked", { file: "" });
    return act.body;
  }),
  fact("frame", ({ frameAct: _, files, excused }) => {
    if (excused.has(FRAME)) throw new Missing(absenceOf(files, FRAME), { file: FRAME });
    return readFrame(bytesAt(files, FRAME));
  }),
  fact("people", ({ files, frame }) => {
    if (!files.has(PIDS)) throw new Missing(absenceOf(files, PIDS));
    return readPeople(files.get(PIDS), frame.strata);
  }),
  part(FRAMED, function* ({ framed }) {
    if (framed) yield {};
  }, { due: ({ framed }) => framed }),
];

/** Figures that do not add up, or that the journal has otherwise. */
function* uneven(frame, act, rolls) {
  const balanced = ({ read, kept, excluded }) => BigInt(read) === sumOf([kept, excluded]);
  const sums = [
    ["read", frame.read, sumOf([frame.kept, frame.excluded])],
    ["excluded", frame.excluded, sumOf(frame.causes.values())],
    ["strata", frame.people, sumOf(frame.strata.values())],
    ["kept", frame.people, frame.kept],
    ["rolls", frame.read, sumOf(rolls.map(({ read }) => read))],
    ...COUNTED.map((key) => [`lists ${key}`, frame[key], sumOf(frame.lists.map((list) => list[key]))]),
    ...[...COUNTED, "people", "causes", "root", "rules"].map((key) => [`journal ${key}`, frame[key], act[key]]),
  ];
  for (const [name, got, wanted] of sums) {
    const [said, meant] = [got, wanted].map((value) => (value instanceof Map ? canonical(value) : `${value}`));
    if (said !== meant) yield `${name}: ${told(got)} ≠ ${told(wanted)}`;
  }
  for (const list of frame.lists) if (!balanced(list)) yield `${list.list}: ${list.read}`;
}

/** Causes that are none of the rules, lists that are none of the rolls, and figures that they do not bear. */
function* unknown({ causes, lists }, rolls, rules, following) {
  const aside = new Map();
  for (const roll of rolls) for (const [cause, count] of roll.causes) aside.set(cause, sumOf([aside.get(cause) ?? 0, count]));
  for (const cause of sorted(causes.keys())) {
    const former = FORMER.includes(cause);
    const ruled = former ? following : CAUSES.includes(cause) || !rules || rules.exclusions.includes(cause);
    const known = ruled || aside.has(cause);
    if (!known || !causes.get(cause)) yield `${cause}: ${causes.get(cause)}`;
  }
  for (const cause of sorted(aside.keys())) {
    const own = causes.get(cause) ?? 0;
    if (BigInt(own) < aside.get(cause)) yield `${cause}: ${own} < ${aside.get(cause)}`;
  }
  const names = lists.map(({ list }) => list);
  const inOrder = sorted(new Set(names));
  if (inOrder.length !== names.length || inOrder.some((name, i) => name !== names[i])) yield `lists: ${names.join(", ")}`;
  const read = new Map();
  for (const roll of rolls) read.set(roll.list, sumOf([read.get(roll.list) ?? 0, roll.read]));
  for (const { list, read: said } of lists) {
    const own = read.get(list) ?? 0n;
    read.delete(list);
    if (BigInt(said) < own || BigInt(said) > own + (read.get("") ?? 0n)) yield `${list}: ${said} ≠ ${own}`;
  }
  for (const name of sorted(read.keys())) if (name && read.get(name)) yield `${name}: ${read.get(name)}`;
}

/**
 * The people of `guarantors/frame.csv`, in ascending pid, and the root of their leaves. `household` has the
 * number of a label of two people or more, or 0.
 */
function readPeople(data, strata) {
  const frame = { strata, pids: [], stratum: [], household: [], root: "" };
  const members = [0];
  const codes = new Map([...strata.keys()].map((code) => [code, code]));
  const leaf = new Prefix("\0tirage1|roll|");
  const leaves = new Leaves();
  let [last, some] = ["", []];
  for (const [pid, stratum, home, idc] of rows(data, ["pid", "stratum", "household", "idc"])) {
    if (!FIELD.test(pid) || pid <= last) throw new Malformed("not-ascending", pid);
    if (!codes.has(stratum)) throw new Malformed("unknown-category", stratum);
    if (!HASH.test(idc)) throw new Malformed("wrong-value", pid);
    const household = /^h[1-9][0-9]{0,15}$/.test(home) ? Number(home.slice(1)) : 0;
    if (home && !(household >= 1 && household <= members.length)) throw new Malformed("household", home);
    if (household) members[household] = (members[household] ?? 0) + 1;
    some.push(pid);
    if (some.length === AT_ONCE) some = kept(some, frame.pids);
    frame.stratum.push(codes.get(stratum));
    frame.household.push(household);
    const place = leaves.next();
    leaf.digest(`${pid}|${stratum}|${idc}`, leaves.bytes, place);
    last = pid;
  }
  kept(some, frame.pids);
  const alone = members.findIndex((count, home) => home > 0 && count < 2);
  if (alone > 0) throw new Malformed("household-of-one", `h${alone}`);
  frame.root = leaves.root();
  return frame;
}

const AT_ONCE = 4096;

/** Move some pids to the end of a list, as texts of their own: one cut from a file keeps the whole file in memory. */
function kept(some, pids) {
  if (some.length) pids.push(...some.join(",").split(","));
  return [];
}
