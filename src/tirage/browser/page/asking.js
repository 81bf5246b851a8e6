/** Questions to the worker, which is made from the engine that stands in this page. */

import { byId } from "./elements.js";

const source = new Blob([byId("engine").textContent], { type: "text/javascript" });
const worker = new Worker(URL.createObjectURL(source));
const waiting = new Map();
let last = 0;

worker.onmessage = ({ data: { id, count, answer, failure } }) => {
  const question = waiting.get(id);
  if (count !== undefined) {
    question.tell(count);
    return;
  }
  waiting.delete(id);
  if (failure === undefined) question.resolve(answer);
  else question.reject(new Error(failure));
};

worker.onerror = ({ message }) => {
  for (const { reject } of waiting.values()) reject(new Error(message));
  waiting.clear();
};

/** The answer to a task of the worker; `tell` hears how many checks are made. */
export function ask(task, asked = {}, tell = () => {}) {
  return new Promise((resolve, reject) => {
    waiting.set(++last, { resolve, reject, tell });
    worker.postMessage({ id: last, task, ...asked });
  });
}
