/** Lines, hashes, seeds, tickets and integers: SPEC §1, §4 and §5. */

import { Digest, hex, Prefix, sha256 } from "./sha256.js";
import { piecesOf } from "./bytes.js";
import { sorted } from "../words.js";

export const FIELD = /^[A-Za-z0-9._:+/-]+$/;
export const HASH = /^[0-9a-f]{64}$/;

const encoder = new TextEncoder();
const known = new WeakMap();

/** SHA-256 of bytes, 64 hex digits; a file is hashed once, however often it is asked for. */
export function hashOf(data) {
  if (!known.has(data)) {
    const digest = new Digest();
    for (const piece of piecesOf(data)) digest.add(piece);
    known.set(data, hex(digest.end()));
  }
  return known.get(data);
}

/** SHA-256 of the UTF-8 of a text, 64 hex digits. */
export const hashText = (text) => hex(sha256(encoder.encode(text)));

/** The line of these fields (SPEC §1), without `tirage1`. */
export function line(...fields) {
  for (const field of fields) if (!FIELD.test(field)) throw new RangeError(field);
  return ["tirage1", ...fields].join("|");
}

/** H(f1, f2, …) of SPEC §1, 64 hex digits. */
export const digestOf = (...fields) => hashText(line(...fields));

/** White space as Python's str.split takes it (SPEC §4). */
const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

/** The words of a text between white space. */
export const wordsOf = (text) => text.split(SPACE).filter((word) => word !== "");

/** SHA-256 of `id|value` and LF in ascending id, from pairs [id, value]. */
export function contributionsHash(pairs) {
  const ordered = sorted(pairs, ([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1));
  return hashText(ordered.map(([id, value]) => `${id}|${value}\n`).join(""));
}

/** The seed of SPEC §4; `pulse` is chain, round and signature, those of a draw without a beacon unless given. */
export const seedOf = (plan, contributions, pulse = ["none", "0", "none"]) =>
  digestOf("seed", plan, contributions, ...pulse);

/** The seed of one stage, such as `panel` or `test/panel`. */
export const stageSeed = (seed, stage) => digestOf("stage", seed, stage);

/** The seed of the lottery's own order (SPEC §6), from the inputs alone. */
export const ringsSeed = (inputsHash) => stageSeed(digestOf("inputs", inputsHash), "rings");

/** The tickets under a stage seed (SPEC §5): a function from a name to 32 bytes, good until the next call. */
export function tickets(stage) {
  const prefix = new Prefix(`${line("ticket", stage)}|`);
  const out = new Uint8Array(32);
  return (name) => {
    prefix.digest(name, out);
    return out;
  };
}

/** An integer from 0 to n − 1, 1 ≤ n ≤ 2^256, by rejection (SPEC §5). */
export function uniform(stage, n) {
  const all = 1n << 256n;
  const limit = all - (all % n);
  for (let attempt = 0; ; attempt++) {
    const x = BigInt(`0x${digestOf("int", stage, `${attempt}`)}`);
    if (x < limit) return x % n;
  }
}
