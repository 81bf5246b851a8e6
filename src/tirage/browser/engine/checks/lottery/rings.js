/**
 * Who of a profile sits in which panel, derived anew from the compositions of the lottery (SPEC §6). Check 6.2.
 *
 * A circle is what takes turns: the people of a profile who live alone, or the households of a class. Its homes are
 * numbered from 0; in each round of a profile every home has one seat.
 */

import { check, noFault } from "../../kernel.js";
import { linesOf } from "../../reading/csv.js";
import { line, ringsSeed, tickets } from "../../primitives/lines.js";
import { LOTTERY } from "./lottery.js";
import { hex, Prefix, sha256 } from "../../primitives/sha256.js";
import { sorted } from "../../words.js";

/** Rounds whose turns are in one digest, four bytes each. */
const ROUNDS = 8;
const encoder = new TextEncoder();

export const RINGS = [
  check("tickets.rings", ({ lottery, tally, pool, plan }) => {
    const unfit = [...tally.strangers, ...tally.together];
    if (unfit.length) return noFault(unfit, { file: LOTTERY });
    const stage = ringsSeed(plan.inputsHash);
    const due = numbered(reseated(tally.compositions, pool, stage), [...pool.numbers.keys()], stage);
    return noFault(unlike(lottery, due), { checked: plan.panels, file: LOTTERY });
  }),
];

/** Numbers of the lines that are other than they should be. */
function* unlike(data, due) {
  let number = 0;
  for (const own of linesOf(data)) {
    const wanted = due[number];
    if (own.length !== wanted.length || own.some((byte, at) => byte !== wanted[at])) yield `${number}`;
    number++;
  }
}

/** The lines of panels of person numbers, in the order of their tickets. */
function numbered(panels, pids, stage) {
  const ticket = tickets(stage);
  const lines = panels.map((panel) => {
    const own = encoder.encode(Array.from(panel.sort(), (person) => pids[person]).join(","));
    return { own, ticket: hex(ticket(hex(sha256(own)))) };
  });
  return lines.sort((a, b) => (a.ticket < b.ticket ? -1 : 1)).map(({ own }) => own);
}

/** Person numbers of the panels, in the order of their compositions; no household has two members in one. */
function reseated(compositions, pool, stage) {
  const inOrder = sorted(compositions, compareNumbers);
  const panels = inOrder.map(({ length }) => ({ people: new Uint32Array(length), seated: 0 }));
  const put = (panel, person) => (panels[panel].people[panels[panel].seated++] = person);
  const circles = circlesOf(pool, stage, put);
  inOrder.forEach((profiles, panel) => {
    for (const profile of profiles) circles[profile].seat(panel, profile);
  });
  for (const circle of new Set(circles)) circle.close();
  return panels.map(({ people }) => people);
}

function compareNumbers(a, b) {
  const at = a.findIndex((value, place) => value !== b[place]);
  return at < 0 ? 0 : a[at] - b[at];
}

/** The circle of each profile; profiles of one class of households share one. It tells `put` who sits where. */
function circlesOf(pool, stage, put) {
  const pids = [...pool.numbers.keys()];
  const members = pool.sizes.map(() => []);
  pool.profileOf.forEach((profile, person) => members[profile].push(person));
  const classes = pool.households.map(() => new Households(put));
  return members.map((people, profile) => {
    const own = pool.classOf[profile];
    if (own < 0) return new Alone(new Turns(people.map((person) => [person]), pids, stage), put);
    classes[own].turns.set(profile, new Turns(atHome(people, pool, pids, stage), pids, stage));
    return classes[own];
  });
}

/** The people of a profile by household, households ascending, each household's in the order of their tickets. */
function atHome(people, pool, pids, stage) {
  const ticket = tickets(stage);
  const homes = new Map();
  for (const person of people) {
    const home = pool.householdOf[person];
    if (!homes.has(home)) homes.set(home, []);
    homes.get(home).push({ person, ticket: hex(ticket(pids[person])) });
  }
  const byTicket = (a, b) => (a.ticket < b.ticket ? -1 : 1);
  const inOrder = sorted(homes.keys(), (a, b) => a - b).map((home) => homes.get(home));
  return inOrder.map((alike) => alike.sort(byTicket).map(({ person }) => person));
}

/** In which order the homes of a profile have their turn, round after round. */
class Turns {
  #homes;
  #pids;
  #stage;
  /** The digests of a block of rounds, by person. */
  #digests = new Map();

