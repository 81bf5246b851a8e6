/**
 * No check is lost: what a check did not foresee is a failed check, and what was not said is not checked.
 *
 * Which checks a dossier has follows from the names of its files, and from what can still be read of them. Where
 * an act cannot be read, nobody knows what it would have asked for, so that its checks are due as well.
 */

import { allSkipped, judged, skipped } from "./kernel.js";
import { attempt, parseJson } from "./reading/documents.js";
import { kindsOf, NAME } from "./checks/record/journal.js";
import { NUMBERS, OF_A_CEREMONY, OF_A_FRAME } from "./numbers.js";
import { PACK } from "./reading/pack.js";

const ALWAYS = [
  "files.known", "files.present", "documents.canonical", "documents.shape", "journal.names", "journal.chain",
  "journal.times", "order.types", "order.once", "contributions.fresh", "later",
];
const AT_TIMES = [
  ...OF_A_FRAME, ...OF_A_CEREMONY, "certificate.best", "certificate.range", "certificate.objective",
];
/** Every check of a draw; those of letters are among them. */
export const OF_A_DRAW = Object.keys(NUMBERS).filter((code) => {
  const part = parseInt(NUMBERS[code], 10);
  return part >= 3 && part <= 9;
});
/** Checks of a wave that its plan stands before. */
export const OF_A_WAVE = [
  ...OF_A_DRAW.filter((code) => /^(?:contributions\.|beacon|seed\.)/.test(code)), "letters.strata", "letters.drawn",
];
const STATED = [
  "vacancy", "acceptance", "absence", "leaving", "unavailable", "unfilled", "term", "alternates", "close",
  "replacement", "renewal",
];
const ENDS = ["void", "contested", "erase"];
const WAVE_FILE = /^public\/letters-[1-9][0-9]*-plan\.json$/;
const LATER_FILE = /^public\/(?:replacements|renewal)-[1-9][0-9]*-plan\.json$/;

/** What these checks give; where they stop unexpectedly, a failed check `code`, and `otherwise`. */
export function* guarded(code, checks, otherwise = null, file = "") {
  try {
    return yield* checks;
  } catch {
    yield judged(code, false, { got: "unexpected", file });
    return otherwise;
  }
}

/** The checks that this dossier has and that nothing was said of. */
export function* unsaid(files, found) {
  const said = new Set(found.map(({ code }) => code));
  const numbers = new Set(found.map(({ number }) => number));
  yield* allSkipped([...new Set(due(files))].filter((code) => !said.has(code)), "blocked");
  const later = [...files.keys()].filter((name) => LATER_FILE.test(name)).length;
  for (let place = 1; place <= later; place++) {
    const number = `10.9.${place}`;
    if (!numbers.has(number)) yield { ...skipped("life.draw", "blocked"), number };
  }
}

/** Codes of the checks that a dossier has, as its files tell without being checked. */
function* due(files) {
  const types = kindsOf(files);
  const held = new Set(types);
  const opened = [...held].filter((type) => type !== "anchor").join() === "open";
  const framed = held.has("frame");
  yield* ALWAYS;
  if (!opened) yield* ["hash", "counts.balance"];
  if (files.has(PACK)) yield* ["pack.files", "pack.reader"];
  yield* ofActs(files, held);
  if (framed) yield* ofAFrame(files, held);
  if (!(framed || opened) || held.has("pool")) {
    yield* ["order.plan", "order.agree"];
    yield* OF_A_DRAW.filter((code) => !AT_TIMES.includes(code));
  }
  const after = held.has("panel") ? types.slice(types.indexOf("panel")) : [];
  if (after.some((type) => STATED.includes(type))) yield* ofALife(files, held);
}

/** What single acts ask for. */
function* ofActs(files, held) {
  if (maySay(files, "open", "after")) {
    yield "next.link";
    if (held.has("frame") || held.has("pool")) yield "next.cooling";
  }
  if (maySay(files, "quotas", "changes")) yield "quotas.changes";
  const ends = ENDS.filter((type) => held.has(type));
  if (ends.length) yield* ["order.end", ...ends.map((type) => `beyond.${type}`)];
  if (maySay(files, "anchor", "signature")) yield* ["anchors", "beyond.keys"];
  if (maySay(files, "anchor", "stamp")) yield "stamps";
}

function* ofAFrame(files, held) {
  yield* ["frame.counts", "frame.people", "frame.root"];
  if (held.has("letters") || [...files.keys()].some((name) => WAVE_FILE.test(name))) {
    yield "order.letters";
    yield* OF_A_WAVE.filter((code) => !OF_A_CEREMONY.includes(code));
  }
  if (held.has("responses")) {
    yield "responses.letters";
    if (held.has("pool")) yield "responses.pool";
  }
}

function* ofALife(files, held) {
  yield* ["life.members", "life.once", "life.vacancies"];
  if (held.has("term")) {
    yield "life.term";
    if (maySay(files, "term", "sha256")) yield "life.cohorts";
  }
  if (held.has("alternates")) yield* ["life.alternates", "life.tickets"];
  const plans = [...files].filter(([name]) => LATER_FILE.test(name)).map(([, data]) => data);
  if (plans.length) yield* ["life.sitting", "life.quotas", "life.pool"];
  const relaxed = (data) => !new TextDecoder("latin1").decode(data).includes('"relaxed":null');
  if (held.has("unfilled") || plans.some(relaxed)) yield "life.nobody";
}

/** Whether an act of that type says something under that key, or cannot be read. */
function maySay(files, type, key) {
  const names = [...files.keys()].filter((name) => NAME.exec(name)?.[2] === type);
  const says = (body) => body === null || (body.has(key) && body.get(key) !== "");
  return names.some((name) => says(bodyOf(files.get(name))));
}

function bodyOf(data) {
  const entry = attempt(
    () => parseJson(data),
    () => null,
  );
  const body = entry instanceof Map ? entry.get("body") : null;
  return body instanceof Map ? body : null;
}
