/** Tickets of people who weigh (SPEC §5): ⌊L/w⌋, with L = −log₂(1 − ticket/2^256) in 2^64ths, in integers. */

const ALL = 1n << 256n;
const ONE = 1n << 64n;

/** What people stand in the order of: `ticket` in hexadecimal digits, `weight` a BigInt above 0. */
export const keyOf = (ticket, weight) => logarithm(BigInt(`0x${ticket}`)) / weight;

function logarithm(ticket) {
  const rest = ALL - ticket;
  const whole = BigInt(rest.toString(2).length - 1);
  let mantissa = (rest << 64n) >> whole;
  let parts = 0n;
  for (let bit = ONE >> 1n; bit; bit >>= 1n) {
    mantissa = (mantissa * mantissa) >> 64n;
    if (mantissa < 2n * ONE) continue;
    mantissa >>= 1n;
    parts |= bit;
  }
  return (256n - whole) * ONE - parts;
}
