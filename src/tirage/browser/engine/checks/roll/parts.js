/**
 * The files of a frame's people: which they are, and that parts are those named. Check 1.23.
 *
 * `public/frame.json` names each part with its people, its hash and the root of its leaves; the roots fold to that of
 * the frame.
 */

import { check, fact, Missing, noFault, orNull } from "../../kernel.js";
import { hashOf, hashText } from "../../primitives/lines.js";
import { rootOf } from "../../primitives/trees.js";
import { isParts } from "../../reading/acts.js";
import { canonical } from "../../reading/documents.js";
import { absenceOf } from "../../reading/pack.js";
import { isHash, isNumber, record, some } from "../../reading/shapes.js";
import { sumOf } from "../../words.js";

export const FRAME = "public/frame.json";
export const PIDS = "guarantors/frame.csv";
/** What a check of all parts names. */
const FOLDER = "guarantors/";
/** People of a part at most. */
const LARGEST = 2 ** 20;
const isForm = record({ size: isNumber, files: some(record({ people: isNumber, sha256: isHash, root: isHash })) });

/** The parts of a frame, in the form of docs/formats.md. */
export const isDivision = (value) => isForm(value) && isParts(value.get("files").length);

const partFile = (number) => `guarantors/frame-${number}.csv`;

/** The files of the people of a frame, in order, as its act tells. */
export const peopleFiles = (act) =>
  act?.parts === undefined ? [PIDS] : Array.from({ length: act.parts }, (_, place) => partFile(place + 1));

/** The first of these files that is not here; the first of all where none is missing. */
export const missingOf = (files, names) => names.find((name) => !files.has(name)) ?? names[0];

/** What stands for the files in a line of a report. */
export const shownFile = (names) => (names.length === 1 ? names[0] : FOLDER);

/** What entries and plans have of the people: the hash of their file, or of the list of several. */
export function peopleHash(files, names) {
  const digests = names.map((name) => hashOf(files.get(name)));
  return digests.length === 1 ? digests[0] : hashText(canonical(digests));
}

const isPart = (name) => /^guarantors\/frame-[1-9][0-9]*\.csv$/.test(name);
const hasParts = ({ files }) => [...files.keys()].some(isPart);

/** The files of people that are here, in no order. */
export const ofFrame = (files) => [...files.keys()].filter((name) => name === PIDS || isPart(name));

export const PARTS = [
  fact("division", (facts) => {
    const { files } = facts;
    const [frame, act] = ["frame", "frameAct"].map((name) => orNull(() => facts[name]));
    if (!hasParts(facts) && [frame, act].every((each) => each?.parts === undefined)) return null;
    if (!frame || !act) throw new Missing(files.has(FRAME) ? "blocked" : absenceOf(files, FRAME));
    const { size = 1, files: listed = [] } = Object.fromEntries(frame.parts ?? []);
    return { size, listed: listed.map(Object.fromEntries) };
  }),
  check("frame.parts", (facts) =>
    facts.division && noFault(faultsOf(facts.division, facts), { checked: facts.division.listed.length }),
  { file: FRAME, due: hasParts }),
];

function* faultsOf({ size, listed }, { frame, frameAct: act, files }) {
  if ((act.parts ?? 0) !== listed.length) yield `parts: ${listed.length} ≠ ${act.parts ?? 0}`;
  if (!listed.length) return;
  if (size > LARGEST || size & (size - 1)) yield `size: ${size}`;
  for (const [place, { people, sha256: digest }] of listed.entries()) {
    const name = partFile(place + 1);
    if (people !== size && (place + 1 < listed.length || people > size)) yield `${name}: ${people} ≠ ${size}`;
    if (files.has(name) && hashOf(files.get(name)) !== digest) yield name;
  }
  const people = sumOf(listed.map((each) => each.people));
  const own = hashText(canonical(listed.map((each) => each.sha256)));
  const root = rootOf(listed.map((each) => each.root));
  if (people !== BigInt(frame.people)) yield `people: ${people} ≠ ${frame.people}`;
  if (own !== act.pids) yield `pids: ${own} ≠ ${act.pids}`;
  if (root !== frame.root) yield `root: ${root} ≠ ${frame.root}`;
}

/** Parts with other people than as many as they are said to have. */
export const wrongSizes = ({ byFile }, division) =>
  (division?.listed ?? []).flatMap(({ people }, place) => {
    const name = partFile(place + 1);
    const own = byFile.get(name) ?? 0;
    return own === people ? [] : [`${name}: ${own} ≠ ${people}`];
  });
