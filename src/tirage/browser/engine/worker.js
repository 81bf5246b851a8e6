/** The worker: it reads, hashes and checks, so that the page stays awake. One question at a time, one answer. */

import { VERSION } from "./specified.js";
import { refused, verify } from "./checklist.js";
import { LOTTERY } from "./checks/lottery/lottery.js";
import { filesOf, filesOfArchive, Halfway, hasNext, NotADossier, readDossier } from "./reading/opening.js";
import { factsOf, factsOfProof } from "./person.js";
import { hashText } from "./primitives/lines.js";
import { LARGEST } from "./checks/citizen_proof.js";
import { apartOf } from "./checks/no_panel.js";
import { at } from "./reading/paths.js";
import { readTrust } from "./reading/trust.js";
import { Unsafe } from "./reading/unsafe.js";
import { ceremonyOf, judgedOf, panelOf } from "./ceremony.js";
import { actsOf, mistakesOf, replayed } from "./replay.js";

let files = new Map();
let proof = null;
/** Keys that whoever verifies trusts. */
let trust = [];

const TASKS = {
  /**
   * A folder, an archive, or a file that no panel exists: its report, the acts that can be replayed, whether a next assembly is in it; null
   * for what is no dossier, and that it is `halfway` where not all files of an act are in their place yet.
   */
  async open({ given, archive }, tell) {
    files = new Map();
    proof = null;
    let next = false;
    const apart = await apartOf(given);
    if (apart) return { report: verify(apart), acts: [] };
    try {
      const found = archive ? await filesOfArchive(archive) : filesOf(given);
      files = await readDossier(found);
      next = hasNext(found);
    } catch (error) {
      if (error instanceof NotADossier) return null;
      if (error instanceof Halfway) return { halfway: true };
      if (error instanceof Unsafe) return { report: refused(error), acts: [] };
      throw error;
    }
    return { report: verify(files, null, trust, tell), acts: actsOf(files), next };
  },
  /** The report with a citizen's proof beside the dossier, and what the proof says of the person. */
  async prove({ name, file }, tell) {
    // As much of it as tells that it is too long.
    const data = new Uint8Array(await file.slice(0, LARGEST + 1).arrayBuffer());
    proof = { name, data };
    const report = verify(files, proof, trust, tell);
    return { report, facts: factsOfProof(proof, report.checks) };
  },
  /** Keys to trust from now on: the report under them, null where no dossier is open; or the `line` that is none. */
  trust({ text }, tell) {
    const { keys, line } = readTrust(text);
    if (line) return { line };
    trust = keys;
    return { report: files.size ? verify(files, proof, trust, tell) : null };
  },
  /** The report of files that are at hand already. */
  verify: ({ files: given, proof: beside, trust: keys }) => verify(given, beside, keys),
  /** What the dossier says of one person. */
  person: ({ pid }) => factsOf(files, pid),
  /** Which program this is, from its own text: its version and its hash. */
  program: ({ source }) => ({ version: VERSION, sha256: hashText(source) }),
  /** From the dice to the number, of the panel's draw unless the `act` is another. */
  replay({ act = "panel", ...typed }) {
    const mistakes = mistakesOf(typed);
    return { mistakes, steps: mistakes.length ? [] : replayed(typed, files.get(at(LOTTERY, act))) };
  },
  /** What a room is shown of the draw that was planned last. */
  ceremony: () => ceremonyOf(files),
  /** One panel of an act. */
  panel: ({ act, number }) => panelOf(files, act, number),
  /** Whether what is brought to an act is what its plan has fixed. */
  judge: (brought) => judgedOf(brought),
};

self.onmessage = async ({ data: { id, task, ...asked } }) => {
  try {
    const tell = (count) => self.postMessage({ id, count });
    self.postMessage({ id, answer: await TASKS[task](asked, tell) });
  } catch (error) {
    self.postMessage({ id, failure: `${error?.stack ?? error}` });
  }
};
