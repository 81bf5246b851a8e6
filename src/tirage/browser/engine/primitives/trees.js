/** Trees of RFC 6962: the root of leaves, and the root that a path leads to (SPEC §9). */

import { hex, sha256, unhex } from "./sha256.js";

/** Hashes of 32 bytes, one after the other. */
export class Leaves {
  bytes = new Uint8Array(2 ** 16);
  #count = 0;

  /** Where the next one goes. */
  next() {
    if ((this.#count + 1) * 32 > this.bytes.length) {
      const larger = new Uint8Array(2 * this.bytes.length);
      larger.set(this.bytes);
      this.bytes = larger;
    }
    return 32 * this.#count++;
  }

  /** Root of RFC 6962 from the leaves' hashes: pairs level by level, the odd one out rises as it is. */
  root() {
    if (!this.#count) return hex(sha256(new Uint8Array()));
    const node = new Uint8Array(65);
    node[0] = 1;
    for (let count = this.#count; count > 1; count = Math.ceil(count / 2)) {
      for (let i = 0; i < count; i += 2) {
        const pair = i + 1 < count;
        if (pair) node.set(this.bytes.subarray(32 * i, 32 * i + 64), 1);
        this.bytes.set(pair ? sha256(node) : this.bytes.slice(32 * i, 32 * i + 32), 16 * i);
      }
    }
    return hex(this.bytes.subarray(0, 32));
  }
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
