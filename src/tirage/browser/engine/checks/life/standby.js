/**
 * Standbys: their plans and their chance, and who comes next by them. Checks 10.25 and 10.26, and 3 to 5 of each.
 *
 * One open seat is filled by one person, so whoever meets its quotas alone fits, and the leximin lottery is a
 * uniform choice among them: the first by the tickets of that succession. No solver says anything here.
 */

import { STANDBY } from "../../reading/acts.js";
import { actPlan, HEAD } from "../chance/act_plan.js";
import { check, fact, noFault, notChecked, orNull, part, remark } from "../../kernel.js";
import { LIST } from "../../reading/bodies.js";
import { attempt, bytesAt, Malformed, parseJson } from "../../reading/documents.js";
import { CHANCE } from "../chance/draw.js";
import { IN_JOURNAL } from "../record/journal.js";
import { digestOf, FIELD } from "../../primitives/lines.js";
import { isStandbyPlan, planOf } from "../../reading/paths.js";
import { PLAN, plansNamed, readPlan } from "../chance/plan.js";
import { readPool } from "../lottery/pool.js";
import { readQuotas } from "../lottery/quotas.js";
import { remaining, strictQuotas } from "./remains.js";
import { after } from "./terms.js";
import { exactly, isDay, isField, isHash, isMonths, isNumber, listOf, oneOf, record, shaped } from "../../reading/shapes.js";
import { compareText, first, sorted } from "../../words.js";

/** What is fixed with the panel. */
const RULE = ["seats", "months", "order"];
/** What a list is made for and worth: the plan has it, and its entry again. */
export const FIGURES = ["people", "confidence", "dropout", "tried", "repaired"];
const ALTERNATES = { journal: isHash, pids: listOf(isField) };
for (const key of FIGURES) ALTERNATES[key] = LIST[key];
const INPUTS = {
  journal: isHash,
  seats: isNumber,
  months: isMonths,
  order: oneOf("hidden", "published"),
  head: (value) => value === "" || isHash(value),
};
const isPlanned = ({ held, files }) => held.has("standby") || [...files.keys()].some(isStandbyPlan);

/** The plan of canonical bytes; Malformed where it is not in the form of docs/formats.md. */
export function readStandby(data, act) {
  const ofStandby = act.startsWith("standby/");
  const plan = shaped(parseJson(data), {
    ...HEAD,
    act: exactly(act),
    stage: oneOf(act, `test/${act}`),
    inputs: record(ofStandby ? INPUTS : ALTERNATES),
  });
  const { order, head, months } = Object.fromEntries(plan.inputs);
  if (ofStandby && ((order === "hidden") !== (head !== "") || !months)) throw new Malformed("wrong-value", "inputs");
  return actPlan(plan, data, act, planOf(act));
}

/** One standby, or one list of alternates: its `ofDraw` entries. */
const STANDBY_DRAWN = [
  fact("plan", ({ files, act }) => readStandby(bytesAt(files, planOf(act)), act), { file: ({ act }) => planOf(act) }),
  check("standby.plan", ({ plan, files, ofDraw }) => {
    const fixed = attempt(() => readPlan(bytesAt(files, PLAN)).later);
    return fixed ? noFault(disagreements(plan, fixed, ofDraw), { wanted: plan.digest }) : notChecked("blocked");
  }, {
    file: ({ act }) => planOf(act),
  }),
  ...CHANCE,
];

/** Every standby and planned list, in order. */
export const STANDBYS = [
  part(STANDBY_DRAWN, function* ({ files, entries, pooled }) {
    const acts = pooled ? entries.map(({ act }) => act).filter((act) => STANDBY.test(act)) : [];
    for (const act of new Set(acts)) {
      // To its chance a list is what a standby is.
      const mine = entries.filter((entry) => entry.act === act || entry.type === "open");
      const asStandby = (entry) => (entry.type === "alternates" ? { ...entry, type: "standby" } : entry);
      yield { act, ofDraw: mine.map(asStandby) };
    }
  }),
  check("standby.plan", () => null, { due: ({ pooled, held, files }) => pooled && isPlanned({ held, files }) }),
];

