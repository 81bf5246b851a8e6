/**
 * The sampling frame: who could be written to, in which stratum, and the tree that holds them all (SPEC §9).
 *
 * Checks 1.10 to 1.12. Whether the frame is the roll is for those who hold the roll; that nobody was added,
 * moved or taken out since it was closed is for anyone.
 */

import { shownSizes } from "../beyond.js";
import { check, compared, fact, judged, Missing, noFault, notChecked, orNull, part, remark } from "../../kernel.js";
import { bytesAt, canonical, Malformed, parseJson, told } from "../../reading/documents.js";
import { absenceOf } from "../../reading/pack.js";
import { FRAME, isDivision, missingOf, PARTS, peopleFiles, PIDS, shownFile, wrongSizes } from "./parts.js";
import { InFile, People } from "./people.js";
import { follows } from "../record/succession.js";
import {
  each, exactly, isCount, isField, isHash, isText, listOf, mappingOf, oneOf, record, shaped,
} from "../../reading/shapes.js";
import { LISTS } from "../../reading/bodies.js";
import { sorted, sumOf } from "../../words.js";

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
  const document = parseJson(data);
  const divided = document instanceof Map && document.has("parts");
  const frame = shaped(document, divided ? { ...FRAME_KEYS, parts: isDivision } : FRAME_KEYS);
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
    const lists = unlisted(frame, frameAct, rolls, orNull(() => facts.rules));
    const faults = [...uneven(frame, frameAct, rolls), ...strange, ...lists];
    return noFault(faults, { checked: frame.strata.size });
  }, { file: FRAME }),
  ...PARTS,
  check("frame.people", (facts) => {
    const { frame, people, names } = facts;
    const counted = people.counts;
    const wrong = [...frame.strata].filter(([code, number]) => counted.get(code) !== number);
    const faults = wrong.map(([code, number]) => `${code}: ${counted.get(code)} ≠ ${number}`);
    faults.push(...wrongSizes(people, orNull(() => facts.division)));
    return noFault(faults, { checked: people.length, file: shownFile(names) });
  }, { file: PIDS }),
  check("frame.root", ({ frame, people, names }) => compared(people.root, frame.root, shownFile(names)), { file: PIDS }),
  // Rows that are somebody's and all rows, people left out, hash.
  remark("beyond.exclusions", ({ frameAct }) => {
    const words = listsOf(frameAct).map(({ list, matched, rows, people, sha256 }) =>
      `${list} ${matched}/${rows}, ${people}, ${sha256.slice(0, 16)}…`);
    return words.length > 0 && notChecked(words.join("; "));
  }, { file: "journal/" }),
  // They get one letter each: whoever is put into one shares it.
  remark("beyond.households", ({ people, names }) => {
    const shown = shownSizes(people.sizes);
    return shown && notChecked(shown, shownFile(names));
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
  fact("names", (facts) => peopleFiles(orNull(() => facts.frameAct))),
  fact("people", ({ files, frame, names, passing }) => {
    const missing = missingOf(files, names);
    if (!files.has(missing)) throw new Missing(absenceOf(files, missing), { file: shownFile(names) });
    try {
      return new People(new Map(names.map((name) => [name, files.get(name)])), frame.strata, passing);
    } catch (fault) {
      if (!(fault instanceof InFile)) throw fault;
      throw new Missing("blocked", { first: judged(false, { got: fault.shown, file: fault.file ?? shownFile(names) }) });
    }
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

/** The lists of exclusion on record. */
const listsOf = ({ exclusions }) => (exclusions ?? []).map((each) => Object.fromEntries(each));

/** Lists of exclusion whose figures cannot be, or are not those of the frame; people left out by no list. */
function* unlisted({ causes }, act, rolls, rules) {
  const listed = listsOf(act);
  const lists = new Map(listed.map((each) => [each.list, each]));
  if (lists.size < listed.length) yield `exclusions: ${listed.map(({ list }) => list).join(", ")}`;
  for (const [name, { rows, matched, decided, people }] of lists) {
    const leftOut = causes.get(name) ?? 0;
    const fits = decided <= matched && matched <= rows && (!people || matched);
    if (!fits || (rules && !rules.exclusions.includes(name))) yield `${name}: ${rows}, ${matched}, ${decided}, ${people}`;
    else if (people !== leftOut) yield `${name}: ${leftOut} ≠ ${people}`;
  }
  const known = new Set([...CAUSES, ...FORMER, ...lists.keys(), ...rolls.flatMap((roll) => [...roll.causes.keys()])]);
  for (const cause of sorted(causes.keys())) if (!known.has(cause)) yield `${cause}: ${causes.get(cause)} ≠ 0`;
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
