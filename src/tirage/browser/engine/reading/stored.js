/** A file that stays where it is, and of which a piece is read when it is asked for: a frame is larger than a memory. */

import { Unsafe } from "./unsafe.js";

/** What a reader of bytes asks of them, of a Blob: see `csv.js`. */
export class Stored {
  #path;
  #blob;

  constructor(path, blob) {
    this.#path = path;
    this.#blob = blob;
    this.length = blob.size;
  }

  /** The bytes from `start` to `end`; Unsafe where they are not there any more. */
  subarray(start = 0, end = this.length) {
    try {
      // Only a worker has it: checks ask for facts in the order in which they need them, and wait for none.
      return new Uint8Array(new FileReaderSync().readAsArrayBuffer(this.#blob.slice(start, end)));
    } catch {
      throw new Unsafe(this.#path, "changed");
    }
  }
}
