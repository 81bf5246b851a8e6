/** In node what a browser gives its workers, FileReaderSync: one thread reads, the other waits for it. */

import { openSync, readSync, statSync } from "node:fs";
import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";

const READING = `
const { port, read } = require("node:worker_threads").workerData;
port.on("message", async (blob) => {
  const data = await blob.arrayBuffer().catch(() => null);
  port.postMessage(data, data ? [data] : []);
  Atomics.add(read, 0, 1);
  Atomics.notify(read, 0);
});`;
const read = new Int32Array(new SharedArrayBuffer(4));
const { port1: own, port2: port } = new MessageChannel();
const worker = new Worker(READING, { eval: true, workerData: { port, read }, transferList: [port] });
worker.unref();

/** A file as a browser gives it, as much of it as the engine asks for. */
export class OfDisk {
  #file;
  #start;

  constructor(file, start, size) {
    this.#file = file;
    this.#start = start;
    this.size = size;
  }

  static at(path) {
    return new OfDisk(openSync(path), 0, statSync(path).size);
  }

  slice(start, end) {
    return new OfDisk(this.#file, this.#start + start, end - start);
  }

  read() {
    const data = new Uint8Array(this.size);
    if (readSync(this.#file, data, 0, this.size, this.#start) < this.size) throw new Error("NotReadableError");
    return data.buffer;
  }

  async arrayBuffer() {
    return this.read();
  }
}

globalThis.FileReaderSync = class {
  readAsArrayBuffer(blob) {
    if (blob instanceof OfDisk) return blob.read();
    const before = Atomics.load(read, 0);
    own.postMessage(blob);
    Atomics.wait(read, 0, before);
    const { message } = receiveMessageOnPort(own);
    if (!message) throw new Error("NotReadableError");
    return message;
  }
};
