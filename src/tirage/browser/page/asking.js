/** Questions to the worker, which is made from the engine that stands in this page. */

import { byId } from "./elements.js";

const source = new Blob([byId("engine").textContent], { type: "text/javascript" });
const waiting = new Map();
let last = 0;
let worker = made();

/** That the reader wants no answer any more. */
export class Stopped extends Error {}

function made() {
  const one = new Worker(URL.createObjectURL(source));
  one.onmessage = ({ data: { id, count, answer, failure } }) => {
    const question = waiting.get(id);
    if (count !== undefined) {
      question.tell(count);
      return;
    }
    waiting.delete(id);
    if (failure === undefined) question.resolve(answer);
    else question.reject(new Error(failure));
  };
  one.onerror = ({ message }) => refuse(new Error(message));
  return one;
}

function refuse(reason) {
  for (const { reject } of waiting.values()) reject(reason);
  waiting.clear();
}

/** Leave every question unanswered: the next one is put to a worker that knows of none of them. */
export function stop() {
  worker.terminate();
  worker = made();
  refuse(new Stopped());
}

/** The answer to a task of the worker; `tell` hears how many checks are made, and how many rows of a frame were read. */
export function ask(task, asked = {}, tell = () => {}) {
  return new Promise((resolve, reject) => {
    waiting.set(++last, { resolve, reject, tell });
    worker.postMessage({ id: last, task, ...asked });
  });
}
