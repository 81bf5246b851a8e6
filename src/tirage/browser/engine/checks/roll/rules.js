/**
 * The rules of an assembly (`public/rules.json`), read field by field. Check 1.16.
 *
 * Draws follow from them and, on a roll, strata, letters and the features that the lists tell: a document that
 * says nothing, or two things, would leave all of it free.
 */

import { check, fact, noFault } from "../../kernel.js";
import { bytesAt, Malformed, parseJson } from "../../reading/documents.js";
import { LISTS } from "../../reading/bodies.js";
import { fraction } from "../../reading/figures.js";
import { isLater } from "../chance/plan.js";
import { tablesOf } from "./geography.js";
import { compare, fractionOf, ONE } from "../../primitives/fractions.js";
import { wordsOf } from "../../primitives/lines.js";
import { each, exactly, isCount, isDay, isText, listOf, oneOf, record, shaped, some } from "../../reading/shapes.js";

export const RULES = "public/rules.json";
/** The upper end of ages that have none, such as `65+`. */
const ENDLESS = 1e6;
/** The largest denominator of α. */
const MOST_POWERS = 100n;

const isCause = (value) => isText(value) && /^[a-z][a-z0-9-]{0,29}$/.test(value);
const isSlug = (value) => isText(value) && /^[a-z][a-z0-9-]{0,30}$/.test(value);
const isSaid = (value) => isText(value) && wordsOf(value).length > 0;
/** The name of a time zone, as the IANA database writes them; whether it has this one is not looked up. */
const isZone = (value) => isText(value) && /^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+){0,2}$/.test(value);
const orNull = (shape) => (value) => value === null || shape(value);
const isEmpty = (value) => Array.isArray(value) && value.length === 0;
const STREAM = {
  name: isSlug,
  seats: isCount,
  sources: some(oneOf("roll", "cards")),
  ages: isText,
  nationality: oneOf("any", "French", "EU", "non-EU"),
};
const CRITERION = {
  name: isSaid,
  from: oneOf("sex", "age", "address", "registration", "stream", "answers"),
  geography: orNull(isSaid),
  categories: listOf(record({ name: isSaid, means: isText })),
};
const LETTERS = {
  ...each(isCount, "total", "prior"),
  ...each(isText, "alpha", "response", "undeliverable"),
  rates: listOf(record(each(isText, "criterion", "category", "response"))),
};
const WEIGHT = { ...each(isText, "criterion", "category"), weight: isCount };
/** The largest weight of a category. */
const MOST_WEIGHT = 1000;
/** The largest weight of a person, of several categories together. */
const MOST_PRODUCT = 1_000_000;
const DOCUMENT = {
  spec: exactly("tirage/2"),
  name: isSaid,
  ...each(orNull(isSaid), "organiser", "city"),
  timezone: orNull(isZone),
  seats: isCount,
  reference_date: isDay,
  streams: listOf(record(STREAM)),
  criteria: listOf(record(CRITERION)),
  strata: listOf(isText),
  household: some(oneOf("address", "door", "surname")),
  exclusions: listOf(isSlug),
  causes: listOf(isCause),
  letters: (value) => record(LETTERS)(value) || record({ ...LETTERS, weights: some(record(WEIGHT)) })(value),
  draws: isLater,
};
/** What the rules of a roll may have besides. */
const OPTIONAL = {
  expected: some(record({ list: oneOf(...LISTS), place: isText, electors: isCount })),
};
/** Of a dossier that begins with a file of volunteers: nothing of lists and letters. */
const OF_FILE = {
  ...DOCUMENT,
  reference_date: orNull(isDay),
  ...each(isEmpty, "streams", "criteria", "strata", "exclusions"),
  household: listOf(isSaid),
  letters: exactly(null),
};

/**
 * What the rules of a canonical document say of draws, `seats` besides; Malformed where not in their form.
 *
 * `framed`: whether the dossier begins with a roll. `household`: null on a roll, whose files tell households in
 * their own way.
 */
export function readDraws(data, framed) {
  const { draws, seats, household } = framed ? ofRoll(data) : shaped(parseJson(data), OF_FILE);
  return { ...Object.fromEntries(draws), seats, household: framed ? null : household };
}

