/** Exact fractions: two integers of any size, in lowest terms, the lower one above 0. */

function gcd(a, b) {
  if (a < 0n) a = -a;
  while (b) [a, b] = [b, a % b];
  return a;
}

/** The fraction over/under; `under` is above 0. */
export function fractionOf(over, under = 1n) {
  const n = BigInt(over);
  const d = BigInt(under);
  const common = gcd(n, d);
  return { n: n / common, d: d / common };
}

export const ZERO = fractionOf(0);
export const ONE = fractionOf(1);

export const plus = (a, b) => fractionOf(a.n * b.d + b.n * a.d, a.d * b.d);
export const minus = (a, b) => fractionOf(a.n * b.d - b.n * a.d, a.d * b.d);
export const times = (a, b) => fractionOf(a.n * b.n, a.d * b.d);

/** a/b, b other than 0. */
export function over(a, b) {
  const sign = b.n < 0n ? -1n : 1n;
  return fractionOf(sign * a.n * b.d, sign * a.d * b.n);
}

/** Below 0, 0 or above 0 as a is below b, b, or above b. */
export function compare(a, b) {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export const equal = (a, b) => a.n === b.n && a.d === b.d;
export const least = (a, b) => (compare(b, a) < 0 ? b : a);
export const most = (a, b) => (compare(b, a) > 0 ? b : a);

/** The largest integer that is not above the fraction. */
export function floorOf(a) {
  const whole = a.n / a.d;
  return a.n < 0n && whole * a.d !== a.n ? whole - 1n : whole;
}

export const ceilOf = (a) => -floorOf({ n: -a.n, d: a.d });

/** The least common multiple of two integers above 0. */
export function lcm(a, b) {
  return a % b === 0n ? a : (a / gcd(a, b)) * b;
}

/** `4/53`, or an integer where it is one. */
export const written = (a) => (a.d === 1n ? `${a.n}` : `${a.n}/${a.d}`);

function bits(number) {
  return number ? (number < 0n ? -number : number).toString(2).length : 0;
}

/** A fraction for a report; a monstrous one by its size only. */
export function shown(a) {
  const [above, below] = [bits(a.n), bits(a.d)];
  return above + below > 1000 ? `≈ 2^${above - below}` : written(a);
}