  /** `homes`: the members of each, alike in number. */
  constructor(homes, pids, stage) {
    this.#homes = homes;
    this.#pids = pids;
    this.#stage = stage;
  }

  /** The homes in the order of a round, last to first: the next one is at the end. */
  backwards(round) {
    const place = round % ROUNDS;
    if (place === 0) this.#begin(round / ROUNDS);
    const drawn = this.#homes.map((_, home) => {
      const person = this.member(home, round);
      return { home, person, turn: this.#digests.get(person).getUint32(4 * place) };
    });
    // Persons are numbered in the order of their ids.
    return drawn.sort((a, b) => b.turn - a.turn || b.person - a.person).map(({ home }) => home);
  }

  #begin(block) {
    const prefix = new Prefix(`${line("turns", this.#stage, `${block}`)}|`);
    for (const person of this.#homes.flat()) {
      const digest = new Uint8Array(32);
      prefix.digest(this.#pids[person], digest);
      this.#digests.set(person, new DataView(digest.buffer));
    }
  }

  /** Whose turn it is of a home. */
  member(home, round) {
    const members = this.#homes[home];
    return members[round % members.length];
  }
}

/** The people of a profile who live alone. */
class Alone {
  #turns;
  #put;
  #round = -1;
  #waiting = [];
  /** The panel that was seated last, and who is in it. */
  #panel = -1;
  #inside = new Set();

  constructor(turns, put) {
    this.#turns = turns;
    this.#put = put;
  }

  /** A seat: to the first who waits and is not in the panel. */
  seat(panel) {
    if (panel !== this.#panel) this.#inside.clear();
    this.#panel = panel;
    if (!this.#waiting.length) this.#waiting = this.#turns.backwards(++this.#round);
    const place = this.#waiting.findLastIndex((home) => !this.#inside.has(home));
    const [home] = this.#waiting.splice(place, 1);
    this.#inside.add(home);
    this.#put(panel, this.#turns.member(home, this.#round));
  }

  close() {}
}

/** The households of one class: each sits in a panel once at most. */
class Households {
  /** By profile, in which order its homes have their turn. */
  turns = new Map();
  #put;
  /** By profile, the round in which homes still wait. */
  #open = new Map();
  /** By panel, the round in which each of its homes has its seat. */
  #panels = [];

  constructor(put) {
    this.#put = put;
  }

  /** A seat for a profile: to the first who waits and is not in the panel, after an exchange if there is none. */
  seat(panel, profile) {
    const round = this.#roundOf(profile);
    const seated = (this.#panels[panel] ??= new Map());
    const free = (home) => !seated.has(home);
    if (!round.waiting.some(free)) this.#exchange(panel, round.waiting.at(-1), round.order.findLast(free));
    const home = round.waiting.findLast(free);
    round.panels.set(home, panel);
    seated.set(home, round);
    round.waiting = round.waiting.filter((each) => each !== home);
  }

  #roundOf(profile) {
    const last = this.#open.get(profile);
    if (last?.waiting.length) return last;
    const number = (last?.number ?? -1) + 1;
    const order = this.turns.get(profile).backwards(number);
    const round = { profile, number, order, waiting: order, panels: new Map() };
    this.#open.set(profile, round);
    return round;
  }

  /** Let `other` sit for `home` in this panel, `home` for `other` in the round that this is about, and so on. */
  #exchange(panel, home, other) {
    const path = [];
    for (let at = panel; at !== undefined && this.#panels[at].has(home); ) {
      const round = this.#panels[at].get(home);
      path.push({ at, round, before: home, after: other });
      at = round.panels.get(other);
      if (at !== undefined) path.push({ at, round, before: other, after: home });
    }
    for (const { at, round, before } of path) {
      this.#panels[at].delete(before);
      round.panels.delete(before);
    }
    for (const { at, round, after } of path) {
      this.#panels[at].set(after, round);
      round.panels.set(after, at);
    }
    for (const { round } of path) {
      if (round.waiting.length) round.waiting = round.order.filter((each) => !round.panels.has(each));
    }
  }

  /** Everyone has the place that is theirs in the end. */
  close() {
    this.#panels.forEach((seated, panel) => {
      for (const [home, { profile, number }] of seated) this.#put(panel, this.turns.get(profile).member(home, number));
    });
  }
}
