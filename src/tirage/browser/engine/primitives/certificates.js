/**
 * Signatures under the key of a certificate (RFC 5280, RFC 8017, RFC 5480): RSA and ECDSA.
 *
 * Of a certificate only its key is read: who it belongs to, whether it holds, and whom it leads to, is not checked
 * here. Its fingerprint is shown, to be compared.
 */

import { BITS, bigOf, inside, integerOf, must, NAME, valueOf } from "./der.js";
import { isGenuine, P256, P384, power } from "./ecdsa.js";
import { hex, sha256, unhex } from "./sha256.js";
import { sha384, sha512 } from "./sha512.js";

/** Hashes by the hexadecimal digits of their object identifiers. */
const HASHES = {
  "608648016503040201": sha256,
  "608648016503040202": sha384,
  "608648016503040203": sha512,
};
const RSA = "2a864886f70d010101";
const EC = "2a8648ce3d0201";
/** Hash of each kind of signature that is known; null where it stands elsewhere. */
const ALGORITHMS = {
  [RSA]: null,
  "2a864886f70d01010b": sha256,
  "2a864886f70d01010c": sha384,
  "2a864886f70d01010d": sha512,
  "2a8648ce3d040302": sha256,
  "2a8648ce3d040303": sha384,
  "2a8648ce3d040304": sha512,
};
const CURVES = { "2a8648ce3d030107": P256, "2b81040022": P384 };
/** Bytes of a modulus. */
const LARGEST = 1024;
const LARGEST_EXPONENT = 2n ** 32n;

const known = (table, name) => (Object.hasOwn(table, name) ? table[name] : undefined);

/** A hash by its AlgorithmIdentifier; undefined for one that is not known. */
export const hashNamed = (algorithm) => known(HASHES, nameOf(algorithm));

/** The object identifier of an AlgorithmIdentifier, in hexadecimal digits. */
function nameOf(algorithm) {
  const [named] = inside(algorithm);
  must(named?.tag === NAME);
  return hex(named.content);
}

/**
 * Whether the key of a certificate has signed a message; null for a kind of key or of signature that is not known.
 *
 * `usual` is the hash where the AlgorithmIdentifier names none.
 */
export function isSigned(certificate, algorithm, usual, message, signature) {
  const kind = nameOf(algorithm);
  const named = known(ALGORITHMS, kind);
  if (named === undefined) return null;
  const fields = inside(inside(certificate)[0]);
  must(fields.length > 0);
  // A version, with a tag of its own, may come before serial, signature, issuer, validity and subject.
  const parts = inside(fields[fields[0].tag === 0xa0 ? 6 : 5]);
  must(parts.length === 2);
  const [keyKind, key] = parts;
  must(key.tag === BITS && key.content[0] === 0);
  const hash = named ?? usual;
  const isRsa = kind.startsWith(RSA.slice(0, -2));
  if (nameOf(keyKind) === RSA && isRsa) return isOfRsa(key.content.subarray(1), hash, message, signature);
  const curve = nameOf(keyKind) === EC ? known(CURVES, curveOf(keyKind)) : undefined;
  if (!curve || isRsa) return null;
  const pair = inside(valueOf(signature)).map(integerOf);
  must(pair.length === 2);
  return isGenuine(curve, key.content.subarray(1), hash(message), ...pair);
}

function curveOf(keyKind) {
  const named = inside(keyKind)[1];
  must(named);
  return hex(named.content);
}

/** RSASSA-PKCS1-v1_5. */
function isOfRsa(key, hash, message, signature) {
  const numbers = inside(valueOf(key)).map(integerOf);
  must(numbers.length === 2);
  const [modulus, exponent] = numbers;
  const size = modulus ? Math.ceil(modulus.toString(2).length / 8) : 0;
  if (size > LARGEST || exponent >= LARGEST_EXPONENT) return null;
  const name = unhex(Object.keys(HASHES).find((each) => HASHES[each] === hash));
  const digest = hash(message);
  const algorithm = [0x30, name.length + 4, NAME, name.length, ...name, 5, 0];
  const inner = [...algorithm, 4, digest.length, ...digest];
  const info = [0x30, inner.length, ...inner];
  if (size < info.length + 11 || signature.length !== size) return false;
  const padded = [0, 1, ...new Array(size - info.length - 3).fill(0xff), 0, ...info];
  return power(bigOf(signature), exponent, modulus) === bigOf(Uint8Array.from(padded));
}
