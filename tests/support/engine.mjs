/** Runs the engine of a built page: a JSON question a line on stdin, a JSON answer a line on stdout. */

import "./reader.mjs";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const page = readFileSync(process.argv[2], "utf-8");
const engine = /<script id="engine" type="text\/plain">([^]*?)<\/script>/.exec(page)[1];
const answers = [];
const self = { postMessage: (said) => "count" in said || answers.shift()(said) };
new Function("self", engine)(self);

function ask(question) {
  return new Promise((resolve) => {
    answers.push(resolve);
    self.onmessage({ data: question });
  });
}

const answered = (question) => (question.each ? askEach(question) : ask(unpacked(question)));

const bytes = (text) => new Uint8Array(Buffer.from(text, "base64"));

/** Files travel in base64: as a Map for `verify`, as what a browser gives for `open`. */
function unpacked({ files, proof, given, archive, ...rest }) {
  if (proof) rest.proof = { name: proof.name, data: bytes(proof.data) };
  if (files) rest.files = new Map(Object.entries(files).map(([path, data]) => [path, bytes(data)]));
  if (given) rest.given = Object.entries(given).map(([path, data]) => ({ path, file: new Blob([bytes(data)]) }));
  if (archive !== undefined) rest.archive = new Blob([bytes(archive)]);
  return rest;
}

/** Variants of the same files: what each has in their place, or null where a file is gone. */
async function askEach({ id, task, files, each }) {
  const genuine = unpacked({ files }).files;
  const answer = [];
  for (const changes of each) {
    const mutant = new Map([...genuine].filter(([path]) => changes[path] !== null));
    for (const [path, data] of Object.entries(changes)) if (data !== null) mutant.set(path, bytes(data));
    answer.push(await ask({ id, task, files: mutant }));
  }
  return { answer };
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await answered(JSON.parse(line)))}\n`);
}
