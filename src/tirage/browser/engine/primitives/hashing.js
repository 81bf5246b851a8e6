/**
 * A message to a point of G1: BLS12381G1_XMD:SHA-256_SSWU_RO of RFC 9380, in plain integers.
 *
 * The message is expanded to two numbers, each is mapped to a curve y² = x³ + Ax + B, from there to y² = x³ + 4,
 * and the sum of both into the group of order r. The map between the two curves is an isogeny of degree 11. The
 * RFC lists its 53 coefficients (appendix E.2); here it is computed from the polynomial of its kernel by Kohel's
 * formulas (thesis, Berkeley 1996, §2.4): five coefficients, and they give the same map.
 */

import { add, integerOf, inverse, mod, multiply, rootOf } from "./curve.js";
import { sha256 } from "./sha256.js";

const A = 0x144698a3b8e9433d693a02c96d4982b0ea985383ee66a8d8e8981aefd881ac98936f8da0e0f97f5cf428082d584c1dn;
const B = 0x12e2908d11688030018b12e8753eee3b2016c1f0f24f4070a0b9c14fcef35ef55a23215a316ceaa5d1cc48e98e172be0n;
const Z = 11n;
/** Of the isogeny, from the constant upwards: its square is the RFC's x_den. */
const KERNEL = [
  0x133341fb0962a34cb0504a9c4fada0a5090d38679b4c040d5d1c3afb023a3409fcc0815fea66d8b02bbef9c8b5a66e07n,
  0x264908af037bcede00d054cf5d4775e83eb6cf63c76b969f8ed174fb59fcff78d201f46f6cfc4ed6552e59ce75177b0n,
  0x1335c502c1f54c49aceea65e87fd7203ba0f626f305fc0cfd606a5dae9f3c8e81a4b3b69600129fabd307c69bf319d39n,
  0x94440f65f408a6e930e16e3e92dd17bf60d6e9679a8d3d58593de55ac23703042d609537eb3549aac234d896ca82944n,
  0x4afe09d5cf4956a23b6b71f59d2b3407b415a774b7be81bbb6fa99cbc798e0ac98ba725a5bc328016b1c268b4766e85n,
  1n,
];
const COFACTOR = 0xd201000000010001n;

/** The point of a message under a domain, an ASCII text of at most 255 characters. */
export function hashToG1(message, domain) {
  const data = expand(message, new TextEncoder().encode(domain));
  const numbers = [data.subarray(0, 64), data.subarray(64)].map((half) => mod(integerOf(half)));
  const [one, other] = numbers.map((number) => isogeny(...simplifiedSwu(number)));
  return multiply(add(one, other), COFACTOR);
}

const joined = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));

/** expand_message_xmd with SHA-256, 128 bytes (RFC 9380 §5.3.1). */
function expand(message, domain) {
  const tail = joined(domain, [domain.length]);
  const start = sha256(joined(new Uint8Array(64), message, [0, 128], [0], tail));
  let block = new Uint8Array(32);
  const blocks = [];
  for (let i = 1; i < 5; i++) {
    block = sha256(joined(block.map((byte, place) => byte ^ start[place]), [i], tail));
    blocks.push(block);
  }
  return joined(...blocks);
}

const curveAt = (x) => mod(x ** 3n + A * x + B);

/** The simplified SWU map to y² = x³ + Ax + B (RFC 9380 §6.6.2). */
function simplifiedSwu(u) {
  const square = mod(Z * u * u);
  const low = mod(square * square + square);
  let x = mod(low ? -B * inverse(A) * (1n + inverse(low)) : B * inverse(Z * A));
  let y = rootOf(curveAt(x));
  if (y === null) {
    x = mod(square * x);
    // The one or the other is a square.
    y = rootOf(curveAt(x)) ?? 0n;
  }
  return [x, y % 2n === u % 2n ? y : mod(-y)];
}

/** The image on y² = x³ + 4: X(x)/11² and y·X′(x)/11³, where X comes from l = ψ′/ψ, ψ the kernel's. */
function isogeny(x, y) {
  let coefficients = KERNEL;
  const derivatives = [valueAt(coefficients, x)];
  for (let n = 0; n < 3; n++) {
    coefficients = coefficients.map((c, i) => BigInt(i) * c).slice(1);
    derivatives.push(valueAt(coefficients, x));
  }
  const under = inverse(derivatives[0]);
  const [d1, d2, d3] = derivatives.slice(1).map((each) => mod(each * under));
  const [l0, l1, l2] = [d1, d2 - d1 ** 2n, d3 - 3n * d1 * d2 + 2n * d1 ** 3n];
  const [f0, f1, f2] = [x ** 3n + A * x + B, 3n * x * x + A, 6n * x];
  const image = 11n * x + 2n * KERNEL[4] - 4n * f0 * l1 - 2n * f1 * l0;
  const slope = 11n - 6n * f1 * l1 - 4n * f0 * l2 - 2n * f2 * l0;
  return [mod(image * inverse(11n ** 2n)), mod(y * slope * inverse(11n ** 3n))];
}

const valueAt = (coefficients, x) => coefficients.reduceRight((total, c) => mod(total * x + c), 0n);
