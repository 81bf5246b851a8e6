/**
 * Those whom a wave writes to: the first of the order in each stratum, or stream, one a household (SPEC §5).
 *
 * Of a frame of any size there are held who may come first: of each weight so many times the letters, with the
 * lowest tickets. Then the homes of these are looked at as a whole, since a household is met by its first member.
 * Where too few were left of those, more are held, and all is done anew.
 */

import { Missing } from "../../kernel.js";
import { asBytes, asText } from "../../primitives/bytes.js";
import { line } from "../../primitives/lines.js";
import { hex, Prefix } from "../../primitives/sha256.js";
import { keyOf } from "../../primitives/weights.js";
import { digestOfPid, pidOf } from "./people.js";

/** How many times the letters are held, and how many more, where there are few; times how many, where it was too few. */
const [MARGIN, BESIDE, MORE] = [3, 8, 4];

/** Those whom waves have written to: their places in the frame, their homes, and who cannot be drawn for it. */
export class Written {
  places = new Set();
  homes = new Set();
  /** People by number of their stratum, all of a home; and homes by that of the first who lives there. */
  closed = new Map();
  closedHomes = new Map();

  /** The same after a wave. */
  after({ drawn, residents }) {
    const later = new Written();
    later.places = new Set([...this.places, ...drawn.map(({ place }) => place)]);
    later.homes = new Set([...this.homes, ...drawn.map(({ home }) => home).filter(Boolean)]);
    const gone = drawn.map(({ home, stratum }) => (home ? residents.get(home).strata : [stratum]));
    later.closed = added(this.closed, gone.flat());
    later.closedHomes = added(this.closedHomes, gone.map(([first]) => first));
    return later;
  }

  /** What is left of `counts` by stratum, of which so many are `closed`. */
  static left(counts, closed) {
    return new Map([...counts].map(([code, count], i) => [code, count - (closed.get(i) ?? 0)]));
  }

  /** Whether nobody wrote to the person, at home neither. */
  spares({ place, home }) {
    return !this.places.has(place) && !(home && this.homes.has(home));
  }
}

function added(counts, more) {
  const sums = new Map(counts);
  for (const each of more) sums.set(each, (sums.get(each) ?? 0) + 1);
  return sums;
}

/**
 * `drawn`, by ascending pid, each with `pid`, `code`, `place`, number of the `stratum`, and `home`; and the
 * `residents` of these homes.
 *
 * Down the order of tickets, or of keys where people weigh; in each group of `strata` the first `letters`.
 */
export function select(people, strata, written, stageSeed) {
  if ([...strata.weight.values()].some((weight) => !weight)) throw new Missing("blocked");
  const prefix = new Prefix(`${line("ticket", stageSeed)}|`);
  for (let margin = MARGIN; ; margin *= MORE) {
    const classes = new Classes(people, strata, margin);
    for (const row of people.again()) if (written.spares(row)) classes.offer(row, people.stratumOf(row), prefix);
    const residents = residentsOf(people, classes, prefix);
    const drawn = [...classes.groups()].map(([letters, own]) => firstOf(letters, own, residents));
    if (drawn.every(Boolean)) return { drawn: drawn.flat().sort((a, b) => a.place - b.place), residents };
  }
}

/** The people of a group who have one weight, the first of them by ticket. */
class Shortlist {
  #most;
  #limit = Infinity;
  #ticket = new Uint8Array(32);
  /** Whether somebody was left out. */
  cut = false;
  people = [];

  constructor(most, weight) {
    this.#most = most;
    this.weight = weight;
  }

