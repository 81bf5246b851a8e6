/**
 * SHA-256 (FIPS 180-4) in plain JavaScript. The browser's own is asynchronous: a million short lines, each
 * hashed for itself, would take many times as long.
 */

/** The first bits of the fractional parts of the n-th roots of the first primes (FIPS 180-4 §4.2, §5.3). */
export function fractionalRoots(count, n, bits) {
  const words = [];
  for (let candidate = 2; words.length < count; candidate++) {
    const root = isPrime(candidate) && integerRoot(BigInt(candidate) << (bits * n), n);
    if (root) words.push(BigInt.asUintN(Number(bits), root));
  }
  return words;
}

function isPrime(number) {
  for (let divisor = 2; divisor * divisor <= number; divisor++) if (number % divisor === 0) return false;
  return true;
}

/** The largest integer whose n-th power is not above `power`. */
function integerRoot(power, n) {
  let root = 0n;
  for (let bit = 1n << 80n; bit; bit >>= 1n) if ((root + bit) ** n <= power) root += bit;
  return root;
}

const asWords = (numbers) => Int32Array.from(numbers, Number);
const ROUND_CONSTANTS = asWords(fractionalRoots(64, 3n, 32n));
const START_STATE = asWords(fractionalRoots(8, 2n, 32n));
const schedule = new Int32Array(64);

/** Mix one block of 64 bytes into the state. */
function compress(state, bytes, at) {
  const w = schedule;
  for (let i = 0; i < 16; i++, at += 4) {
    w[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
  }
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15];
    const y = w[i - 2];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
  }
  // One by one: to take an array apart costs as much as all the rounds.
  let a = state[0];
  let b = state[1];
  let c = state[2];
  let d = state[3];
  let e = state[4];
  let f = state[5];
  let g = state[6];
  let h = state[7];
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROUND_CONSTANTS[i] + w[i]) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h;
}

/** Pad the last `rest` bytes at the start of `tail`, of `total` in all, mix them in, and write the digest. */
function finish(state, tail, rest, total, out, at) {
  const end = rest + 9 <= 64 ? 64 : rest + 9 <= 128 ? 128 : Math.ceil((rest + 9) / 64) * 64;
  tail.fill(0, rest, end);
  tail[rest] = 0x80;
  const bits = total * 8;
  for (let i = 0, left = bits; i < 8; i++, left = Math.floor(left / 256)) tail[end - 1 - i] = left % 256;
  for (let start = 0; start < end; start += 64) compress(state, tail, start);
  for (let i = 0; i < 8; i++, at += 4) {
    out[at] = state[i] >>> 24;
    out[at + 1] = state[i] >>> 16;
    out[at + 2] = state[i] >>> 8;
    out[at + 3] = state[i];
  }
}

/** The digest of bytes, 32 bytes. */
export const sha256 = (bytes) => new Digest().add(bytes).end();

/** The digest of bytes that come piece by piece. */
export class Digest {
  #state = START_STATE.slice();
  #tail = new Uint8Array(128);
  #rest = 0;
  #length = 0;

  add(bytes) {
    this.#length += bytes.length;
    let at = 0;
    if (this.#rest) {
      at = Math.min(64 - this.#rest, bytes.length);
      this.#tail.set(bytes.subarray(0, at), this.#rest);
      this.#rest += at;
      if (this.#rest < 64) return this;
      compress(this.#state, this.#tail, 0);
    }
    for (; at + 64 <= bytes.length; at += 64) compress(this.#state, bytes, at);
    this.#tail.set(bytes.subarray(at));
    this.#rest = bytes.length - at;
    return this;
  }

  /** The digest, 32 bytes; nothing is added afterwards. */
  end() {
    const out = new Uint8Array(32);
    finish(this.#state, this.#tail, this.#rest, this.#length, out, 0);
    return out;
  }
}

/** What many texts begin with: mixed in once, however many follow. */
export class Prefix {
  #state = START_STATE.slice();
  #now = new Int32Array(8);
  #tail = new Uint8Array(256);
  #begins;
  #rest;
  #length;

  constructor(start) {
    const bytes = new TextEncoder().encode(start);
    const whole = bytes.length - (bytes.length % 64);
    for (let at = 0; at < whole; at += 64) compress(this.#state, bytes, at);
    this.#tail.set(bytes.subarray(whole));
    this.#begins = this.#rest = bytes.length - whole;
    this.#length = whole;
  }

  /** Write the digest of this prefix and an ASCII `text` into `out`, from `at` on. */
  digest(text, out, at = 0) {
    this.#make(text.length);
    for (let i = 0; i < text.length; i++) this.#tail[this.#rest++] = text.charCodeAt(i);
    this.end(out, at);
  }

  /** More of what follows: bytes from `start` to `end`, after the `sign` if there is one. */
  add(bytes, start, end, sign = 0) {
    this.#make(end - start + 1);
    if (sign) this.#tail[this.#rest++] = sign;
    for (let i = start; i < end; i++) this.#tail[this.#rest++] = bytes[i];
    return this;
  }

  /** Write the digest of this prefix and what was added, and begin anew. */
  end(out, at = 0) {
    this.#now.set(this.#state);
    finish(this.#now, this.#tail, this.#rest, this.#length + this.#rest, out, at);
    this.#rest = this.#begins;
  }

  /** Room for so many bytes more, and for what fills the last block. */
  #make(room) {
    if (this.#rest + room + 73 <= this.#tail.length) return;
    const larger = new Uint8Array(2 * (this.#rest + room + 73));
    larger.set(this.#tail.subarray(0, this.#rest));
    this.#tail = larger;
  }
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Bytes as lower-case hex. */
export function hex(bytes) {
  let text = "";
  for (const byte of bytes) text += HEX[byte];
  return text;
}

/** The bytes of an even number of hex digits. */
export function unhex(text) {
  return Uint8Array.from({ length: text.length / 2 }, (_, i) => parseInt(text.slice(2 * i, 2 * i + 2), 16));
}
