/**
 * Signatures and time-stamps over the head of the journal. Checks 2.7 and 2.8.
 *
 * Guarantors sign by `ssh-keygen -Y sign -n tirage`, an authority stamps by RFC 3161.
 * What is signed is the line `tirage1|anchor|HEAD`, without a newline, HEAD being the hash of an entry before.
 * An Ed25519 signature is checked here; that of another kind of key is not, and says so. Whose key it is, no
 * file can tell: its fingerprint is shown, to be compared with the one that the guarantor made known. Of a stamp
 * only its subject is checked here: who stamped, and when, takes the authority's certificate.
 */

import { check, fact, noFault, notChecked, remark } from "../../kernel.js";
import { IN_JOURNAL } from "./journal.js";
import { attempt, Malformed } from "../../reading/documents.js";
import { isGenuine } from "../../primitives/ed25519.js";
import { line } from "../../primitives/lines.js";
import { sha256 } from "../../primitives/sha256.js";
import { sha512 } from "../../primitives/sha512.js";

const MAGIC = "SSHSIG";
const START = `${MAGIC}\0\0\0\x01`;
const NAMESPACE = "tirage";
const ED25519 = "ssh-ed25519";
const HASHES = { sha256, sha512 };

const isBase64 = (text) => /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0;
/** Bytes as a text of one character each, and back. */
const asText = (bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
const asBytes = (text) => Uint8Array.from(text, (character) => character.charCodeAt(0));

export const ANCHORS = [
  fact("stamps", ({ entries }) => entries.filter(({ type, body }) => type === "anchor" && "stamp" in body)),
  fact("signatures", ({ entries }) => {
    const signed = entries.filter(({ type, body }) => type === "anchor" && "signature" in body);
    return signed.map((entry) => judgedSignature(entry, entries));
  }),
  check("anchors", function* ({ signatures }) {
    const faults = signatures.flatMap(({ fault }) => fault ?? []);
    const unknown = signatures.filter(({ known }) => !known).map(({ file }) => file);
    const checked = signatures.length - unknown.length;
    if (faults.length || checked) yield noFault(faults, { checked });
    if (unknown.length) yield notChecked(`other-key: ${unknown.join(", ")}`);
  }, { ...IN_JOURNAL, due: ({ maySay }) => maySay("anchor", "signature") }),
  remark("beyond.keys", ({ signatures }) => {
    const keys = signatures.flatMap(({ key }) => key ?? []).join("; ");
    return signatures.length > 0 && notChecked(keys);
  }, { due: ({ maySay }) => maySay("anchor", "signature") }),
  // A forged stamp of the right head is not told apart.
  check("stamps", ({ stamps, entries }) => {
    const faults = stamps.filter((entry) => !stands(entry, entries)).map(({ file }) => file);
    if (faults.length) return noFault(faults);
    return notChecked(`needs-authority: ${stamps.map(({ file }) => file).join(", ")}`);
  }, { ...IN_JOURNAL, when: ({ stamps }) => stamps.length > 0, due: ({ maySay }) => maySay("anchor", "stamp") }),
];

const isBefore = (head, entry, entries) =>
  entries.slice(0, entries.indexOf(entry)).some(({ digest }) => digest === head);

/** A signature's `fault`, if any; whether its kind of key is `known`; and that `key`. */
function judgedSignature(entry, entries) {
  const { file, body: { id, head, signature } } = entry;
  return attempt(
    () => {
      const signed = isSigned(signature, head);
      const fault = signed === false || !isBefore(head, entry, entries) ? file : undefined;
      return { file, fault, known: signed !== null || fault !== undefined, key: `${id} ${fingerprint(signature)}` };
    },
    (fault) => ({ file, fault: `${file} (${fault})`, known: true }),
  );
}

/** Whether a stamp is of the head of an entry before. */
function stands(entry, entries) {
  const { head, stamp } = entry.body;
  return isBefore(head, entry, entries) && decoded(stamp).includes(asText(sha256(asBytes(line("anchor", head)))));
}

/** Whether a signature is one of this head; null for a key of another kind, Malformed for what is none. */
function isSigned(signature, head) {
  const { key, algorithm, signed } = partsOf(signature);
  const [kind, rest] = stringOf(key);
  const [named, left] = stringOf(signed);
  if (kind !== ED25519) return null;
  const [open, more] = stringOf(rest);
  const [made, end] = stringOf(left);
  const digest = asText(HASHES[algorithm](asBytes(line("anchor", head))));
  const message = MAGIC + [NAMESPACE, "", algorithm, digest].map(framed).join("");
  return !more && !end && named === kind && isGenuine(asBytes(open), asBytes(message), asBytes(made));
}

/** The fingerprint of the key in a signature, as `ssh-keygen -l` shows it. */
function fingerprint(signature) {
  return `SHA256:${btoa(asText(sha256(asBytes(partsOf(signature).key)))).replace(/=+$/, "")}`;
}

/** Base64 in its one form, as a text of one character a byte; empty for anything else. */
function decoded(text) {
  const data = isBase64(text) ? atob(text) : "";
  return btoa(data) === text ? data : "";
}

/** Public key, hash and signature of an SSHSIG blob of version 1 in the namespace of tirage. */
function partsOf(signature) {
  if (!isBase64(signature)) throw new Malformed("wrong-value", "base64");
  const data = atob(signature);
  if (!data.startsWith(START) || btoa(data) !== signature) throw new Malformed("wrong-value", "SSHSIG");
  const parts = [];
  let rest = data.slice(START.length);
  for (let part; parts.length < 5; parts.push(part)) [part, rest] = stringOf(rest);
  const [key, namespace, reserved, algorithm, signed] = parts;
  if (rest || reserved || namespace !== NAMESPACE || !Object.hasOwn(HASHES, algorithm)) {
    throw new Malformed("wrong-value", "SSHSIG");
  }
  return { key, algorithm, signed };
}

/** A string with its length before it, and what follows. */
function stringOf(data) {
  const length = data.length < 4 ? Infinity : new DataView(asBytes(data.slice(0, 4)).buffer).getUint32(0);
  if (data.length < 4 + length) throw new Malformed("wrong-value", "SSHSIG");
  return [data.slice(4, 4 + length), data.slice(4 + length)];
}

function framed(part) {
  const length = new DataView(new ArrayBuffer(4));
  length.setUint32(0, part.length);
  return asText(new Uint8Array(length.buffer)) + part;
}
