/** What an entry of the journal says: the keys of its body, by type (docs/formats.md). */

import { CORRECTIONS, DEPARTURES, isParts, LATER, LEAVERS, LETTERS, RESULTS, STANDBY } from "./acts.js";
import { wordsOf } from "../primitives/lines.js";
import {
  anything, each, exactly, isCount, isDay, isField, isFlag, isHash, isMonths, isNumber, isRound, isSignature, isText,
  listOf, mappingOf, oneOf, record, recordWith, some,
} from "./shapes.js";

const ACT = { act: exactly("panel") };
const WAVE_ACT = { act: (value) => isText(value) && LETTERS.test(value) };
const LATER_ACT = { act: (value) => isText(value) && LATER.test(value) };
const STANDBY_ACT = { act: (value) => isText(value) && STANDBY.test(value) };
const LIST_ACT = { act: (value) => STANDBY_ACT.act(value) && value.startsWith("alternates/") };
const COUNTS = { ...each(isCount, "read", "kept", "excluded"), causes: mappingOf(isCount) };
const BY = { plan: isHash, id: isField };
/** What brings chance, the same for a panel and for letters. */
const CHANCE = {
  contribution: { ...BY, kind: exactly("public"), text: isText, value: isHash },
  "contribution sealed": { ...BY, kind: exactly("sealed"), value: isHash },
  "contribution dropped": { ...BY, kind: exactly("dropped") },
  beacon: { plan: isHash, chain: isHash, round: isRound, signature: isSignature, randomness: isHash },
};
const SEED = each(isHash, "contributions", "seed", "stage_seed");
const DRAWN = { ...ACT, number: isCount, ...each(isHash, "plan", "panel", "seats") };
export const MOVE = {
  ...each(isText, "criterion", "category"), limit: oneOf("minimum", "maximum"), ...each(isCount, "from", "to"),
};
/** Characters of a reason. */
const LONGEST = 500;
const isReason = (value) => isText(value) && wordsOf(value).length > 0 && [...value].length <= LONGEST;
const CHANGE = { date: isDay, reason: isReason, from_sha256: isHash, rows: some(record(MOVE)) };
const orEmpty = (shape) => (value) => value === "" || shape(value);
const orNull = (shape) => (value) => value === null || shape(value);
const isCode = (value) => isText(value) && /^[a-z0-9][a-z0-9-]{0,29}$/.test(value);
/** What is said of a person who leaves or who cannot be drawn any more. */
const LEFT = {
  pid: isField,
  kind: oneOf(...DEPARTURES),
  cause: orEmpty(isCode),
  date: isDay,
  evidence: orEmpty(isHash),
};
const TERM = {
  start: isDay, end: isDay, ...each(isCount, "months", "cohorts"), by_rules: isFlag, sha256: LEFT.evidence,
};
const WHEN = oneOf("at-once", "end-of-term");
const OF_MEMBER = { pid: isField, date: isDay, evidence: LEFT.evidence };
const CORRECTION = { entry: isHash, reason: oneOf(...CORRECTIONS), evidence: LEFT.evidence };
/** What an entry should have said: its type, and a body of that type. */
function isInstead(value) {
  if (!record({ type: oneOf(...SAID), body: anything })(value)) return false;
  const [type, body] = [value.get("type"), value.get("body")];
  const isRuled = type === "term" && body instanceof Map && body.has("leavers");
  return record(BODIES[isRuled ? "term ruled" : type])(body);
}
const SAID = ["vacancy", "leaving", "unavailable", "acceptance", "absence", "term"];
/** The tree that shows that no one fits. */
const DISPROOF = record({ tree: anything });
const isRelaxed = recordWith(
  { moves: listOf(record(MOVE)), proof: orNull(DISPROOF) }, {
    least: record({ weight: isText, proved: isText, tree: anything }), stopped: (said) => said === true,
  },
);
const isDrawn = (value) => value === "panel" || (typeof value === "string" && LATER.test(value));
/** What a later plan may say of it besides. */
export const BEFORE_BESIDES = {
  cumulated: some(record({ act: isDrawn, chances: isHash })),
  filling: record({ first: listOf(orNull(DISPROOF)), most: orNull(DISPROOF) }),
};
/** What a later plan says of the record before it, among its inputs. */
export const BEFORE = {
  among: (value) => isText(value) && /^(?:everyone|alike\/[0-9]{1,3}|alternates\/[1-9][0-9]{0,3})$/.test(value),
  journal: isHash,
  relaxed: orNull(isRelaxed),
  sitting: isHash,
  vacancies: listOf(isField),
};
/** A fraction from 0 to 1. */
export const isRate = orEmpty((value) => isText(value) && /^(?:0|1|[1-9][0-9]{0,17}\/[1-9][0-9]{0,17})$/.test(value));
const TALLY = record({ ...each(isText, "criterion", "category"), ...each(isCount, "left", "members") });
export const LIST = {
  ...each(isCount, "list", "count", "people", "tried"),
  sha256: isHash,
  confidence: isRate,
  dropout: record({ flat: isRate, learnt: listOf(TALLY) }),
  repaired: record(each(isCount, "designed", "scaled", "random", "everyone")),
};
const FRAME = {
  ...COUNTS,
  ...each(isHash, "sha256", "rules", "pids", "root"),
  people: isCount,
  decisions: orEmpty(isHash),
};
/** Something serious that was found before the frame was closed. */
const FOUND = { ...each(isText, "cause", "subject"), places: listOf(isText), ...each(isCount, "count", "against") };
const OVER = { findings: some(record(FOUND)), accepted: listOf(record(each(isText, "cause", "reason"))) };
/** Addresses that somebody declared to be no household. */
const DECLARED = { no_household: isHash, addresses: isNumber };
/** The files that the people of a frame are in, where there are several. */
const IN_PARTS = { parts: isParts };
/** A list of people to be left out. */
const LISTED = { list: isField, sha256: isHash, ...each(isCount, "rows", "matched", "decided", "people") };
/** The electoral lists, and the cards. */
export const LISTS = ["LP", "LCM", "LCE", "CC"];
const POOL = { ...COUNTS, ...each(isHash, "sha256", "source"), encoding: isText, ids: oneOf("alias", "published"),
  ...each(orEmpty(isHash), "root", "rules", "recoding") };
