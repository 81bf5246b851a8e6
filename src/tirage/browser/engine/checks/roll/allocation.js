/**
 * How many letters each stratum gets: the rule `shares/1`, computed anew in integers (docs/formats.md).
 *
 * Nothing here is measured or solved: streams by their seats and answers, strata by people · response^(−α),
 * remainders to the largest, then swaps that bring the categories nearer to their shares.
 */

import { compare, floorOf, fractionOf, least, minus, most, ONE, over, plus, times, ZERO } from "../../primitives/fractions.js";
import { labelOf } from "./rules.js";
import { compareText, sorted } from "../../words.js";

const MILLION = 1_000_000;
const PARTS = 10n ** 12n;
/** The least response that is expected anywhere. */
const LEAST = fractionOf(1, 1000);
/** Strata of one stream whose shares are not whole, up to which letters are swapped. */
const MOST_SWAPPED = 500;

/** Volunteers expected from a million letters: what the rules say, and what came back. */
export function expected(rules, labels, sent, accepted) {
  const { prior } = rules.letters;
  const before = ofRules(rules, labels);
  const weight = fractionOf(prior + sent);
  const volunteers = plus(times(before, fractionOf(prior)), fractionOf(accepted));
  const answered = prior + sent ? over(volunteers, weight) : before;
  return Number(floorOf(times(most(answered, LEAST), fractionOf(MILLION))));
}

function ofRules(rules, labels) {
  const { response, undeliverable, rates } = rules.letters;
  const base = response.n ? response : ONE;
  let found = response;
  for (const [criterion, own] of rates) {
    const rate = own.get(labelOf(rules, criterion, labels) ?? "") ?? response;
    found = over(times(found, rate), base);
  }
  return most(LEAST, times(least(found, ONE), minus(ONE, undeliverable)));
}

/** Letters of each stream, BigInts by name; strata as below. */
export function byStream(strata, total, rules) {
  const names = [...rules.streams.keys()];
  const inside = new Map(names.map((name) => [name, strata.filter(({ labels }) => labels[0] === name)]));
  const weights = new Map(names.map((name) => [name, weightOf(rules.streams.get(name).seats, inside.get(name))]));
  const room = new Map(names.map((name) => [name, sum(inside.get(name), (each) => BigInt(each.room))]));
  return rounded(shared(weights, room, BigInt(total)));
}

/** Letters by code; a stratum has `code`, `labels`, `eligible`, `response` and `room` for letters. */
export function allocated(strata, total, alpha, rules) {
  const letters = new Map(strata.map(({ code }) => [code, 0]));
  for (const [name, count] of byStream(strata, total, rules)) {
    const own = strata.filter(({ labels }) => labels[0] === name);
    const wanted = new Map(own.map((each) => [each.code, fractionOf(BigInt(each.eligible) * power(each.response, alpha))]));
    const room = new Map(own.map((each) => [each.code, BigInt(each.room)]));
    for (const [code, number] of balanced(own, shared(wanted, room, count))) letters.set(code, number);
  }
  return letters;
}

const sum = (items, of) => items.reduce((total, item) => total + of(item), 0n);

/** Seats of a stream over the mean response of its people. */
function weightOf(seats, strata) {
  const people = sum(strata, ({ eligible }) => BigInt(eligible));
  const answers = sum(strata, ({ eligible, response }) => BigInt(eligible) * BigInt(response));
  return answers ? fractionOf(BigInt(seats) * people, answers) : ZERO;
}

/** (a million / response)^α in parts of 10^12, rounded down. */
function power(response, { n, d }) {
  const target = (PARTS ** d * BigInt(MILLION) ** n) / BigInt(response) ** n;
  let guess = 1n << (BigInt(target.toString(2).length) / d + 1n);
  // Newton's method, from above.
  for (;;) {
    const next = ((d - 1n) * guess + target / guess ** (d - 1n)) / d;
    if (next >= guess) return guess;
    guess = next;
  }
}

