/**
 * The keys that the person who verifies trusts: a text, one key a line.
 *
 * A key is `sha256:` and the 64 hex digits of a time-stamping authority's certificate, or a witness' key as it makes
 * it known (C2SP), `NAME+ID+BASE64`. Empty lines are passed over, and lines that begin with `#`.
 */

import { isWitnessKey } from "./notes.js";

export const CERTIFICATE = "sha256:";

/** The `keys` of a text, each as its line has it, or the number of the first `line` that is none. */
export function readTrust(text) {
  const lines = text.replace(/^\uFEFF/, "").split("\n").map((line) => line.replace(/^[ \t\r]+|[ \t\r]+$/g, ""));
  const isSilent = (line) => line === "" || line.startsWith("#");
  const wrong = lines.findIndex((line) => !(isSilent(line) || isKey(line)));
  return wrong < 0 ? { keys: lines.filter((line) => !isSilent(line)) } : { line: wrong + 1 };
}

/** Whether a key is that of a witness. */
export const isWitness = (key) => !key.startsWith(CERTIFICATE);

const isKey = (line) => /^sha256:[0-9a-f]{64}$/.test(line) || isWitnessKey(line);
