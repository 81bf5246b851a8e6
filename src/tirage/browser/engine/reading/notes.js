/**
 * Checkpoints of a journal: signed notes of C2SP, with the cosignatures of witnesses.
 *
 * c2sp.org/signed-note, tlog-checkpoint and tlog-cosignature. The text of a note is three lines, each with its end:
 * the origin, the number of entries, and the base64 of their root (RFC 6962). Below an empty line it has a line a
 * signature: `— NAME BASE64`, of four bytes that tell the key and the signature. The log signs the text; a witness
 * signs the time and the text, and its signature begins with the time.
 */

import { decoded, encoded } from "../primitives/bytes.js";
import { bigOf } from "../primitives/der.js";
import { Malformed } from "./documents.js";
import { isGenuine } from "../primitives/ed25519.js";
import { digestOf } from "../primitives/lines.js";
import { hex, sha256, unhex } from "../primitives/sha256.js";
import { LATEST } from "../primitives/times.js";

const [LOG, WITNESS] = [1, 4];
/** Of a witness: ASCII without a space and without `+`. */
export const NAME = /^[!-*,-~]{1,255}$/;
const SIGNATURE = /^— ([!-*,-~]{1,255}) ([A-Za-z0-9+/]{8,}={0,2})$/;
const SIZE = /^[1-9][0-9]{0,14}$/;
/** Signatures of a note. */
const MOST = 64;
const utf8 = (text) => new TextEncoder().encode(text);

/** The name of a journal among logs, from the hash of its first entry and its key, 64 hex digits each. */
export const originOf = (opening, log) => `tirage/${digestOf("log", opening, log).slice(0, 32)}`;

/** A note: its `text`, `origin`, `size`, `root` and `signatures`; Malformed for what is none. */
export function readNote(whole) {
  const at = whole.lastIndexOf("\n\n");
  const [said, below] = at < 0 ? ["", whole] : [whole.slice(0, at), whole.slice(at + 2)];
  const [lines, signed] = [said.split("\n"), below.split("\n")];
  const matches = signed.slice(0, -1).map((each) => SIGNATURE.exec(each));
  const isWhole = matches.every(Boolean) && signed.at(-1) === "" && matches.length >= 1 && matches.length <= MOST;
  const root = decoded(lines.at(-1));
  if (!isWhole || lines.length !== 3 || !SIZE.test(lines[1]) || root.length !== 32) {
    throw new Malformed("wrong-value", "C2SP");
  }
  const signatures = matches.map(([, name, text]) => ({ name, bytes: decoded(text) }));
  if (!NAME.test(lines[0]) || !signatures.every(({ bytes }) => bytes.length > 4)) {
    throw new Malformed("wrong-value", "C2SP");
  }
  return { text: `${said}\n`, origin: lines[0], size: Number(lines[1]), root: hex(root), signatures };
}

/** The signatures of a note that claim to be of this key. */
function claimed({ signatures }, name, kind, key) {
  const id = hex(keyId(name, kind, key));
  const own = signatures.filter((each) => each.name === name && hex(each.bytes.subarray(0, 4)) === id);
  return own.map(({ bytes }) => bytes.subarray(4));
}

/** Whether the log's key, 64 hex digits, has signed a note of its origin once. */
export function isOfLog(note, log) {
  const key = unhex(log);
  const signatures = claimed(note, note.origin, LOG, key);
  return signatures.length === 1 && isGenuine(key, utf8(note.text), signatures[0]);
}

/** The time at which a witness has signed, seconds since 1970; null where it did not; Malformed for a false one. */
export function cosigned(note, name, witness) {
  const key = unhex(witness);
  const signatures = claimed(note, name, WITNESS, key);
  if (!signatures.length) return null;
  const time = bigOf(signatures[0].subarray(0, 8));
  const said = utf8(`cosignature/v1\ntime ${time}\n${note.text}`);
  if (signatures.length > 1 || time > LATEST || !isGenuine(key, said, signatures[0].subarray(8))) {
    throw new Malformed("wrong-value", name);
  }
  return Number(time);
}

/** The key of a log as witnesses take it, and that of a witness as it makes it known: `NAME+ID+BASE64`. */
export const logKey = (name, log) => written(name, LOG, unhex(log));
export const witnessKey = (name, witness) => written(name, WITNESS, unhex(witness));

/** Whether a line is the key of a witness. */
export function isWitnessKey(line) {
  const [first, second] = [line.indexOf("+"), line.indexOf("+", line.indexOf("+") + 1)];
  const [name, key] = [line.slice(0, Math.max(first, 0)), decoded(line.slice(second + 1))];
  return first > 0 && second > first && NAME.test(name) && key.length === 33 && witnessKey(name, hex(key.subarray(1))) === line;
}

function written(name, kind, key) {
  return `${name}+${hex(keyId(name, kind, key))}+${encoded(Uint8Array.of(kind, ...key))}`;
}

const keyId = (name, kind, key) => sha256(Uint8Array.of(...utf8(name), 10, kind, ...key)).subarray(0, 4);