/** Where the record means another plan, or the plan another rule than was fixed with the panel. */
function* disagreements({ act, inputs, digest, form }, fixed, entries) {
  yield* sorted(new Set(plansNamed(entries))).filter((named) => named !== digest);
  const before = entries.filter(({ type }) => type === "plan").map(({ prev }) => prev);
  if (before.length !== 1 || before[0] !== inputs.journal) yield `journal (${first(inputs.journal, 16)})`;
  for (const key of act.startsWith("standby/") ? RULE : []) {
    const wanted = fixed.standby?.get(key) ?? null;
    if (inputs[key] !== wanted) yield `${key} (${inputs[key]} ≠ ${wanted ?? "None"})`;
  }
  if (act.startsWith("standby/") && fixed.policy !== "residual") yield `policy (${fixed.policy})`;
  const roll = fixed.roll === "hand" ? "20d6" : fixed.roll;
  if (form !== roll) yield `roll (${form || "none"} ≠ ${roll})`;
}

/** What is said of the successions, once the life is known. */
export const SUCCESSIONS = [
  check("standby.next", (facts) => {
    const { files, life: { standbys } } = facts;
    const quotas = orNull(() => facts.quotas);
    if (quotas && standbys.turns.every(({ moment }) => files.has(moment.pool))) {
      return noFault([...standbys.faults, ...standbys.unfit(files, quotas)], { checked: standbys.turns.length });
    }
    return standbys.faults.length ? noFault(standbys.faults) : notChecked("no-pool", "");
  }, {
    ...IN_JOURNAL,
    when: ({ life }) => life.standbys.planned.size > 0,
    due: ({ lived, held }) => lived && held.has("standby"),
  }),
  remark("beyond.standby", ({ life: { standbys } }) => standbys.begun.map(({ act, order }) => notChecked(`${act}: ${order}`))),
  remark("beyond.lapse", ({ life: { standbys } }) => standbys.lapses.map((each) => notChecked(each))),
];

/** The standbys of an assembly, entry by entry. */
export class Standbys {
  /** The last that is drawn: how far it has come, and the day from which on seats that open are not its own. */
  last = null;
  /** Day of the plan of each. */
  planned = new Map();
  heads = new Set();
  /** Day on which the record first said that somebody left, not at the end of a term. */
  vacated = new Map();
  /** The same day of everyone who ever left, put right or not. */
  told = new Map();
  passed = new Set();
  /** Seats that somebody took over, or that no one fitted. */
  turns = [];
  begun = [];
  /** What is to be said of those that were ended. */
  lapses = [];
  faults = [];

  /** A member has left the seat. */
  leave({ body: { pid }, time }, ofTerm) {
    this.vacated.delete(pid);
    if (ofTerm) return;
    if (!this.told.has(pid)) this.told.set(pid, first(time, 10));
    this.vacated.set(pid, this.told.get(pid));
  }

  /** Whose seats the standby fills, in this order. */
  due(vacant) {
    if (!this.last) return [];
    const isIts = (pid) => !this.passed.has(pid) && this.vacated.has(pid) && this.vacated.get(pid) < this.last.until;
    return vacant.filter(isIts).slice(0, this.#left);
  }

  get #left() {
    return this.last.lapsed ? 0 : Math.max(0, this.last.seats - this.last.filled);
  }

  /** Whether there is a standby that fills seats, or will fill those that open by this day. */
  holds(day, vacant) {
    return Boolean(this.last) && this.#left > 0 && (this.due(vacant).length > 0 || day < this.last.until);
  }

