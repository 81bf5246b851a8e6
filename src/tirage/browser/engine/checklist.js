/**
 * The checklist of SPEC §10, from the files of a dossier to a report. Pure: bytes in, report out.
 *
 * (1) documents and journal · (2) the plan precedes its chance · (3) contributions · (4) beacon ·
 * (5) seed · (6) tickets · (7) lottery and chances · (8) certificate · (9) number and panel ·
 * (10) later acts · (11) what is not checked here · (12) a citizen's proof.
 */

import { ANCHORS } from "./checks/record/anchors.js";
import { ANSWERS } from "./checks/roll/answers.js";
import { BEYOND } from "./checks/beyond.js";
import { CAUSES } from "./checks/record/causes.js";
import { CHANGES, FIRST_QUOTAS } from "./checks/record/changes.js";
import { CITIZEN_PROOF } from "./checks/citizen_proof.js";
import { FRESH } from "./checks/chance/contributions.js";
import { bytesAt } from "./reading/documents.js";
import { headOf } from "./reading/entries.js";
import { ENDING } from "./checks/record/ending.js";
import { FILES } from "./checks/record/files.js";
import { IDS } from "./checks/record/ids.js";
import { FINDINGS } from "./checks/roll/findings.js";
import { FRAMES } from "./checks/roll/frame.js";
import { PLACES } from "./checks/roll/geography.js";
import { RECEIVED } from "./checks/received.js";
import { JOURNAL } from "./checks/record/journal.js";
import { LATER_DRAWS } from "./checks/life/later.js";
import { KEPT } from "./checks/roll/kept.js";
import { FIXED, FREE } from "./checks/life/fixed.js";
import { LETTERS_SENT } from "./checks/roll/letters.js";
import { isApart, NO_PANEL } from "./checks/no_panel.js";
import { MARKS } from "./checks/record/marks.js";
import { STANDBYS } from "./checks/life/standby.js";
import { LIFE } from "./checks/life/life.js";
import { isLitter } from "./reading/litter.js";
import { Unsafe } from "./reading/unsafe.js";
import { check, judged, notChecked, orNull, remark, run, unsaid } from "./kernel.js";
import { WITNESSES } from "./checks/record/witnesses.js";
import { BALANCE, HASHES, PLANNED } from "./checks/chance/plan.js";
import { RECEIPTS } from "./checks/lottery/receipts.js";
import { RULED } from "./checks/roll/rules.js";
import { REGULATIONS } from "./checks/regulation.js";
import { SEATS_DRAWN } from "./checks/seats.js";
import { SIGNS } from "./checks/record/signs.js";
import { STRATA } from "./checks/roll/strata.js";
import { SUCCESSION } from "./checks/record/succession.js";
import { compareLists, sorted } from "./words.js";

/** Every check there is, but those of a citizen's proof. */
const CHECKLIST = [
  remark("beyond.litter", ({ litter }) => litter.length > 0 && notChecked(litter.join(", "))),
  ...SIGNS, ...FILES, ...JOURNAL, ...REGULATIONS, ...SUCCESSION, ...PLANNED, ...HASHES, ...BALANCE, ...FRESH, ...CHANGES, ...ENDING,
  ...ANCHORS, ...WITNESSES, ...MARKS, ...IDS, ...CAUSES, ...RULED, ...PLACES, ...RECEIVED, ...FRAMES, ...FINDINGS,
  ...STRATA, ...FIRST_QUOTAS, ...LETTERS_SENT, ...ANSWERS, ...KEPT, ...FREE, ...SEATS_DRAWN, ...RECEIPTS, ...STANDBYS, ...LIFE,
  ...LATER_DRAWS, ...FIXED, ...BEYOND,
];

/**
 * Everything that can be checked of a dossier: the checks by number, the journal's head, what state it is in.
 *
 * `proof`: name and bytes of a citizen's proof, to be checked against the files, or null. `trust`: the keys that
 * whoever verifies trusts, as `readTrust` gives them. `seen` is told how many `checks` are made, and how
 * many rows of `people` were gone through for them.
 */
export function verify(files, proof = null, trust = [], seen = () => {}) {
  try {
    return verified(files, proof, trust, seen);
  } catch (fault) {
    if (fault instanceof Unsafe) return refused(fault);
    throw fault;
  }
}

function verified(given, proof, trust, seen) {
  if (isApart(given)) return { checks: [...run(NO_PANEL, { files: given })], head: "", rehearsal: false, drawn: false };
  const litter = sorted([...given.keys()].filter(isLitter));
  const files = litter.length ? new Map([...given].filter(([name]) => !isLitter(name))) : given;
  const checks = [];
  let people = 0;
  const passing = (some) => seen({ checks: checks.length, people: (people += some) });
  const lines = run(CHECKLIST, { files, litter, trust: new Set(trust), act: "panel", passing });
  let next = lines.next();
  for (; !next.done; next = lines.next()) seen({ checks: checks.push(next.value), people });
  const facts = next.value;
  checks.push(...unsaid(CHECKLIST, facts, checks.map(({ code }) => code)));
  if (proof) checks.push(...run(CITIZEN_PROOF, { data: proof.data, name: proof.name }, facts));
  const inOrder = sorted(checks, (a, b) => compareNumbers(a.number, b.number));
  const drawn = orNull(() => facts.held)?.has("panel") ?? false;
  return { checks: inOrder, head: headOf(files), rehearsal: isRehearsal(files), drawn };
}

/** The report of a dossier with a file that must not be opened: one failed check. */
export function refused({ path, word }) {
  const unsafe = [check("files.known", () => judged(false, { got: word }), { file: path })];
  return { checks: [...run(unsafe, {})], head: "", rehearsal: false, drawn: false };
}

function compareNumbers(a, b) {
  return compareLists(a.split("."), b.split("."), (one, other) => one - other);
}

/** Whether a document of the record says so, however broken the rest: a rehearsal is never whispered. */
function isRehearsal(files) {
  const said = ["journal/0001-open.json", "public/plan.json"].map((name) => bytesAt(files, name));
  const texts = said.map((data) => new TextDecoder("latin1").decode(data));
  return texts.some((text) => text.includes('"rehearsal":true') || text.includes('"stage":"test/'));
}