/** What somebody has decided about the rows of a file of volunteers. */
const SETTLED = { ...each(isCount, "same", "different", "addresses"),
  ...each(orEmpty(isHash), "decisions", "no_household"), lists: mappingOf(isHash) };
const JOINED = { ...COUNTS, list: isNumber, ...each(isHash, "sha256", "source"), encoding: isText,
  ...each(orEmpty(isHash), "root", "recoding") };
const SUCCESSOR = { ...STANDBY_ACT, ...each(isNumber, "number", "fitting"), ...each(isField, "vacancy", "pid") };
const REGULATION = { edition: isNumber, date: isDay, sha256: isHash };
/** Keys of the body, by type of entry; where one type has several forms, a word more tells them apart. */
export const BODIES = {
  open: { spec: exactly("tirage/2"), rehearsal: isFlag },
  "open next": {
    spec: exactly("tirage/2"),
    rehearsal: isFlag,
    after: isHash,
    cooling_off: record(each(isMonths, "members", "invited")),
  },
  regulation: REGULATION,
  "regulation changed": { ...REGULATION, changed: some(isNumber), reason: isReason },
  quotas: each(isHash, "sha256", "source"),
  "quotas changed": { ...each(isHash, "sha256", "source"), changes: some(record(CHANGE)) },
  key: { hash: isHash },
  rolls: { sha256: isHash, files: isNumber, ...each(isCount, "read", "set_aside") },
  frame: FRAME,
  "frame placed": { ...FRAME, geography: isHash },
  "frame over findings": { ...FRAME, ...OVER },
  "frame over findings placed": { ...FRAME, ...OVER, geography: isHash },
  pool: POOL,
  "pool settled": { ...POOL, ...SETTLED },
  volunteers: JOINED,
  "volunteers settled": { ...JOINED, ...SETTLED },
  lottery: { ...each(isHash, "sha256", "certificate", "chances"), panels: isCount },
  "plan panel": { ...ACT, sha256: isHash },
  "plan letters": { ...WAVE_ACT, sha256: isHash },
  letters: { ...WAVE_ACT, ...SEED, count: isCount, ...each(isHash, "plan", "sha256") },
  "letters fewer": { ...WAVE_ACT, ...SEED, ...each(isCount, "count", "planned"), ...each(isHash, "plan", "sha256") },
  addresses: { ...each(isNumber, "wave", "round", "rows"), source: isHash },
  responses: { round: isCount, ...each(isHash, "sha256", "people", "source") },
  "responses recoded": { round: isCount, ...each(isHash, "sha256", "people", "source", "recoding") },
  void: { act: isField, plan: isHash, reason: isText },
  contested: { act: isField, entry: isHash, reason: isText },
  erase: { reason: isText },
  anchor: { head: isHash, id: isField, signature: isText },
  "anchor stamp": { head: isHash, id: isField, stamp: isText },
  "anchor note": { head: isHash, note: isText },
  witnesses: { log: isHash, witnesses: some(record({ name: isText, key: isHash })), quorum: isCount },
  panel: { ...DRAWN, by: exactly("hand") },
  "panel by seed": { ...DRAWN, ...SEED, by: exactly("seed") },
  "plan later": { ...LATER_ACT, sha256: isHash },
  "plan standby": { ...STANDBY_ACT, sha256: isHash },
  standby: { ...STANDBY_ACT, ...SEED, plan: isHash },
  successor: SUCCESSOR,
  "successor linked": { ...SUCCESSOR, link: isHash },
  passed: { ...STANDBY_ACT, vacancy: isField, people: isCount },
  lapse: { ...STANDBY_ACT, reason: isText },
  vacancy: LEFT,
  unavailable: LEFT,
  correction: CORRECTION,
  "correction instead": { ...CORRECTION, instead: isInstead },
  acceptance: OF_MEMBER,
  absence: { ...OF_MEMBER, allowed: isCount },
  term: TERM,
  "term ruled": { ...TERM, last: isCount, leavers: record(each(WHEN, ...Object.values(LEAVERS))) },
  leaving: { ...LEFT, kind: oneOf(...Object.keys(LEAVERS)) },
  close: { date: isDay, members: isCount },
  alternates: LIST,
  "alternates drawn": { ...LIST, ...LIST_ACT, ...SEED, plan: isHash },
  unfilled: { vacancies: listOf(isField), people: isCount, pool: isHash, quotas: isHash, proof: orNull(DISPROOF) },
};
for (const form of ["frame", "frame placed", "frame over findings", "frame over findings placed"]) {
  const keys = BODIES[form];
  BODIES[`${form} declared`] = { ...keys, ...DECLARED };
  BODIES[`${form} in parts`] = { ...keys, ...IN_PARTS };
  BODIES[`${form} declared in parts`] = { ...keys, ...DECLARED, ...IN_PARTS };
}
for (const form of Object.keys(BODIES).filter((each) => each.startsWith("frame"))) {
  BODIES[`${form} listed`] = { ...BODIES[form], exclusions: some(record(LISTED)) };
}
for (const type of Object.values(RESULTS)) {
  BODIES[type] = { ...DRAWN, ...LATER_ACT, by: exactly("hand") };
  BODIES[`${type} by seed`] = { ...DRAWN, ...LATER_ACT, ...SEED, by: exactly("seed") };
}
for (const [form, keys] of Object.entries(CHANCE)) {
  BODIES[`${form} of panel`] = { ...ACT, ...keys };
  BODIES[`${form} of letters`] = { ...WAVE_ACT, ...keys };
  BODIES[`${form} of later`] = { ...LATER_ACT, ...keys };
  BODIES[`${form} of standby`] = { ...STANDBY_ACT, ...keys };
}
