/** SHA-512 and SHA-384 (FIPS 180-4), for the short texts that signatures are about: plain, not fast. */

import { fractionalRoots } from "./sha256.js";

const ROUND_CONSTANTS = fractionalRoots(80, 3n, 64n);
const START_STATE = fractionalRoots(8, 2n, 64n);
const START_STATE_384 = fractionalRoots(16, 2n, 64n).slice(8);

const word = (number) => BigInt.asUintN(64, number);
const turned = (x, n) => (x >> n) | word(x << (64n - n));

/** The digest of bytes, 64 bytes. */
export const sha512 = (bytes) => digested(bytes, START_STATE);

/** The digest of bytes, 48 bytes. */
export const sha384 = (bytes) => digested(bytes, START_STATE_384).subarray(0, 48);

function digested(bytes, start) {
  const padded = new Uint8Array(Math.ceil((bytes.length + 17) / 128) * 128);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n);
  let state = start;
  for (let at = 0; at < padded.length; at += 128) {
    const mixed = compressed(state, view, at);
    state = state.map((before, i) => word(before + mixed[i]));
  }
  const out = new DataView(new ArrayBuffer(64));
  state.forEach((each, i) => out.setBigUint64(8 * i, each));
  return new Uint8Array(out.buffer);
}

function compressed(state, view, at) {
  const w = Array.from({ length: 16 }, (_, i) => view.getBigUint64(at + 8 * i));
  for (let i = 16; i < 80; i++) {
    const [x, y] = [w[i - 15], w[i - 2]];
    const s0 = turned(x, 1n) ^ turned(x, 8n) ^ (x >> 7n);
    const s1 = turned(y, 19n) ^ turned(y, 61n) ^ (y >> 6n);
    w.push(word(w[i - 16] + s0 + w[i - 7] + s1));
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 80; i++) {
    const s1 = turned(e, 14n) ^ turned(e, 18n) ^ turned(e, 41n);
    const t1 = h + s1 + ((e & f) ^ (~e & g)) + ROUND_CONSTANTS[i] + w[i];
    const s0 = turned(a, 28n) ^ turned(a, 34n) ^ turned(a, 39n);
    const t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
    [a, b, c, d, e, f, g, h] = [word(t1 + t2), a, b, c, word(d + t1), e, f, g];
  }
  return [a, b, c, d, e, f, g, h];
}
