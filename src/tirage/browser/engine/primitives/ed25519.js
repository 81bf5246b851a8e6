/** Ed25519 signatures, checked with plain integers (RFC 8032 §5.1.7): no secret is ever handled here. */

import { sha512 } from "./sha512.js";

const P = 2n ** 255n - 19n;
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const D = mod(-121665n * power(121666n, P - 2n));
/** A square root of −1. */
const ROOT = power(2n, (P - 1n) / 4n);

function mod(a) {
  const rest = a % P;
  return rest < 0n ? rest + P : rest;
}

/** base^exponent modulo P. */
function power(base, exponent) {
  let [total, square] = [1n, mod(base)];
  for (; exponent; exponent >>= 1n) {
    if (exponent & 1n) total = (total * square) % P;
    square = (square * square) % P;
  }
  return total;
}

/** The integer that bytes stand for, the last one highest. */
const integerOf = (bytes) => bytes.reduceRight((total, byte) => (total << 8n) | BigInt(byte), 0n);

/** Whether a signature of 64 bytes was made of the message with the secret behind a key of 32 bytes. */
export function isGenuine(key, message, signature) {
  const point = pointOf(key);
  // A key of an order of 8 at most signs whatever one likes.
  if (!point || signature.length !== 64 || encoded(multiply(8n, point)) === 1n) return false;
  const scalar = integerOf(signature.subarray(32));
  if (scalar >= ORDER) return false;
  const commitment = signature.subarray(0, 32);
  const challenge = integerOf(sha512(Uint8Array.from([...commitment, ...key, ...message]))) % ORDER;
  const [x, y, z, t] = point;
  // R = s·B − h·A, in its only encoding.
  const own = add(multiply(scalar, BASE), multiply(challenge, [P - x, y, z, P - t]));
  return encoded(own) === integerOf(commitment);
}

/** The point [X, Y, Z, T], x = X/Z, y = Y/Z, xy = T/Z, of an encoding; null where there is none, or another of it. */
function pointOf(data) {
  if (data.length !== 32) return null;
  const number = integerOf(data);
  const [y, odd] = [number % 2n ** 255n, number >> 255n];
  if (y >= P) return null;
  const square = mod((y * y - 1n) * power(D * y * y + 1n, P - 2n));
  let x = power(square, (P + 3n) / 8n);
  if (mod(x * x) !== square) x = mod(x * ROOT);
  if (mod(x * x) !== square || (x === 0n && odd)) return null;
  if (x % 2n !== odd) x = P - x;
  return [x, y, 1n, mod(x * y)];
}

/** The integer of a point's encoding. */
function encoded([x, y, z]) {
  const inverse = power(z, P - 2n);
  return mod(y * inverse) | ((mod(x * inverse) & 1n) << 255n);
}

function add([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const a = mod((y1 - x1) * (y2 - x2));
  const b = mod((y1 + x1) * (y2 + x2));
  const c = mod(2n * t1 * t2 * D);
  const d = mod(2n * z1 * z2);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}

function multiply(scalar, point) {
  let total = [0n, 1n, 1n, 0n];
  for (let square = point; scalar; scalar >>= 1n, square = add(square, square)) {
    if (scalar & 1n) total = add(total, square);
  }
  return total;
}

const BASE_Y = mod(4n * power(5n, P - 2n));
const BASE = pointOf(Uint8Array.from({ length: 32 }, (_, i) => Number((BASE_Y >> BigInt(8 * i)) & 255n)));
