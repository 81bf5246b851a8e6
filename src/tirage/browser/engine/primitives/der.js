/**
 * DER, as far as a time-stamp needs it (X.690): values with a tag, a length and a content.
 *
 * Only definite lengths in their shortest form are taken, and tags of one byte. What cannot be read is a RangeError.
 */

/** Universal tags; NAME is an object identifier, TIME a GeneralizedTime. */
export const SEQUENCE = 0x30;
export const SET = 0x31;
const INTEGER = 0x02;
export const BITS = 0x03;
export const OCTETS = 0x04;
export const NAME = 0x06;
export const TIME = 0x18;

/** Stops where a reply is not as it must be. */
export function must(holds) {
  if (!holds) throw new RangeError("DER");
}

/** The only value of some bytes. */
export function valueOf(data) {
  const found = [...values(data)];
  must(found.length === 1);
  return found[0];
}

/** The values in another one, which has that tag. */
export function inside(outer, tag = SEQUENCE) {
  must(outer?.tag === tag);
  return [...values(outer.content)];
}

/** One value after the other: tag, content, and the whole with both. */
function* values(data) {
  for (let at = 0; at < data.length; ) {
    const [length, start] = lengthAt(data, at);
    const end = start + length;
    must((data[at] & 31) !== 31 && end <= data.length);
    yield { tag: data[at], content: data.subarray(start, end), whole: data.subarray(at, end) };
    at = end;
  }
}

/** A number that is not negative. */
export function integerOf(value) {
  must(value?.tag === INTEGER && value.content.length > 0 && value.content[0] <= 127);
  return bigOf(value.content);
}

/** The number that bytes stand for, the first one highest. */
export const bigOf = (bytes) => bytes.reduce((total, byte) => (total << 8n) | BigInt(byte), 0n);

/** The length of the content of a value, and where that begins. */
function lengthAt(data, at) {
  const first = at + 1 < data.length ? data[at + 1] : 0xff;
  if (first < 128) return [first, at + 2];
  const size = first - 128;
  const length = Number(bigOf(data.subarray(at + 2, at + 2 + size)));
  must(size >= 1 && size <= 4 && length >= 128 && length >= 256 ** (size - 1));
  return [length, at + 2 + size];
}
