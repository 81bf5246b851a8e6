/** Alternates on the record: who they may be and how they are ordered. Checks 10.12 and 10.13. */

import { check, noFault, notChecked, orNull, remark } from "../../kernel.js";
import { rows } from "../../reading/csv.js";
import { attempt, bytesAt, canonical, Malformed } from "../../reading/documents.js";
import { digestOf, FIELD, hashOf, ringsSeed } from "../../primitives/lines.js";
import { IN_JOURNAL } from "../record/journal.js";
import { PLAN, readPlan } from "../chance/plan.js";
import { POOL } from "../lottery/pool.js";
import { planOf } from "../../reading/paths.js";
import { FIGURES, readStandby } from "./standby.js";
import { remaining } from "./remains.js";
import { compareText, sorted } from "../../words.js";

const areListed = ({ life }) => life.lists.known.length > 0;
const isListed = ({ lived, held }) => lived && held.has("alternates");

export const ALTERNATES = [
  check("life.alternates", ({ life: { lists } }) => noFault(lists.faults, { checked: lists.known.length }), {
    ...IN_JOURNAL, when: areListed, due: isListed,
  }),
  remark("beyond.alternates", ({ life: { lists } }) => notChecked(lists.holds.number), { when: areListed }),
  check("life.tickets", (facts) => {
    const { files, life: { lists } } = facts;
    const quotas = orNull(() => facts.quotas);
    if (!quotas || !files.has(POOL)) return notChecked("no-pool");
    const faults = lists.known.flatMap((list) => {
      const found = attempt(() => lists.passedOver(poolAt(files, list.moment.pool), quotas, list), (fault) => [fault]);
      return found.map((each) => `${list.moment.entry.file} (${each})`);
    });
    return noFault(faults, { checked: lists.known.length, ...IN_JOURNAL });
  }, { when: areListed, due: isListed }),
];

/** The pool at a path; Malformed where it is not there. */
function poolAt(files, name) {
  if (!files.has(name)) throw new Malformed("absent", name);
  return files.get(name);
}

/** The lists of an assembly, entry by entry. */
export class Lists {
  /** Hash of the panel's entry, which the tickets follow from. */
  panel = "";
  /** Number and pids of the last list, 0 where there is none. */
  holds = { number: 0, pids: [] };
  known = [];
  faults = [];
  #tickets = new Map();

