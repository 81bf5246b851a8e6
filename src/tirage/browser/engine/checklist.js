/**
 * The checklist of SPEC §10, from the files of a dossier to a report. Pure: bytes in, report out.
 *
 * (1) documents and journal · (2) the plan precedes its chance · (3) contributions · (4) beacon ·
 * (5) seed · (6) tickets · (7) lottery and chances · (8) certificate · (9) number and panel ·
 * (10) later acts · (11) what is not checked here · (12) a citizen's proof.
 */

import { checkAnchors } from "./checks/record/anchors.js";
import { checkAnswers } from "./checks/roll/answers.js";
import { readCertificate } from "./checks/certificate/certificate.js";
import { CHANCES, checkChances, checkRings, checkSlots } from "./checks/lottery/chances.js";
import { checkChanges } from "./checks/record/changes.js";
import { allSkipped, compared, faulty, judged, skipped } from "./kernel.js";
import { checkFresh, droppedOf } from "./checks/chance/contributions.js";
import { attempt, parseJson } from "./reading/documents.js";
import { checkNames, hasGuarantors } from "./reading/dossier.js";
import { checkChance, checkDraw, checkSeed, fewDigits } from "./checks/chance/draw.js";
import { guarded, OF_A_DRAW, unsaid } from "./due.js";
import { checkEnding } from "./checks/record/ending.js";
import { ZERO } from "./primitives/fractions.js";
import { checkFrame } from "./checks/roll/frame.js";
import { checkJournal, headOf, kindsOf } from "./checks/record/journal.js";
import { checkLater } from "./checks/life/later.js";
import { checkLetters } from "./checks/roll/letters.js";
import { checkLevels, checkOutcome, checkProofs } from "./checks/certificate/levels.js";
import { checkLife } from "./checks/life/life.js";
import { hashOf } from "./primitives/lines.js";
import { isLitter } from "./reading/litter.js";
import { checkForm, checkMembers, checkNumbering, LOTTERY, membersBlocked } from "./checks/lottery/lottery.js";
import { OF_A_FRAME } from "./numbers.js";
import { checkObjective, isProgrammed, objectiveCodes } from "./checks/certificate/objectives.js";
import { leftOut } from "./reading/pack.js";
import { checkBalance, checkHashes, checkPlan, firstBody, PLAN } from "./checks/chance/plan.js";
import { checkPool, POOL } from "./checks/lottery/pool.js";
import { checkProof } from "./checks/citizen_proof.js";
import { CERTIFICATE, checkBest } from "./checks/certificate/proofs.js";
import { readQuotas } from "./checks/lottery/quotas.js";
import { checkSuccession } from "./checks/record/succession.js";
import { checkCounts, checkSeats, COUNTS, SEATS } from "./checks/lottery/tables.js";
import { compareLists, sorted } from "./words.js";

const NOTHING = new Uint8Array();
const QUOTAS = "public/quotas.json";

/**
 * Everything that can be checked of a dossier: the checks by number, the journal's head, what state it is in.
 *
 * `proof`: name and bytes of a citizen's proof, to be checked against the files, or null. `seen` is told how many
 * checks are made, after each.
 */
export function verify(given, proof = null, seen = () => {}) {
  const found = [];
  const litter = sorted([...given.keys()].filter(isLitter));
  const files = litter.length ? new Map([...given].filter(([name]) => !isLitter(name))) : given;
  if (litter.length) found.push(skipped("beyond.litter", litter.join(", ")));
  for (const check of allChecks(files)) seen(found.push(check));
  found.push(...unsaid(files, found));
  if (proof) found.push(...guarded("proof.form", checkProof(proof.data, files, proof.name), null, proof.name));
  const checks = sorted(found, (a, b) => compareNumbers(a.number, b.number));
  const drawn = kindsOf(files).includes("panel");
  return { checks, head: headOf(files), rehearsal: isRehearsal(files), drawn };
}

/** The report of a dossier with a file that must not be opened: one failed check. */
export function refused({ path, word }) {
  const check = judged("files.known", false, { got: word, file: path });
  return { checks: [check], head: "", rehearsal: false, drawn: false };
}

function compareNumbers(a, b) {
  return compareLists(a.split("."), b.split("."), (one, other) => one - other);
}

