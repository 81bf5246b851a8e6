/**
 * The curve BLS12-381 in plain integers: points of G1, and whether a product of pairings is 1.
 *
 * Only what the signature of a beacon needs; it holds no secret that its time could tell. p is the field's
 * prime, r the order of the groups, z the curve's parameter without its sign.
 *
 * Fp2 = Fp[u] with u² = −1, [a, b] standing for a + bu. Fp12 = Fp2[w] with w⁶ = 1 + u, as six coefficients.
 * G1 lies on y² = x³ + 4 over Fp, G2 on y² = x³ + 4(1 + u) over Fp2; null is the point at infinity.
 * Constants: draft-irtf-cfrg-pairing-friendly-curves, §4.2.1.
 */

const p =
  0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaabn;
const r = 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001n;
const z = 0xd201000000010000n;

/** Of G2. */
export const GENERATOR = [
  [
    0x024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8n,
    0x13e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7en,
  ],
  [
    0x0ce5d527727d6e118cc9cdc6da2e351aadfd9baa8cbdd3a76d429a695160d12c923ac9cc3baca289e193548608b82801n,
    0x0606c4a02ea734cc32acd2b02bc28b99cb3e287e85a763af267492ab572e99ab3f370d275cec1da1aaa9075ff05f79ben,
  ],
];
/** The three highest bits of a compressed point. */
const [COMPRESSED, INFINITY, LARGER] = [0x80, 0x40, 0x20];

/** The remainder from 0 to p − 1. */
export function mod(a) {
  const rest = a % p;
  return rest < 0n ? rest + p : rest;
}

/** base^exponent modulo p. */
function power(base, exponent) {
  let [total, square] = [1n, mod(base)];
  for (; exponent; exponent >>= 1n) {
    if (exponent & 1n) total = (total * square) % p;
    square = (square * square) % p;
  }
  return total;
}

/** The inverse modulo p, by Euclid; of 0 it is 0. */
export function inverse(a) {
  let [low, high, x, y] = [mod(a), p, 1n, 0n];
  while (low > 1n) {
    const whole = high / low;
    [low, high, x, y] = [high - whole * low, low, y - whole * x, x];
  }
  return low ? mod(x) : 0n;
}

/** The integer that bytes stand for, the first one highest. */
export function integerOf(bytes) {
  let total = 0n;
  for (const byte of bytes) total = (total << 8n) | BigInt(byte);
  return total;
}

// --- G1 -------------------------------------------------------------------------------------------------------

/** A point of G1 from its compressed form of 48 bytes; null for infinity and for what is no point. */
export function readG1(data) {
  if (data.length !== 48 || !(data[0] & COMPRESSED) || data[0] & INFINITY) return null;
  const x = integerOf(data) % 2n ** 381n;
  const y = x < p ? rootOf(x ** 3n + 4n) : null;
  if (y === null) return null;
  const point = [x, y > p - y === Boolean(data[0] & LARGER) ? y : p - y];
  // On the curve, but perhaps outside the group of order r.
  return multiply(point, r) === null ? point : null;
}

/** A square root modulo p, which is 3 modulo 4; null where there is none. */
export function rootOf(square) {
  const found = power(square, (p + 1n) / 4n);
  return mod(found * found - square) ? null : found;
}

/** The sum of two points of y² = x³ + 4. */
export function add(one, other) {
  if (!one || !other) return one ?? other;
  const [[x1, y1], [x2, y2]] = [one, other];
  if (x1 === x2 && mod(y1 + y2) === 0n) return null;
  const slope = x1 === x2 ? mod(3n * x1 * x1 * inverse(2n * y1)) : mod((y2 - y1) * inverse(x2 - x1));
  const x = mod(slope * slope - x1 - x2);
  return [x, mod(slope * (x1 - x) - y1)];
}

/** A point added to itself, `times` ≥ 0 in all. */
export function multiply(point, count) {
  let total = null;
  for (const bit of count.toString(2)) {
    total = add(total, total);
    if (bit === "1") total = add(total, point);
  }
  return total;
}

