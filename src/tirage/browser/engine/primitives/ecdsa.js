/** ECDSA signatures on the curves P-256 and P-384 (FIPS 186-5 §6.4), checked with plain integers. */

import { bigOf } from "./der.js";

/** y² = x³ − 3x + b modulo p, and a point (x, y) of prime order n; `bits` of both. */
export const P256 = {
  bits: 256,
  p: 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n,
  b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
  n: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  x: 0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
  y: 0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
};
export const P384 = {
  bits: 384,
  p: 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n,
  b: 0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn,
  n: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
  x: 0xaa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7n,
  y: 0x3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5fn,
};
const INFINITY = [1n, 1n, 0n];

const modulo = (a, m) => ((a % m) + m) % m;

/** base^exponent modulo m. */
export function power(base, exponent, m) {
  let [total, square] = [1n, modulo(base, m)];
  for (; exponent; exponent >>= 1n) {
    if (exponent & 1n) total = (total * square) % m;
    square = (square * square) % m;
  }
  return total;
}

/** Whether (r, s) was made of a digest with the secret behind an uncompressed point. */
export function isGenuine(curve, key, digest, r, s) {
  const { bits, p, b, n } = curve;
  const size = bits / 8;
  if (key.length !== 2 * size + 1 || key[0] !== 4) return false;
  const [x, y] = [bigOf(key.subarray(1, size + 1)), bigOf(key.subarray(size + 1))];
  if (x >= p || y >= p || modulo(y * y - x ** 3n + 3n * x - b, p)) return false;
  if (r < 1n || r >= n || s < 1n || s >= n) return false;
  const number = bigOf(digest) >> BigInt(Math.max(0, 8 * digest.length - bits));
  const inverse = power(s, n - 2n, n);
  const ofBase = times(curve, modulo(number * inverse, n), [curve.x, curve.y, 1n]);
  const found = add(curve, ofBase, times(curve, modulo(r * inverse, n), [x, y, 1n]));
  return found[2] !== 0n && modulo(found[0] * power(found[2] ** 2n, p - 2n, p), p) % n === r;
}

function times(curve, scalar, point) {
  let total = INFINITY;
  for (; scalar; scalar >>= 1n, point = add(curve, point, point)) {
    if (scalar & 1n) total = add(curve, total, point);
  }
  return total;
}

/** The sum of points [X, Y, Z] with x = X/Z² and y = Y/Z³; Z = 0 for the point at infinity. */
function add(curve, one, other) {
  if (!one[2]) return other;
  if (!other[2]) return one;
  const { p } = curve;
  const [[x1, y1, z1], [x2, y2, z2]] = [one, other];
  const [u1, u2] = [modulo(x1 * z2 * z2, p), modulo(x2 * z1 * z1, p)];
  const [s1, s2] = [modulo(y1 * z2 ** 3n, p), modulo(y2 * z1 ** 3n, p)];
  const [h, r] = [modulo(u2 - u1, p), modulo(s2 - s1, p)];
  if (!h) return r ? INFINITY : doubled(p, one);
  const h2 = modulo(h * h, p);
  const [h3, v] = [modulo(h2 * h, p), modulo(u1 * h2, p)];
  const x = modulo(r * r - h3 - 2n * v, p);
  return [x, modulo(r * (v - x) - s1 * h3, p), modulo(h * z1 * z2, p)];
}

function doubled(p, [x, y, z]) {
  const [s, m] = [modulo(4n * x * y * y, p), modulo(3n * (x * x - z ** 4n), p)];
  const found = modulo(m * m - 2n * s, p);
  return [found, modulo(m * (s - found) - 8n * y ** 4n, p), modulo(2n * y * z, p)];
}
