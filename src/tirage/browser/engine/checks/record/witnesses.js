/**
 * Checkpoints of the journal that witnesses have cosigned (C2SP). Checks 2.9 and 2.10.
 *
 * The journal is a log: its leaves are the files of its entries. A witness signs its root only where it follows from
 * every root that it has signed before. So a journal that was rewritten has another root than its witnesses know,
 * and needs nobody who has read a hash aloud.
 */

import { among, attestedUnder, isBetween } from "./anchors.js";
import { check, fact, noFault, notChecked } from "../../kernel.js";
import { IN_JOURNAL } from "./journal.js";
import { joined } from "../../primitives/bytes.js";
import { attempt, Malformed } from "../../reading/documents.js";
import { cosigned, isOfLog, logKey, NAME, originOf, readNote, witnessKey } from "../../reading/notes.js";
import { hex, sha256 } from "../../primitives/sha256.js";
import { isWitness } from "../../reading/trust.js";

const isCheckpoint = ({ type, body }) => type === "anchor" && "note" in body;
const OF_CHECKPOINTS = {
  ...IN_JOURNAL,
  when: ({ checkpoints }) => checkpoints.length > 0,
  due: ({ maySay }) => maySay("anchor", "note"),
};

export const WITNESSES = [
  fact("checkpoints", ({ entries, files }) => (entries.some(isCheckpoint) ? checkpointsIn(entries, files) : [])),
  fact("quorum", ({ checkpoints, entries }) => {
    const found = { genuine: [], faults: [] };
    const policy = entries.find(({ type }) => type === "witnesses")?.body;
    if (!policy || !checkpoints.length) return found;
    const witnesses = policy.witnesses.map((each) => Object.fromEntries(each));
    found.faults.push(...policyFaults(policy, witnesses));
    for (const { entry, note } of checkpoints.filter((each) => each.note)) {
      attempt(
        () => void found.genuine.push(attestation(entry, note, entries, policy.quorum, witnesses)),
        (fault) => void found.faults.push(`${entry.file} (${fault})`),
      );
    }
    return found;
  }),
  check("witnesses.log", ({ checkpoints }) =>
    noFault(checkpoints.flatMap(({ fault }) => fault ?? []), { checked: checkpoints.length }), OF_CHECKPOINTS),
  // Where a witness is trusted, it takes as many trusted ones.
  check("witnesses.quorum", function* ({ quorum: { genuine, faults }, trust }) {
    const known = new Set([...trust].filter(isWitness));
    yield attestedUnder(genuine, faults, known);
    const few = known.size ? genuine.filter((each) => !among(each, known)) : [];
    if (few.length) yield notChecked(`few-trusted: ${few.map(({ entry }) => entry.file).join(", ")}`);
  }, OF_CHECKPOINTS),
];

/** Every checkpoint on record; with its `fault`, and no note, where it is not one of this journal. */
function checkpointsIn(entries, files) {
  const found = [];
  const tree = new Tree();
  let policy = null;
  for (const [place, entry] of entries.entries()) {
    if (entry.type === "witnesses" && !policy) policy = { place, log: entry.body.log };
    else if (isCheckpoint(entry)) {
      found.push(attempt(
        () => ({ entry, note: noteOf(entry, entries.slice(0, place), tree, policy) }),
        (fault) => ({ entry, fault: `${entry.file} (${fault})` }),
      ));
    }
    tree.grow(files.get(entry.file));
  }
  return found;
}

/** The note of an anchor; Malformed where it is none of the entries before, under the key on record. */
function noteOf(entry, before, tree, policy) {
  const note = readNote(entry.body.note);
  const must = (holds, shown) => {
    if (!holds) throw new Malformed("wrong-value", shown);
  };
  // The key of the log, and who its witnesses are, is a part of what they sign.
  must(policy && policy.place < note.size && note.size <= before.length, note.size);
  must(note.origin === originOf(before[0].digest, policy.log), note.origin);
  must(note.root === tree.roots[note.size] && entry.body.head === before[note.size - 1].digest, note.root);
  must(isOfLog(note, policy.log), logKey(note.origin, policy.log));
  return note;
}

/** The roots of a growing list of leaves (RFC 6962 §2.1). */
class Tree {
  #peaks = [];
  /** Of the first 0, 1, 2… leaves. */
  roots = [hex(sha256(new Uint8Array()))];

  /** One leaf more. */
  grow(leaf) {
    let [size, top] = [1, sha256(joined([0], leaf))];
    while (this.#peaks.at(-1)?.size === size) {
      top = node(this.#peaks.pop().top, top);
      size *= 2;
    }
    this.#peaks.push({ size, top });
    this.roots.push(hex(this.#peaks.map((peak) => peak.top).reduceRight((right, left) => node(left, right))));
  }
}

const node = (left, right) => sha256(joined([1], left, right));

function policyFaults({ log, quorum }, witnesses) {
  const [names, keys] = [witnesses.map(({ name }) => name), witnesses.map(({ key }) => key)];
  const faults = names.filter((name) => !NAME.test(name));
  if (new Set(names).size < names.length || new Set([...keys, log]).size <= keys.length) faults.push("witnesses");
  return quorum >= 1 && quorum <= names.length ? faults : [...faults, `${quorum}/${names.length}`];
}

/** Who has cosigned, and when; Malformed where they are too few, or it was at another time. */
function attestation(entry, note, entries, quorum, witnesses) {
  const signers = [];
  for (const { name, key } of witnesses) {
    const time = cosigned(note, name, key);
    if (time === null) continue;
    if (!isBetween(entries[note.size - 1].time, time, entry.time)) throw new Malformed("wrong-value", name);
    const own = witnessKey(name, key);
    signers.push({ shown: own, key: own, time });
  }
  if (!(quorum >= 1 && quorum <= signers.length)) throw new Malformed("wrong-value", `${signers.length}/${quorum}`);
  return { entry, place: note.size - 1, quorum, signers };
}