export const RULED = [
  fact("rules", ({ framed, files }) => framed && readRules(bytesAt(files, RULES), files)),
  check("rules.form", ({ rules, entries }) => {
    if (!rules) return null;
    const named = entries.filter(({ type }) => type === "frame" || type === "pool").map(({ body }) => body.rules);
    const faults = named.slice(1).filter((hash) => hash !== named[0]).map((hash) => `pool (${hash} ≠ ${named[0]})`);
    return noFault(faults, { checked: rules.criteria.size });
  }, { file: RULES, due: ({ framed }) => framed }),
  check("rules.form", ({ framed, files }) => {
    if (framed || !files.has(RULES)) return null;
    return noFault([], { checked: readRulesOfFile(files.get(RULES)) });
  }, { file: RULES, due: ({ framed, files }) => !framed && files.has(RULES) }),
];

/** How many fields the rules of a dossier have that begins with a file of volunteers; Malformed as `readRules`. */
function readRulesOfFile(data) {
  const document = shaped(parseJson(data), OF_FILE);
  if (document.seats < 1) throw new Malformed("wrong-value", "seats");
  for (const key of ["household", "causes"]) refuseRepeated(document[key]);
  return Object.keys(document).length;
}

/** The document of a roll, with what it may have besides. */
function ofRoll(data) {
  const document = parseJson(data);
  const more = Object.entries(OPTIONAL).filter(([name]) => document instanceof Map && document.has(name));
  return shaped(document, { ...DOCUMENT, ...Object.fromEntries(more) });
}

/**
 * The rules of a canonical document; Malformed where they are not in the form of docs/formats.md.
 *
 * `files`: those of the dossier, its tables of places among them.
 */
export function readRules(data, files) {
  const document = ofRoll(data);
  const [streams, criteria] = [document.streams, document.criteria].map((list) => list.map(Object.fromEntries));
  const tables = tablesOf(files, criteria.map(({ geography }) => geography).filter((name) => name !== null));
  const { seats: all, strata, exclusions, causes } = document;
  const rules = { seats: all, strata, exclusions, causes, streams: new Map(), criteria: new Map() };
  for (const stream of streams) rules.streams.set(stream.name, readStream(stream));
  refuseRepeated(streams.map(({ name }) => name));
  const seats = streams.reduce((sum, stream) => sum + BigInt(stream.seats), 0n);
  if (rules.seats < 1 || (streams.length && seats !== BigInt(rules.seats))) throw new Malformed("wrong-value", "seats");
  for (const criterion of criteria) rules.criteria.set(criterion.name, readCriterion(criterion, rules.streams, tables));
  refuseRepeated(criteria.map(({ name }) => name));
  for (const key of ["strata", "household", "exclusions", "causes"]) refuseRepeated(document[key]);
  for (const name of rules.strata) {
    if ((rules.criteria.get(name)?.origin ?? "answers") === "answers") throw new Malformed("unknown-criterion", name);
  }
  for (const [name, { origin }] of rules.criteria) {
    const free = origin === "answers" || origin === "stream";
    if (!free && !rules.strata.includes(name)) throw new Malformed("unknown-criterion", name);
  }
  /** What is known of the lists, each of them or each of their places once. */
  rules.expected = (document.expected ?? []).map(Object.fromEntries);
  refuseRepeated(rules.expected.map(({ list, place }) => `${list} ${place}`));
  rules.letters = readLetters(Object.fromEntries(document.letters), rules.criteria);
  rules.letters.weights = readWeights(document.letters.get("weights") ?? [], rules);
  if (!streams.length) rules.streams.set("", { seats: rules.seats, ages: [0, ENDLESS] });
  return rules;
}

function readLetters({ response, undeliverable, prior, rates, alpha, total }, criteria) {
  const found = {
    total,
    response: share(response, "response"),
    undeliverable: share(undeliverable, "undeliverable"),
    prior,
    /** Criterion → category → response where it differs. */
    rates: new Map(),
  };
  const listed = rates.map(Object.fromEntries);
  const read = listed.map((rate) => [rate, share(rate.response, "rates")]);
  refuseRepeated(listed.map(({ criterion, category }) => `${criterion} ${category}`));
  found.alpha = readAlpha(alpha);
  for (const [{ criterion, category }, rate] of read) {
    const { origin, means } = criteria.get(criterion) ?? { origin: "answers" };
    if (origin === "answers") throw new Malformed("unknown-criterion", criterion);
    if (!means.has(category)) throw new Malformed("unknown-category", category);
    if (!found.rates.has(criterion)) found.rates.set(criterion, new Map());
    found.rates.get(criterion).set(category, rate);
  }
  return found;
}