function* allChecks(files) {
  yield* guarded("files.known", checkNames(files));
  yield* guarded("documents.canonical", checkCanonical(files));
  const entries = yield* guarded("documents.shape", checkJournal(files), [], "journal/");
  // What is said of the panel, and of everything before any draw.
  const ofPanel = entries.filter(({ act }) => act === "" || act === "panel");
  const framed = kindsOf(files).includes("frame");
  // A next assembly may have been opened, and nothing more.
  const opened = kindsOf(files).filter((type) => type !== "anchor").join() === "open";
  const pooled = !(framed || opened) || kindsOf(files).includes("pool");
  yield* guarded("next.link", checkSuccession(entries), null, "journal/");
  const plan = pooled ? yield* guarded("order.plan", checkPlan(files.get(PLAN), ofPanel), null, PLAN) : null;
  yield* guarded("hash", checkHashes(files, entries, plan));
  if (!opened) yield* guarded("counts.balance", checkBalance(entries), null, "journal/");
  yield* guarded("contributions.fresh", checkFresh(entries), null, "journal/");
  yield* guarded("quotas.changes", checkChanges(files, entries), null, "journal/");
  yield* guarded("order.end", checkEnding(files, entries), null, "journal/");
  yield* guarded("anchors", checkAnchors(entries), null, "journal/");
  if (framed) {
    const frame = yield* guarded("frame.people", checkFrame(files, entries));
    yield* guarded("letters.drawn", checkLetters(files, entries, frame));
    yield* guarded("responses.letters", checkAnswers(files, entries));
  }
  if (pooled && !opened) {
    const quotas = yield* checkPanelOf(files, plan, ofPanel);
    yield* guarded("life.members", checkLife(files, entries, quotas), null, "journal/");
    yield* guarded("life.draw", checkLater(files, entries, checkAll), null, "journal/");
  } else yield judged("later", true, { got: "none" });
  yield* guarded("files.known", beyond(files, plan, entries));
}

function* checkCanonical(files) {
  const names = sorted([...files.keys()].filter((name) => name.endsWith(".json")));
  const faults = [];
  for (const name of names) {
    attempt(
      () => parseJson(files.get(name)),
      (fault) => faults.push(`${name} (${fault})`),
    );
  }
  yield faulty("documents.canonical", faults, { checked: names.length });
}

/** What a reader of one file makes of it; null after a failed check where it is malformed. */
function* readOr(code, file, read) {
  let fault = null;
  const found = attempt(read, (words) => void (fault = words));
  if (fault === null) return found;
  yield judged(code, false, { got: fault, file });
  return null;
}

/** (3) to (9), as far as there are a plan and quotas; gives the quotas, null where they cannot be read. */
function* checkPanelOf(files, plan, ofPanel) {
  const reading = readOr("documents.shape", QUOTAS, () => readQuotas(files.get(QUOTAS) ?? NOTHING));
  const quotas = yield* guarded("documents.shape", reading, null, QUOTAS);
  if (plan && quotas) {
    yield* checkAll(files, plan, quotas, ofPanel);
    return quotas;
  }
  // What the plan would have asked for, such as a beacon, nobody knows.
  yield* allSkipped(OF_A_DRAW.filter((code) => !OF_A_FRAME.includes(code)), "blocked");
  return quotas;
}

function* checkAll(files, plan, quotas, entries) {
  const contributions = yield* guarded("contributions.hash", checkChance(plan, entries), null, "journal/");
  if (contributions) yield* guarded("seed.seed", checkSeed(plan, entries, contributions), null, "journal/");
  const certificate = yield* guarded("certificate.form", checkCertificate(files, plan), null, CERTIFICATE);
  const pool = yield* guarded("pool.form", checkPool(files, quotas, plan), null, POOL);
  yield* guarded("pool.counts", checkCounts(files, quotas, pool, plan.people), null, COUNTS);
  yield* guarded("lottery.form", checkLottery(files, plan, quotas, pool, certificate), null, LOTTERY);
  const draw = contributions ? checkDraw(files, plan, entries, contributions) : null;
  const people = draw ? yield* guarded("panel.number", draw, []) : [];
  if (firstBody(entries, "panel")) {
    const seats = checkSeats(files.get(SEATS) ?? NOTHING, quotas, pool, people, plan.seats);
    yield* guarded("panel.seats", seats, null, SEATS);
  } else yield* allSkipped(["panel.seats", "panel.counted"], "not-drawn");
}