  offer(row, stratum, code, prefix) {
    if (!this.#most) return;
    digestOfPid(prefix, row, this.#ticket);
    if (beginning(this.#ticket) > this.#limit) return;
    this.people.push(personOf(row, stratum, code, this.#ticket, this.weight));
    if (this.people.length > 2 * this.#most) this.shorten();
  }

  /** The first of them, in order. */
  shorten() {
    this.people.sort(compare);
    if (this.people.length <= this.#most) return;
    this.cut = true;
    this.people.length = this.#most;
    this.#limit = this.people.at(-1).front;
  }
}

/** The first 48 bits. */
const beginning = (bytes) =>
  ((bytes[0] << 16) | (bytes[1] << 8) | bytes[2]) * 2 ** 24 + ((bytes[3] << 16) | (bytes[4] << 8) | bytes[5]);

const personOf = (row, stratum, code, ticket, weight) => ({
  pid: pidOf(row), code, place: row.place, stratum, home: row.home, front: beginning(ticket), ticket: asText(ticket), weight,
});

/** Below 0 as one comes before the other: by key, by ticket, by pid, which is as they stand in the frame. */
function compare(one, other) {
  if (one.weight !== other.weight) {
    for (const each of [one, other]) each.key ??= keyOf(hex(asBytes(each.ticket)), each.weight);
    if (one.key !== other.key) return one.key < other.key ? -1 : 1;
  }
  if (one.front !== other.front) return one.front - other.front;
  return one.ticket === other.ticket ? one.place - other.place : one.ticket < other.ticket ? -1 : 1;
}

/** A shortlist for each group and weight. */
class Classes {
  #ofStratum = [];
  #letters = new Map();
  #ofGroup = new Map();
  #codes;

  constructor({ strata, length }, { group, weight, letters }, margin) {
    this.#codes = [...strata.keys()];
    const all = BigInt(length);
    for (const [name, count] of letters) this.#letters.set(name, Number(count < all ? count : all));
    this.#ofStratum = this.#codes.map((code) => this.#listOf(group.get(code), weight.get(code), margin));
  }

  #listOf(name, weight, margin) {
    const own = this.#ofGroup.get(name) ?? new Map();
    this.#ofGroup.set(name, own);
    const letters = this.#letters.get(name);
    if (!own.has(weight)) own.set(weight, new Shortlist(letters && letters * margin + BESIDE, weight));
    return own.get(weight);
  }

  offer(row, stratum, prefix) {
    this.#ofStratum[stratum].offer(row, stratum, this.#codes[stratum], prefix);
  }

  /** Letters and shortlists of each group. */
  *groups() {
    for (const [name, own] of this.#ofGroup) yield [this.#letters.get(name), [...own.values()]];
  }

  /** Everyone who is held, in no order; of each group and weight the first. */
  *people() {
    for (const own of this.#ofGroup.values()) {
      for (const list of own.values()) {
        list.shorten();
        yield* list.people;
      }
    }
  }

  weightOf(stratum) {
    return this.#ofStratum[stratum].weight;
  }
}

/** By home of those who are held: the numbers of the `strata` of all who live there, and who of them comes `first`. */
function residentsOf(people, classes, prefix) {
  const found = new Map();
  for (const { home } of classes.people()) if (home) found.set(home, { strata: [], first: null });
  const ticket = new Uint8Array(32);
  for (const row of found.size ? people.again() : []) {
    const own = row.home && found.get(row.home);
    if (!own) continue;
    const stratum = people.stratumOf(row);
    own.strata.push(stratum);
    digestOfPid(prefix, row, ticket);
    const person = personOf(row, stratum, "", ticket, classes.weightOf(stratum));
    if (!own.first || compare(person, own.first) < 0) own.first = person;
  }
  return found;
}

/** So many of a group as there are letters; null where some who come before may not be held. */
function firstOf(letters, lists, residents) {
  const drawn = [];
  const fronts = lists.map((list) => ({ list, at: 0 }));
  while (drawn.length < letters) {
    const isOver = ({ list, at }) => at === list.people.length;
    if (fronts.some((front) => isOver(front) && front.list.cut)) return null;
    const next = fronts.filter((front) => !isOver(front))
      .reduce((best, front) => (best && compare(personAt(best), personAt(front)) < 0 ? best : front), null);
    if (!next) break;
    const person = personAt(next);
    next.at++;
    if (!person.home || residents.get(person.home).first.place === person.place) drawn.push(person);
  }
  return drawn;
}

const personAt = ({ list, at }) => list.people[at];