  /** One list more, and who sat when it was put on the record. */
  take(entry, files, moment) {
    const { file, body } = entry;
    const number = this.holds.number + 1;
    const data = bytesAt(files, `public/alternates-${body.list}.csv`);
    const lines = attempt(
      () => refuseOdd([...rows(data, ["pid", "order"])]),
      (fault) => (this.faults.push(`${file} (${fault})`), []),
    );
    const pids = lines.map(([pid]) => pid);
    this.holds = { number, pids };
    this.known.push({ moment, pids });
    const counted = [...body.repaired.values()].every((repaired) => repaired <= body.tried);
    if (body.list !== number || body.sha256 !== hashOf(data) || body.count !== lines.length || !counted) {
      this.faults.push(`${file} (${body.list}, ${body.sha256.slice(0, 16)}, ${body.count})`);
    }
    if (lines.some(([, place], at) => place !== `${at + 1}`)) this.faults.push(`${file} (rows)`);
    // The order follows from dice of its own, in dossiers without such plans from the panel's entry.
    const ordered = this.panel && (body.plan ? inOrder(pids, body.stage_seed) : this.#inOrder(pids)).every((pid, place) => pid === pids[place]);
    if (new Set(pids).size < pids.length || !ordered) this.faults.push(`${file} (order)`);
    for (const fault of unplanned(entry, pids, files)) this.faults.push(`${file} (${fault})`);
    for (const fault of otherwise(body, files)) this.faults.push(`${file} (${fault})`);
    // Whoever knows which seats are open could choose who is to have them.
    if (moment.vacant.length > 0) this.faults.push(`${file} (${moment.vacant.length} > 0)`);
    const taken = pids.filter((pid) => moment.seated.has(pid) || moment.left.has(pid) || moment.out.has(pid));
    for (const pid of taken) this.faults.push(`${file} (${pid})`);
  }

  /** Who is on the list in the place of another. */
  passedOver(pool, quotas, { moment, pids }) {
    const left = new TextEncoder().encode(remaining(pool, quotas, moment, "everyone"));
    const listed = refuseOdd([...rows(left, ["pid", "household", ...quotas.criteria])]);
    const people = new Map(listed.map(([pid, home, ...features]) => [pid, { home, kind: JSON.stringify(features) }]));
    const homes = new Set();
    const due = new Map();
    for (const pid of this.#inOrder([...people.keys()])) {
      const { home, kind } = people.get(pid);
      if (!homes.has(home)) due.set(kind, [...(due.get(kind) ?? []), pid]);
      if (home) homes.add(home);
    }
    const all = [...due.values()].reduce((sum, each) => sum + each.length, 0);
    const first = new Set();
    const wanted = new Map();
    for (const pid of pids.filter((each) => people.has(each))) {
      const { kind } = people.get(pid);
      const place = wanted.get(kind) ?? 0;
      wanted.set(kind, place + 1);
      if (due.get(kind)?.[place]) first.add(due.get(kind)[place]);
    }
    const said = moment.entry.body.people;
    const passed = sorted(new Set(pids)).filter((pid) => !first.has(pid));
    return [...(said === all ? [] : [`${said} ≠ ${all}`]), ...passed];
  }

  #inOrder(pids) {
    const stage = ringsSeed(this.panel);
    for (const pid of pids) {
      if (!this.#tickets.has(pid)) this.#tickets.set(pid, digestOf("ticket", stage, pid));
    }
    const ticket = (pid) => this.#tickets.get(pid);
    return sorted(pids, (a, b) => compareText(ticket(a), ticket(b)) || compareText(a, b));
  }
}

/** Where a list is made for something else than was fixed with the panel; nothing where that says nothing. */
function* otherwise({ count, people, tried, confidence, dropout, repaired }, files) {
  const rule = attempt(() => readPlan(bytesAt(files, PLAN)).later.alternates);
  if (!rule) return;
  const [most, share, rate] = ["count", "confidence", "dropout"].map((key) => rule.get(key));
  const said = [confidence, dropout.get("flat"), dropout.get("learnt").length];
  if (said[0] !== share || said[1] !== rate || said[2] !== 0) yield `${said.join(", ")} ≠ ${share}, ${rate}, 0`;
  if (most !== null) {
    if (count !== Math.min(most, people)) yield `${count} ≠ ${most}`;
    return;
  }
  const [above, below] = [...share.split("/"), "1"].map(BigInt);
  const designed = repaired.get("designed");
  if (count < people && BigInt(designed) * below < above * BigInt(tried)) yield `${designed} / ${tried} < ${share}`;
}

/** Where a list is another than its plan has; and one without a plan, where lists are ruled. */
function* unplanned({ act, body }, pids, files) {
  if (!body.plan) {
    if (attempt(() => readPlan(bytesAt(files, PLAN)).later.alternates)) yield "plan";
    return;
  }
  const fixed = attempt(() => readStandby(bytesAt(files, planOf(act)), act).inputs, (fault) => `${fault}`);
  if (typeof fixed === "string") {
    yield fixed;
    return;
  }
  const listed = sorted(pids);
  if (listed.length !== fixed.pids.length || listed.some((pid, at) => pid !== fixed.pids[at])) {
    yield `${[...new Set(pids)].filter((pid) => !fixed.pids.includes(pid)).length} ∉ plan`;
  }
  for (const key of FIGURES) {
    if (canonical(body[key]) !== canonical(fixed[key])) yield key;
  }
}

/** Pids by ascending ticket. */
function inOrder(pids, stage) {
  const tickets = new Map(pids.map((pid) => [pid, digestOf("ticket", stage, pid)]));
  return sorted(pids, (a, b) => compareText(tickets.get(a), tickets.get(b)) || compareText(a, b));
}

/** These rows; Malformed where an id, their first cell, is none that a ticket can be drawn for. */
function refuseOdd(listed) {
  if (!listed.every(([pid]) => FIELD.test(pid))) throw new Malformed("not-an-id");
  return listed;
}
