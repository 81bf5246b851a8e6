/** In node what a browser gives its workers, FileReaderSync: one thread reads, the other waits for it. */

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

globalThis.FileReaderSync = class {
  readAsArrayBuffer(blob) {
    const before = Atomics.load(read, 0);
    own.postMessage(blob);
    Atomics.wait(read, 0, before);
    const { message } = receiveMessageOnPort(own);
    if (!message) throw new Error("NotReadableError");
    return message;
  }
};