/** The total in proportion to the weights, none above its room: what is over goes to the others. */
function shared(weights, room, total) {
  const shares = new Map([...weights.keys()].map((name) => [name, ZERO]));
  let still = [...weights.keys()].filter((name) => weights.get(name).n);
  const all = sum(still, (name) => room.get(name));
  let rest = total < all ? total : all;
  while (still.length) {
    const weight = still.reduce((found, name) => plus(found, weights.get(name)), ZERO);
    const shareOf = (name) => over(times(fractionOf(rest), weights.get(name)), weight);
    const full = new Set(still.filter((name) => compare(shareOf(name), fractionOf(room.get(name))) >= 0));
    if (!full.size) {
      for (const name of still) shares.set(name, shareOf(name));
      break;
    }
    for (const name of full) shares.set(name, fractionOf(room.get(name)));
    rest -= sum([...full], (name) => room.get(name));
    still = still.filter((name) => !full.has(name));
  }
  return shares;
}

/** Each share down, or up where its remainder is among the largest; equal ones by name. BigInts by name. */
function rounded(shares) {
  const whole = new Map([...shares].map(([name, share]) => [name, floorOf(share)]));
  const total = floorOf([...shares.values()].reduce(plus, ZERO));
  const remainder = (name) => minus(shares.get(name), fractionOf(whole.get(name)));
  const order = sorted(shares.keys(), (a, b) => compare(remainder(b), remainder(a)) || compareText(a, b));
  const missing = Number(total - sum([...whole.values()], (count) => count));
  for (const name of order.slice(0, missing)) whole.set(name, whole.get(name) + 1n);
  return whole;
}

/** The shares rounded, and letters swapped between strata as long as the best swap helps. Numbers by code. */
function balanced(strata, shares) {
  const whole = rounded(shares);
  const loose = sorted(strata.filter(({ code }) => shares.get(code).d > 1n), (a, b) => compareText(a.code, b.code));
  if (loose.length <= MOST_SWAPPED) {
    const swapping = new Swapping(loose, shares, whole);
    while (swapping.swap());
    loose.forEach(({ code }, i) => whole.set(code, floorOf(shares.get(code)) + (swapping.up[i] ? 1n : 0n)));
  }
  return new Map([...whole].map(([code, count]) => [code, Number(count)]));
}

/** What strata and categories have beyond their shares, in millionths of a letter. */
class Swapping {
  #groups;
  #beyond = new Map();

  constructor(loose, shares, whole) {
    this.#groups = loose.map(({ code, labels }) => [code, ...labels.slice(1)].map((name, place) => `${place} ${name}`));
    /** Whose shares are rounded up. */
    this.up = loose.map(({ code }) => whole.get(code) > floorOf(shares.get(code)));
    loose.forEach(({ code }, i) => {
      const { n, d } = shares.get(code);
      this.#add(i, (this.up[i] ? MILLION : 0) - Number(((n % d) * BigInt(MILLION)) / d));
    });
  }

  /** Take a letter from one stratum for another, the pair that helps most, the first of equal ones. */
  swap() {
    const changes = this.#groups.map((groups, i) =>
      groups.reduce((total, group) => total + MILLION + (this.up[i] ? -2 : 2) * this.#beyond.get(group), 0));
    let [best, fewer, more] = [0, -1, -1];
    for (let i = 0; i < changes.length; i++) {
      if (!this.up[i]) continue;
      for (let j = 0; j < changes.length; j++) {
        if (this.up[j] || changes[i] + changes[j] - 2 * MILLION * (this.#groups[i].length - 1) >= best) continue;
        const common = this.#groups[i].filter((group, place) => group === this.#groups[j][place]).length;
        const change = changes[i] + changes[j] - 2 * MILLION * common;
        if (change < best) [best, fewer, more] = [change, i, j];
      }
    }
    if (!best) return false;
    this.up[fewer] = false;
    this.up[more] = true;
    this.#add(fewer, -MILLION);
    this.#add(more, MILLION);
    return true;
  }

  #add(stratum, millionths) {
    for (const group of this.#groups[stratum]) this.#beyond.set(group, (this.#beyond.get(group) ?? 0) + millionths);
  }
}
