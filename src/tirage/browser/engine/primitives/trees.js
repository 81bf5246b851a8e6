/** Trees of RFC 6962: the root of leaves, and the root that a path leads to (SPEC §9). */

import { hex, Prefix, sha256, unhex } from "./sha256.js";

/** As many leaves as are held: whole, they are a subtree whatever comes after them. */
const BLOCK = 2 ** 16;

/** Leaves one after the other, of which a block is held, and the roots of the blocks before. */
export class Leaves {
  #block = new Uint8Array(32 * 64);
  #count = 0;
  #roots = [];

  /** Where the next hash of 32 bytes goes, in `bytes`. */
  next() {
    if (this.#count === BLOCK) this.close();
    if (32 * this.#count === this.#block.length) {
      const larger = new Uint8Array(2 * this.#block.length);
      larger.set(this.#block);
      this.#block = larger;
    }
    return 32 * this.#count++;
  }

  get bytes() {
    return this.#block;
  }

  /** What comes next is of another subtree. */
  close() {
    if (this.#count) this.#roots.push(hex(folded(this.#block, this.#count)));
    this.#count = 0;
  }

  /** Root of RFC 6962, in hexadecimal digits. */
  root() {
    this.close();
    return rootOf(this.#roots);
  }
}

/** The root above subtrees of one size, a power of two, of which only the last has fewer leaves. */
export function rootOf(roots) {
  if (!roots.length) return hex(sha256(new Uint8Array()));
  const nodes = new Uint8Array(32 * roots.length);
  roots.forEach((root, place) => nodes.set(unhex(root), 32 * place));
  return hex(folded(nodes, roots.length));
}

/** The node above so many, which are written over: pairs level by level, the odd one out rises as it is. */
function folded(nodes, number) {
  const node = new Prefix("\x01");
  for (let count = number; count > 1; count = Math.ceil(count / 2)) {
    for (let i = 0; i < count; i += 2) {
      if (i + 1 < count) node.add(nodes, 32 * i, 32 * i + 64).end(nodes, 16 * i);
      else nodes.copyWithin(16 * i, 32 * i, 32 * i + 32);
    }
  }
  return nodes.subarray(0, 32);
}

/** The root of RFC 6962 that a path leads to; empty for a path of another length than the tree has. */
export function rootBy(leaf, { index, people, siblings }) {
  if (index >= people) return "";
  let digest = sha256(new TextEncoder().encode(`\0${leaf}`));
  let used = 0;
  for (let [place, last] = [index, people - 1]; last; place = Math.floor(place / 2), last = Math.floor(last / 2)) {
    // The last node of a level that is alone there rises as it is.
    if (place === last && place % 2 === 0) continue;
    if (used === siblings.length) return "";
    const beside = unhex(siblings[used++]);
    digest = sha256(Uint8Array.of(1, ...(place % 2 ? [...beside, ...digest] : [...digest, ...beside])));
  }
  return used < siblings.length ? "" : hex(digest);
}