  /** Seats are to be drawn, or a standby: not while one waits for the standby that there is. */
  plan({ file, act, time }, files, vacant) {
    const due = this.due(vacant);
    if (due.length) this.faults.push(`${file} (${due.join(", ")})`);
    if (!act.startsWith("standby/")) return;
    this.planned.set(act, first(time, 10));
    if (this.last && this.#left && first(time, 10) < this.last.until) this.faults.push(`${file} (${this.last.act})`);
    const head = attempt(() => readStandby(bytesAt(files, planOf(act)), act).inputs.head);
    if (head && this.heads.has(head)) this.faults.push(`${file} (${head})`);
    if (head) this.heads.add(head);
  }

  /** The chance of a standby, a succession, or its end. */
  take(entry, files, moment) {
    const { type, act, file } = entry;
    if (type === "standby") this.#begin(entry, files);
    else if (!this.last || act !== this.last.act) this.faults.push(`${file} (${act})`);
    else if (type === "lapse") this.#lapse(entry, moment);
    else this.#succeed(entry, moment);
  }

  #begin({ act, time, body }, files) {
    const fixed = attempt(() => readStandby(bytesAt(files, planOf(act)), act).inputs);
    const day = this.planned.get(act) ?? first(time, 10);
    // Check 10.25 says so; nothing can be said of what follows from it.
    if (!fixed || !isDay(day)) {
      this.last = null;
      return;
    }
    const { seats, months, order, head } = fixed;
    this.last = { act, seats, until: after(day, months), order, link: head, seed: body.stage_seed, filled: 0, lapsed: false };
    this.begun.push(this.last);
  }

  #lapse({ file, act, time, body }, { vacant }) {
    const { order } = this.last;
    const left = this.#left;
    if (order !== "hidden" || !this.holds(first(time, 10), vacant)) this.faults.push(`${file} (${order}, ${left})`);
    this.lapses.push(`${act}: ${left} — ${body.reason}`);
    this.last.lapsed = true;
  }

  #succeed(entry, moment) {
    const { type, file, body } = entry;
    const { vacancy, number, link = "" } = body;
    if (this.due(moment.vacant)[0] !== vacancy) this.faults.push(`${file} (${vacancy})`);
    const others = moment.vacant.filter((pid) => pid !== vacancy);
    const turn = { entry, moment: { ...moment, drawn: [vacancy], counted: new Set([...moment.seated, ...others]) }, stage: "" };
    if (type === "passed") this.passed.add(vacancy);
    else {
      const next = this.last.filled + 1;
      if (number !== next) this.faults.push(`${file} (${number} ≠ ${next})`);
      const isLink = link === "" || digestOf("link", link) === this.last.link;
      if ((this.last.order === "hidden") !== (link !== "") || !isLink) this.faults.push(`${file} (link)`);
      turn.stage = digestOf("successor", this.last.seed, `${next}`, link || "none");
      this.last.filled = next;
      this.last.link = link;
    }
    this.turns.push(turn);
  }

  /** Successions by which somebody else should have come, or anybody. */
  *unfit(files, quotas) {
    for (const { entry: { file, type, body }, moment, stage } of this.turns) {
      const own = attempt(() => wanted(files, quotas, moment, stage), (fault) => fault);
      if (typeof own === "string") {
        yield `${file} (${own})`;
        continue;
      }
      const said = [body.pid ?? "", type === "successor" ? body.fitting : body.people];
      if (said[0] !== own[0] || said[1] !== own[1]) yield `${file} (${said.join(", ")} ≠ ${own.join(", ")})`;
    }
  }
}

/** Who should come, and how many fit; nobody, and how many there are, where none of them fits. */
function wanted(files, whole, moment, stage) {
  const left = new TextEncoder().encode(remaining(files.get(moment.pool), whole, moment, "everyone"));
  const quotas = readQuotas(new TextEncoder().encode(strictQuotas(files, whole, moment)));
  const pool = readPool(left, quotas);
  const people = fitting(pool, quotas);
  if (!people.length || !stage) return [people[0] ?? "", pool.numbers.size];
  if (!people.every((pid) => FIELD.test(pid))) throw new Malformed("not-an-id");
  const tickets = new Map(people.map((pid) => [pid, digestOf("ticket", stage, pid)]));
  const inOrder = sorted(people, (a, b) => compareText(tickets.get(a), tickets.get(b)) || compareText(a, b));
  return [inOrder[0], people.length];
}

/** Whoever meets the quotas of one seat alone, by ascending pid. */
function fitting({ numbers, profileOf, rowsOf }, { minimum, maximum }) {
  const isFit = (rows) => minimum.every((low, row) => {
    const seats = rows.includes(row) ? 1 : 0;
    return low <= seats && seats <= maximum[row];
  });
  const fits = rowsOf.map(isFit);
  return [...numbers].filter(([, number]) => fits[profileOf[number]]).map(([pid]) => pid);
}
