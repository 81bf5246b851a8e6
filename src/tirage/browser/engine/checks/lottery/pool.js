/**
 * The pool and what anyone derives from it: households, profiles, their numbers (docs/formats.md).
 *
 * A profile is the people with the same features and the same household class: the sorted features of all who
 * live there, or nothing for a person alone. Profiles and classes are numbered here from the pool alone, so a
 * certificate cannot hide someone behind a number of its own. Check 7.1.
 */

import { check, compared, fact, Missing, notChecked } from "../../kernel.js";
import { rows } from "../../reading/csv.js";
import { Malformed } from "../../reading/documents.js";
import { hadIn } from "./had.js";
import { FIELD } from "../../primitives/lines.js";
import { absenceOf } from "../../reading/pack.js";
import { compareLists, sorted } from "../../words.js";

export const POOL = "guarantors/pool.csv";
const byNumber = (a, b) => a - b;

export const POOLED = [
  fact("pool", (facts) => {
    const { plan: { household, cumulated }, quotas, files } = facts;
    if (!files.has(POOL)) throw new Missing("no-pool", { first: notChecked(absenceOf(files, POOL)) });
    const had = cumulated ? hadIn(facts.earlier.files, facts.earlier.names) : null;
    const pool = readPool(files.get(POOL), quotas, had);
    if (!household.length && pool.households.length) throw new Malformed("household", pool.households.length);
    return pool;
  }, { why: "no-pool" }),
  check("pool.form", ({ plan, pool }) => compared(pool.numbers.size, plan.people), { file: POOL }),
];

/**
 * The pool of `guarantors/pool.csv`; Malformed where it is not in the form of docs/formats.md.
 *
 * `had`: millionths of chance had before, by pid, which is one more feature then, the last.
 */
export function readPool(data, quotas, had = null) {
  const numbers = new Map();
  const homes = [];
  const kindOf = [];
  const kinds = new Map();
  let last = "";
  let highest = 0;
  for (const [pid, home, ...values] of rows(data, ["pid", "household", ...quotas.criteria])) {
    if (!FIELD.test(pid) || pid <= last) throw new Malformed("not-ascending", pid);
    const features = had ? [...values, `${had.get(pid) ?? 0}`] : values;
    const key = JSON.stringify(features);
    if (!kinds.has(key)) refuseUnknown(values, quotas);
    const household = householdOf(home, highest);
    highest = Math.max(highest, household);
    last = pid;
    numbers.set(pid, numbers.size);
    homes.push(household);
    if (!kinds.has(key)) kinds.set(key, { features, number: kinds.size });
    kindOf.push(kinds.get(key).number);
  }
  return profiled(numbers, homes, kindOf, [...kinds.values()].map((kind) => kind.features), quotas);
}

function refuseUnknown(features, quotas) {
  const unknown = features.find((value, c) => !quotas.index[c].has(value));
  if (unknown !== undefined) throw new Malformed("unknown-category", unknown);
}

/** Number of a household `h1`, `h2`…, in the order in which their first members come; 0 if empty. */
function householdOf(text, highest) {
  if (text === "") return 0;
  const number = /^h[1-9][0-9]{0,17}$/.test(text) ? Number(text.slice(1)) : 0;
  if (number < 1 || number > highest + 1) throw new Malformed("household", text);
  return number;
}

function profiled(numbers, homes, kindOf, kinds, quotas) {
  // Kinds by their place in the order of features: then lists of them compare as lists of features would.
  const order = sorted(kinds.keys(), (a, b) => compareLists(kinds[a], kinds[b]));
  const place = new Array(kinds.length);
  order.forEach((kind, at) => (place[kind] = at));
  const members = new Map();
  homes.forEach((home, person) => {
    if (!home) return;
    if (!members.has(home)) members.set(home, []);
    members.get(home).push(place[kindOf[person]]);
  });
  for (const [home, inside] of members) if (inside.length < 2) throw new Malformed("household-of-one", `h${home}`);
  for (const inside of members.values()) inside.sort(byNumber);
  const classes = grouped([...members.values()]);
  const width = quotas.criteria.length;
  const profiles = grouped(homes.map((home, person) => [place[kindOf[person]], members.get(home) ?? []]));
  return {
    /** Person number by pid; iterates in ascending pid. */
    numbers,
    /** Profile number by person number. */
    profileOf: profiles.numbers,
    /** Household number by person number, 0 for a person alone. */
    householdOf: homes,
    /** Quota rows of each profile. */
    rowsOf: profiles.found.map(([kind]) => quotas.rowsOf(kinds[order[kind]].slice(0, width))),
    /** Millionths that each person of a profile had before; empty where that does not count. */
    had: profiles.found.flatMap(([kind]) => kinds[order[kind]].slice(width).map(Number)),
    /** Household class of each profile, −1 for a person alone. */
    classOf: profiles.found.map(([, inside]) => classes.number.get(JSON.stringify(inside)) ?? -1),
    /** People of each profile. */
    sizes: profiles.sizes,
    /** Households of each class. */
    households: classes.sizes,
  };
}

const compareItems = (a, b) => (Array.isArray(a) ? compareLists(a, b, compareItems) : a - b);

/** The different ones among `items` in their order, how many of each, and the number of each item. */
function grouped(items) {
  const keys = items.map((item) => JSON.stringify(item));
  const different = new Map(items.map((item, at) => [keys[at], item]));
  const found = sorted(different.values(), compareItems);
  const number = new Map(found.map((item, at) => [JSON.stringify(item), at]));
  const numbers = keys.map((key) => number.get(key));
  const sizes = new Array(found.length).fill(0);
  for (const each of numbers) sizes[each]++;
  return { found, number, numbers, sizes };
}

/** Person numbers of a panel's pids that the pool has. */
export const peopleIn = (pool, panel) => panel.map((pid) => pool.numbers.get(pid)).filter((n) => n !== undefined);

/** Seats by quota row that these people take. */
export function seatsOf(pool, quotas, people) {
  const seats = new Array(quotas.rows.length).fill(0);
  for (const person of people) for (const row of pool.rowsOf[pool.profileOf[person]]) seats[row]++;
  return seats;
}
