/**
 * What attests a head, and signatures of it as `ssh-keygen -Y sign -n tirage` makes them.
 *
 * An Ed25519 signature is checked here; that of another kind of key is not, and says so.
 */

import { asBytes, asText, decoded } from "../primitives/bytes.js";
import { Malformed } from "./documents.js";
import { isGenuine } from "../primitives/ed25519.js";
import { line } from "../primitives/lines.js";
import { sha256 } from "../primitives/sha256.js";
import { sha512 } from "../primitives/sha512.js";

const MAGIC = "SSHSIG";
const START = `${MAGIC}\0\0\0\x01`;
const NAMESPACE = "tirage";
const ED25519 = "ssh-ed25519";
const HASHES = { sha256, sha512 };

/** What a guarantor signs and an authority stamps, bytes. */
export const statement = (head) => asBytes(line("anchor", head));

/** Whether a signature is one of this head; null for a key of another kind, Malformed for what is none. */
export function isSigned(signature, head) {
  const { key, algorithm, signed } = partsOf(signature);
  const [kind, rest] = stringOf(key);
  const [named, left] = stringOf(signed);
  if (kind !== ED25519) return null;
  const [open, more] = stringOf(rest);
  const [made, end] = stringOf(left);
  const digest = asText(HASHES[algorithm](statement(head)));
  const message = MAGIC + [NAMESPACE, "", algorithm, digest].map(framed).join("");
  return !more && !end && named === kind && isGenuine(asBytes(open), asBytes(message), asBytes(made));
}

/** The fingerprint of the key in a signature, as `ssh-keygen -l` shows it. */
export function fingerprint(signature) {
  return `SHA256:${btoa(asText(sha256(asBytes(partsOf(signature).key)))).replace(/=+$/, "")}`;
}

/** Public key, hash and signature of an SSHSIG blob of version 1 in the namespace of tirage. */
function partsOf(signature) {
  const data = asText(decoded(signature));
  if (!data.startsWith(START)) throw new Malformed("wrong-value", "SSHSIG");
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
