/**
 * The regulation that was adopted before the lists arrived, and whether the record keeps to it. Checks 1.25, 1.26.
 *
 * What its sentences say is for people to read; what is compared are the values beside them, paragraph by
 * paragraph, so that a rule broken later is told by its number.
 */

import { attempt, bytesAt, canonical, Malformed, parseJson, told } from "../reading/documents.js";
import { check, fact, Missing, noFault, notChecked, remark } from "../kernel.js";
import { IN_JOURNAL } from "./record/journal.js";
import { planOf } from "../reading/paths.js";
import { anything, exactly, isNumber, isText, listOf, recordWith, shaped, some } from "../reading/shapes.js";
import { smallCells } from "./small.js";
import { sorted } from "../words.js";
import { wavesIn } from "./roll/letters.js";
import { REGULATION } from "../specified.js";

const RULES = "public/rules.json";
const PARAGRAPH = recordWith(
  { number: isNumber, title: isText, text: some(isText), values: anything },
  { items: some(isText) },
);
const DOCUMENT = {
  spec: exactly("tirage/2"),
  language: (value) => isText(value) && /^[a-z]{2}$/.test(value),
  paragraphs: listOf(PARAGRAPH),
};
/** Of each paragraph, key → place in public/rules.json, or nothing. */
const PLACES = REGULATION.paragraphs.map(({ keys }) => new Map(Object.entries(keys)));
/** Keys of which null leaves open what is recorded later. */
const OPEN = new Set(["ids", ...["months", "start", "by_rules", "last", "moved", "age_limit", "absences"]
  .map((key) => `term.${key}`)]);

const SMALL = "small_cells";
/** Keys of rules by which files are read and letters foreseen: what was done by them is not published. */
const UNSEEN = ["columns", "geography", "letters.answers", "letters.forecast"];

const adoptedIn = (entries) => entries.filter(({ type }) => type === "regulation");
/** Whether a regulation is on record, and whether something was drawn up since. */
const isAdopted = ({ held }) => held.has("regulation");
const isDrawnUp = ({ held, opened }) => held.has("regulation") && !opened;
const canBeRead = ({ entries }) => adoptedIn(entries).length > 0;

/** The paragraphs of a canonical document, number and values each; Malformed where they are not those specified. */
function readRegulation(data) {
  const { paragraphs } = shaped(parseJson(data), DOCUMENT);
  const numbers = paragraphs.map((each) => each.get("number"));
  if (numbers.length !== PLACES.length || numbers.some((number, place) => number !== place + 1)) {
    throw new Malformed("wrong-value", "number");
  }
  for (const [place, each] of paragraphs.entries()) {
    shaped(each.get("values"), Object.fromEntries([...PLACES[place].keys()].map((key) => [key, anything])));
  }
  return paragraphs;
}

export const REGULATIONS = [
  fact("editions", ({ files, entries }) =>
    adoptedIn(entries).map(({ body }) => readRegulation(bytesAt(files, `public/regulation-${body.edition}.json`)))),
  check("regulation.form", ({ editions, entries }) => {
    const adopted = adoptedIn(entries);
    const faults = adopted.flatMap(({ file, body }, place) =>
      (body.edition === place + 1 ? [] : [`${file}: ${body.edition} ≠ ${place + 1}`]));
    for (const { file, body, time } of adopted) {
      const day = time.slice(0, 10);
      if (body.date > day) faults.push(`${file}: ${body.date} > ${day}`);
    }
    for (const [place, { file, body }] of adopted.entries()) {
      const last = adopted[place - 1]?.body.date ?? "";
      if (body.date < last) faults.push(`${file}: ${body.date} < ${last}`);
    }
    let [before] = editions;
    for (const [place, now] of editions.entries()) {
      const { file, body } = adopted[place];
      const others = now.filter((own, at) => canonical(own) !== canonical(before[at]));
      const [said, changed] = [body.changed ?? [], others.map((own) => own.get("number"))].map(told);
      if (said !== changed) faults.push(`${file}: § ${said} ≠ ${changed}`);
      before = now;
    }
    return noFault(faults, { checked: editions.length });
  }, { ...IN_JOURNAL, when: canBeRead, due: isAdopted }),
  check("regulation.kept", ({ editions, files, entries, framed }) => {
    const found = new Map();
    const add = (key, value) => found.set(key, [...(found.get(key) ?? []), value]);
    for (const said of [ofRules(files), ofQuotas(files, entries, framed), ofRecord(entries), ofWaves(files, entries)]) {
      for (const [key, value] of said) add(key, value);
    }
    const faults = [];
    let checked = 0;
    for (const paragraph of editions.at(-1)) {
      const values = paragraph.get("values");
      for (const key of sorted(values.keys())) {
        const adopted = values.get(key);
        const own = OPEN.has(key) && adopted === null ? [] : found.get(key) ?? [];
        checked += own.length;
        const others = own.filter((each) => canonical(each) !== canonical(adopted));
        faults.push(...others.map((each) => `§ ${paragraph.get("number")} ${key}${shown(each, adopted)}`));
      }
      const small = values.has(SMALL) ? smallCells(files, values.get(SMALL)) : [];
      faults.push(...small.map((each) => `§ ${paragraph.get("number")} ${SMALL}: ${each}`));
    }
    return noFault(faults, { checked });
  }, { ...IN_JOURNAL, when: (facts) => canBeRead(facts) && !facts.opened, due: isDrawnUp }),
  remark("beyond.rules", ({ editions, files }) => {
    const unseen = files.has("pack.json") ? UNSEEN : [...UNSEEN, SMALL];
    const said = editions.at(-1).flatMap((paragraph) =>
      sorted([...paragraph.get("values")].filter(([key, value]) => unseen.includes(key) && !isUnsaid(value)).map(([key]) => key))
        .map((key) => `§ ${paragraph.get("number")} ${key}`));
    return said.length > 0 && notChecked(said.join(", "));
  }, { when: canBeRead }),
];

