/** The page's verifier in node, on a folder: node bench/engine.mjs VERIFIER.html DOSSIER; exit code 5 where a check fails. */

import { OfDisk } from "../tests/support/reader.mjs";
import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

const [page, folder] = process.argv.slice(2);
const engine = /<script id="engine" type="text\/plain">([^]*?)<\/script>/.exec(readFileSync(page, "utf-8"))[1];
const self = { postMessage: (said) => "count" in said || answered(said) };
new Function("self", engine)(self);

function answered({ answer, failure }) {
  if (failure) throw new Error(failure);
  const failed = answer.report.checks.filter(({ status }) => status === "failed");
  console.log(`${answer.report.checks.length} lines, ${failed.length} failed`);
  process.exitCode = failed.length ? 5 : 0;
}

const given = [];
for (const part of ["journal", "public", "guarantors"]) {
  for (const name of await readdir(join(folder, part))) {
    given.push({ path: `dossier/${part}/${name}`, file: OfDisk.at(join(folder, part, name)) });
  }
}
self.onmessage({ data: { id: 1, task: "open", given } });