function* checkCertificate(files, plan) {
  const read = () => readCertificate(files.get(CERTIFICATE) ?? NOTHING);
  const certificate = yield* readOr("certificate.form", CERTIFICATE, read);
  const said = ({ fairness, seats, panels }) => `${fairness}, ${seats}, ${panels}`;
  if (certificate) yield compared("certificate.form", said(certificate), said(plan), CERTIFICATE);
  return certificate;
}

/** (6), (7) and (8). */
function* checkLottery(files, plan, quotas, pool, certificate) {
  const data = files.get(LOTTERY) ?? NOTHING;
  const readable = yield* checkForm(data, plan);
  yield checkNumbering(data, plan.inputsHash);
  const counts = readable ? yield* checkMembers(data, pool, quotas) : null;
  if (!readable) yield* membersBlocked();
  const slack = certificate?.slack ?? ZERO;
  const chances = yield* checkChances(files.get(CHANCES), pool, counts, quotas, plan.seats, slack);
  yield* checkSlots(chances, plan.panels, !slack.n);
  yield checkRings(pool, counts, chances, plan.inputsHash);
  yield* checkCertified(certificate, pool, quotas, counts, chances, data);
}

function* checkCertified(certificate, pool, quotas, counts, chances, lottery) {
  const outcome = ["certificate.chances", "certificate.achieved", "certificate.ends"];
  if (certificate) outcome.push(...objectiveCodes(certificate));
  else outcome.push("certificate.levels", "certificate.range", "certificate.objective");
  const programmed = !certificate || isProgrammed(certificate);
  const why = !pool && certificate ? "no-pool" : "blocked";
  const whole = certificate && (yield* checkLevels(certificate, pool));
  if (!whole) {
    const best = programmed ? ["certificate.best"] : [];
    yield* allSkipped(["certificate.proof", ...outcome, ...best], why, CERTIFICATE);
    return;
  }
  const weighed = yield* checkProofs(certificate, pool, quotas);
  if (chances && counts) {
    yield* checkOutcome(certificate, chances, counts);
    const more = yield* checkObjective(certificate, pool, quotas, chances.target);
    for (const [name, weights] of more) weighed.set(name, weights);
  }
  const best = [...checkBest(weighed, pool, counts ? lottery : null)];
  yield* best;
  if (programmed && !best.length) yield skipped("certificate.best", why, CERTIFICATE);
  if (!chances || !counts) yield* allSkipped(outcome, why, CERTIFICATE);
}

/** (11): what no file can show, and what this dossier leaves open. */
function* beyond(files, plan, entries) {
  yield skipped("beyond.head", headOf(files));
  yield skipped("beyond.times", "");
  if (kindsOf(files).includes("panel")) yield skipped("beyond.chance", "");
  const [names, few] = [droppedOf(entries), fewDigits(entries)];
  if (names) yield skipped("beyond.dropped", names);
  if (few) yield skipped("beyond.digits", few);
  yield skipped("beyond.pool", plan ? plan.people : "");
  yield skipped("beyond.received", "");
  const [announced, final] = ["public/quotas-announced.json", QUOTAS].map((name) => files.get(name));
  if (announced?.length && final?.length && hashOf(announced) !== hashOf(final)) {
    yield skipped("beyond.announced", `${hashOf(announced).slice(0, 16)} → ${hashOf(final).slice(0, 16)}`);
  }
  if (!hasGuarantors(files)) yield skipped("beyond.guarantors", "");
  const missing = sorted(leftOut(files).keys());
  if (missing.length) yield skipped("beyond.left-out", missing.join(", "));
  yield skipped("beyond.private", "");
}

/** Whether a document of the record says so, however broken the rest: a rehearsal is never whispered. */
function isRehearsal(files) {
  const said = ["journal/0001-open.json", "public/plan.json"].map((name) => files.get(name) ?? NOTHING);
  const texts = said.map((data) => new TextDecoder("latin1").decode(data));
  return texts.some((text) => text.includes('"rehearsal":true') || text.includes('"stage":"test/'));
}