/** Whether a rule says nothing. */
const isUnsaid = (value) => value === null || (Array.isArray(value) && !value.length);

/** Both values, where they are short. */
const shown = (found, adopted) =>
  [found, adopted].some((each) => typeof each === "object" && each !== null) ? "" : ` (${told(found)} ≠ ${told(adopted)})`;

/** What stands at a place such as `draws.roll`; null where there is none. */
const at = (document, place) => place.split(".").reduce(
  (found, part) => (found instanceof Map ? found.get(part) ?? null : null), document,
);

/** What cannot be read is another check's failure. */
function readOr(files, path) {
  const found = attempt(() => parseJson(bytesAt(files, path)), () => undefined);
  if (found === undefined) throw new Missing("blocked", { file: path });
  return found;
}

/** What public/rules.json says; nothing of each key where there is none, since then no rule is kept. */
function* ofRules(files) {
  const document = files.has(RULES) ? readOr(files, RULES) : null;
  for (const places of PLACES) for (const [key, place] of places) if (place) yield [key, at(document, place)];
}

/** The first quotas on record: those announced, where there were letters. */
function* ofQuotas(files, entries, framed) {
  if (!entries.some(({ type }) => type === "quotas")) return;
  const path = framed ? "public/quotas-announced.json" : "public/quotas.json";
  const document = readOr(files, path);
  if (!(document instanceof Map)) throw new Missing("blocked", { file: path });
  yield ["quotas", new Map([...document].filter(([key]) => key !== "spec"))];
}

/** What entries say of cooling-off, ids, term and absences. */
function* ofRecord(entries) {
  for (const { type, body } of entries) {
    if (type === "open" && body.cooling_off) {
      for (const [key, months] of body.cooling_off) yield [`cooling_off.${key}`, months];
    } else if (type === "pool") yield ["ids", body.ids];
    else if (type === "absence") yield ["term.absences", body.allowed];
    else if (type === "term") {
      for (const key of ["months", "start", "by_rules"]) yield [`term.${key}`, body[key]];
      yield ["term.last", body.last ?? 0];
      for (const key of ["moved", "age_limit"]) yield [`term.${key}`, body.leavers?.get(key) ?? "at-once"];
    }
  }
}

/** What the plans of letters say: how many in the first wave, and how they are shared out. */
function* ofWaves(files, entries) {
  for (const wave of wavesIn(entries)) {
    const plan = attempt(() => parseJson(bytesAt(files, planOf(`letters/${wave}`))));
    const allocation = at(plan, "inputs.allocation");
    // Check 2.5 tells of a plan that cannot be read.
    if (!(allocation instanceof Map)) continue;
    if (wave === 1) yield ["letters.total", allocation.get("letters") ?? null];
    if (allocation.has("alpha")) yield ["letters.alpha", allocation.get("alpha")];
  }
}