// --- Fp2 and Fp12 ---------------------------------------------------------------------------------------------

const mul2 = ([a, b], [c, d]) => [mod(a * c - b * d), mod(a * d + b * c)];
const sub2 = ([a, b], [c, d]) => [mod(a - c), mod(b - d)];

function over2(x, [c, d]) {
  const norm = inverse(c * c + d * d);
  return mul2(x, [mod(c * norm), mod(-d * norm)]);
}

const unit = () => [[1n, 0n], ...Array.from({ length: 5 }, () => [0n, 0n])];

function mul12(f, g) {
  const product = Array.from({ length: 11 }, () => [0n, 0n]);
  f.forEach(([a, b], i) => {
    if (!a && !b) return;
    g.forEach(([c, d], j) => {
      product[i + j][0] += a * c - b * d;
      product[i + j][1] += a * d + b * c;
    });
  });
  // w⁶ = 1 + u.
  for (let i = 0; i < 5; i++) {
    const [a, b] = product[i + 6];
    product[i][0] += a - b;
    product[i][1] += a + b;
  }
  return product.slice(0, 6).map(([a, b]) => [mod(a), mod(b)]);
}

function power12(f, exponent) {
  let total = f;
  for (const bit of exponent.toString(2).slice(1)) {
    total = mul12(total, total);
    if (bit === "1") total = mul12(total, f);
  }
  return total;
}

// --- The pairing ----------------------------------------------------------------------------------------------

/**
 * Whether the product of e(P, Q) over these pairs is 1.
 *
 * It is when f, the product of the Miller loops, has f^((p¹² − 1)/r) = 1. As r divides p⁴ − p² + 1, that is
 * when g = f^((p² + 1)·(p⁴ − p² + 1)/r) is its own conjugate: without odd powers of w.
 */
export function isOne(...pairs) {
  const total = pairs.reduce((value, [point, other]) => mul12(value, miller(point, other)), unit());
  // To the power of p²: w becomes w·(1 + u)^((p² − 1)/6), and (1 + u)^(p + 1) = 2.
  const turn = power(2n, (p - 1n) / 6n);
  const raised = total.map(([a, b], i) => {
    const factor = power(turn, BigInt(i));
    return [mod(a * factor), mod(b * factor)];
  });
  const final = power12(mul12(raised, total), (p ** 4n - p ** 2n + 1n) / r);
  return [1, 3, 5].every((i) => !final[i][0] && !final[i][1]);
}

/** f_{z,Q}(P), up to factors that the final power makes 1. */
function miller(point, other) {
  let [value, moving] = [unit(), other];
  for (const bit of z.toString(2).slice(1)) {
    value = mul12(value, value);
    [value, moving] = step(value, moving, moving, point);
    if (bit === "1") [value, moving] = step(value, moving, other, point);
  }
  return value;
}

/**
 * The value times the line through two points of G2 (the tangent, where they are one), and their sum.
 *
 * A point (x, y) of G2 stands for (x/w², y/w³) on G1's own curve; the line there, times w³, has three terms.
 */
function step(value, one, two, point) {
  const [[x1, y1], [x2, y2]] = [one, two];
  let slope;
  if (one === two) {
    const [a, b] = mul2(x1, x1);
    slope = over2([3n * a, 3n * b], [2n * y1[0], 2n * y1[1]]);
  } else slope = over2(sub2(y2, y1), sub2(x2, x1));
  const x = sub2(sub2(mul2(slope, slope), x1), x2);
  const y = sub2(mul2(slope, sub2(x1, x)), y1);
  const atX = [mod(-slope[0] * point[0]), mod(-slope[1] * point[0])];
  const nothing = [0n, 0n];
  const tangent = [sub2(mul2(slope, x1), y1), nothing, atX, [point[1], 0n], nothing, nothing];
  return [mul12(value, tangent), [x, y]];
}
