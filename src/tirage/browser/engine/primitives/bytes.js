/** Bytes: one after the other, as a text of one character each, and in the one form of base64 (RFC 4648 §4). */

export const asText = (bytes) => String.fromCharCode(...bytes);
export const asBytes = (text) => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** A file in pieces of a megabyte. */
export function* piecesOf(data) {
  for (let at = 0; at < data.length; at += 2 ** 20) yield data.subarray(at, Math.min(at + 2 ** 20, data.length));
}

/** Bytes and lists of bytes, joined. */
export function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The bytes that a text stands for; none for what is no base64, or not the form that bytes have. */
export function decoded(text) {
  const data = /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0 ? atob(text) : "";
  return asBytes(btoa(data) === text ? data : "");
}

export const encoded = (bytes) => btoa(asText(bytes));