/** Criterion → category → weight; Malformed for weights of what is no stratum, out of range, or beside α. */
function readWeights(listed, { strata, criteria, letters }) {
  const found = new Map();
  for (const each of listed) {
    const { criterion, category, weight } = Object.fromEntries(each);
    if (found.get(criterion)?.has(category)) throw new Malformed("repeated", `${criterion} ${category}`);
    if (!found.has(criterion)) found.set(criterion, new Map());
    found.get(criterion).set(category, weight);
  }
  for (const [criterion, own] of found) {
    if (!strata.includes(criterion)) throw new Malformed("unknown-criterion", criterion);
    for (const [category, weight] of own) {
      if (!criteria.get(criterion).means.has(category)) throw new Malformed("unknown-category", category);
      if (weight < 1 || weight > MOST_WEIGHT) throw new Malformed("wrong-value", "weight");
    }
  }
  const heaviest = [...found.values()].reduce((product, own) => product * Math.max(...own.values()), 1);
  if (heaviest > MOST_PRODUCT) throw new Malformed("wrong-value", "weight");
  if (found.size && letters.alpha.n) throw new Malformed("wrong-value", "alpha");
  return found;
}

/** What each of the people of a stratum weighs, a BigInt; `labels` as of `labelOf`. */
export const weightOf = ({ strata, letters: { weights } }, [, ...categories]) =>
  strata.reduce((found, name, place) => found * BigInt(weights.get(name)?.get(categories[place]) ?? 1), 1n);

/** How far strata with a low response get more letters: from 0 to 1, in hundredths at the finest. */
export function readAlpha(text) {
  const found = fraction(text);
  if (compare(found, ONE) > 0 || found.d > MOST_POWERS) throw new Malformed("wrong-value", "alpha");
  return found;
}

function share(text, name) {
  const found = fraction(text);
  if (compare(found, ONE) > 0) throw new Malformed("wrong-value", name);
  return fractionOf(found.n, found.d);
}

/** `16-17` or `65+`, as the youngest and the oldest; Malformed for what is no range. */
export function readAges(text) {
  const match = /^(0|[1-9][0-9]{0,2})(?:-(0|[1-9][0-9]{0,2})|\+)$/.exec(text);
  const [low, high] = match ? [Number(match[1]), Number(match[2] ?? ENDLESS)] : [1, 0];
  if (low > high) throw new Malformed("wrong-value", "ages");
  return [low, high];
}

function readStream({ sources, seats, ages }) {
  refuseRepeated(sources);
  return { seats, ages: readAges(ages) };
}

function readCriterion({ from: origin, geography, categories }, streams, tables) {
  const listed = categories.map(Object.fromEntries);
  refuseRepeated(listed.map(({ name }) => name));
  const isPlace = origin === "address" || origin === "registration";
  if (isPlace !== (geography !== null)) throw new Malformed("wrong-value", "geography");
  const means = new Map(listed.map(({ name, means: text }) => [name, text]));
  if (origin === "age") for (const text of means.values()) readAges(text);
  const wanted = { sex: ["F", "M"], stream: [...streams.keys()], age: null }[origin] ?? (origin === "age" ? null : []);
  if (wanted && !sameSet(new Set(means.values()), new Set(wanted))) throw new Malformed("wrong-value", "categories");
  if (isPlace && !tables.has(geography)) throw new Malformed("wrong-value", "geography");
  for (const place of isPlace ? tables.get(geography) : []) means.set(place, "");
  /** `means`: category → what it stands for; of a place, nothing. */
  return { origin, means };
}

const sameSet = (some_, others) => some_.size === others.size && [...some_].every((one) => others.has(one));

function refuseRepeated(names) {
  const seen = new Set();
  for (const name of names) {
    if (seen.has(name)) throw new Malformed("repeated", name);
    seen.add(name);
  }
}

/**
 * The category of a criterion that everyone of a stratum has; null where the lists do not tell it.
 *
 * `labels`: the stratum's stream, then its category of each criterion of `strata`; empty for one that it has not.
 */
export function labelOf(rules, criterion, labels) {
  const place = rules.strata.indexOf(criterion);
  if (place >= 0) return labels[1 + place] ?? "";
  const rule = rules.criteria.get(criterion);
  if (rule?.origin !== "stream") return null;
  return [...rule.means].find(([, stream]) => stream === labels[0])?.[0] ?? "";
}
