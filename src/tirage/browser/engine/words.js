/** Texts as they compare and as they are shown: by code points, which is also the order of their UTF-8. */

/** Below 0, 0 or above 0 as `a` comes before `b`, is `b`, or comes after. */
export function compareText(a, b) {
  if (a === b) return 0;
  const shorter = Math.min(a.length, b.length);
  let i = 0;
  while (i < shorter && a.charCodeAt(i) === b.charCodeAt(i)) i++;
  if (i === shorter) return a.length - b.length;
  return rank(a.charCodeAt(i)) - rank(b.charCodeAt(i));
}

/** UTF-16 puts what is beyond U+FFFF (in pairs from D800 on) before U+E000 to U+FFFF; here it comes last. */
function rank(unit) {
  return unit >= 0xe000 ? unit - 0x2000 : unit >= 0xd800 ? unit + 0x2000 : unit;
}

/** Shorter before longer where one begins the other; else by the first item that differs. */
export function compareLists(a, b, each = compareText) {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const order = each(a[i], b[i]);
    if (order) return order;
  }
  return a.length - b.length;
}

/** A new array in order. */
export const sorted = (items, order = compareText) => [...items].sort(order);

/** How many there are of each. */
export function countsOf(items) {
  const counts = new Map();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

/** The sum of counts, exact however large they are. */
export const sumOf = (counts) => [...counts].reduce((total, count) => total + BigInt(count), 0n);

/** The first characters of a text. */
export const first = (text, count = 30) => [...text.slice(0, 2 * count)].slice(0, count).join("");
