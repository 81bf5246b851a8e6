/**
 * The life of the assembly: who sits, who left, which seats were open at each draw. Checks 10.1 to 10.8.
 *
 * All of it is derived here from the panel, the pool, the quotas and the acts of the journal, and only then
 * compared with what the plans of the later draws say.
 */

import { ALTERNATES, Lists } from "./lists.js";
import { JOINED, Joins } from "./joined.js";
import { Standbys, SUCCESSIONS } from "./standby.js";
import { LATER, OF_MEMBER, OF_SEATED, RESULTS, STANDBY, STATED } from "../../reading/acts.js";
import { check, fact, judged, Missing, noFault, notChecked, orNull, part, remark } from "../../kernel.js";
import { rows } from "../../reading/csv.js";
import { attempt, bytesAt } from "../../reading/documents.js";
import { IN_JOURNAL } from "../record/journal.js";
import { filesOf } from "../../reading/paths.js";
import { PLAN, readPlan } from "../chance/plan.js";
import { ATTENDED, CORRECTED, Corrections, departs, insteadOf } from "./corrected.js";
import { REMAINS } from "./remains.js";
import { TERM, Terms } from "./terms.js";
import { countsOf, first, sorted } from "../../words.js";

const ON_RECORD = [...STATED, ...Object.values(RESULTS)];
const dayOf = ({ time }) => first(time, 10);
const isLived = ({ lived }) => lived;

const LIVED = [
  fact("life", ({ files, entries }) => {
    const life = new Life(files);
    for (const entry of entries) life.take(entry);
    return life;
  }),
  check("life.members", ({ life, after }) => {
    const checked = OF_MEMBER.reduce((sum, type) => sum + (after.get(type) ?? 0), 0);
    return noFault(life.members, { checked });
  }, { ...IN_JOURNAL, due: isLived }),
  ...TERM,
  ...ALTERNATES,
  ...JOINED,
  check("life.once", ({ life }) => noFault(life.once, { checked: life.since.size + life.left.size }), {
    ...IN_JOURNAL, due: isLived,
  }),
  check("life.vacancies", (facts) => {
    const { life } = facts;
    return noFault(wrongOpenings(life, orNull(() => facts.plan)), { checked: life.planned.length });
  }, {
    ...IN_JOURNAL, due: isLived,
  }),
  ...SUCCESSIONS,
  check("life.evidence", ({ life, after }) => noFault(life.unproven, { checked: after.get("unavailable") }), {
    ...IN_JOURNAL,
    when: ({ after }) => after.has("unavailable"),
    due: ({ lived, held }) => lived && held.has("unavailable"),
  }),
  ...CORRECTED,
  ...REMAINS,
  // Draws of seats that the organiser chose among those that no one fitted all together.
  remark("beyond.seats", ({ life: { planned } }) => {
    const chosen = planned.filter(({ unfilled, drawn, vacant, plan }) => unfilled && !plan.filling && drawn.length !== vacant.length);
    const words = chosen.map(({ entry, drawn, vacant }) => `${entry.act} ${drawn.length}/${vacant.length}`);
    return words.length > 0 && notChecked(words.join(", "));
  }),
];

export const LIFE = [
  // Whether the names of the files tell of anything after the panel.
  fact("lived", ({ kinds }) => kinds.slice(kinds.indexOf("panel") >>> 0).some((type) => ON_RECORD.includes(type))),
  // How many acts of each type come after the panel.
  fact("after", ({ entries, pooled }) => {
    const begun = pooled ? entries.findIndex(({ type }) => type === "panel") : -1;
    const acts = begun < 0 ? [] : entries.slice(begun + 1);
    return countsOf(acts.filter(({ type, act }) => STATED.includes(type) || LATER.test(act) || STANDBY.test(act)).map(({ type }) => type));
  }),
  check("later", ({ after }) => {
    const said = sorted(after.keys()).map((type) => `${after.get(type)} ${type}`);
    return said.length ? judged(true, { got: said.join(", ") }) : null;
  }, { due: isLived }),
  part(LIVED, function* (facts) {
    const quotas = orNull(() => facts.quotas) ?? new Missing("blocked", { file: "" });
    if (facts.after.size) yield { quotas };
  }),
];

/** An assembly as the entries make it, and what is wrong with them. */
class Life {
  /** Day on which each member who sits was drawn. */
  since = new Map();
  left = new Set();
  out = new Set();
  accepted = new Set();
  absent = new Set();
  /** Of each who has left, put right or not: how many had before. A correction moves no seat behind another. */
  places = new Map();
  /** Who held the seats that are open, in the order in which they first left. */
  vacant = [];
  /** The assembly whenever a draw is planned, or it is said that no one fits. */
  moments = [];
  /** Whose seats, together, were last said to fit no one. */
  unfilled = null;
  closed = false;
  corrections = new Corrections();
  terms = new Terms();
  lists = new Lists();
  joins = new Joins();
  standbys = new Standbys();
  /** Faults of check 10.2, and of 10.4. */
  members = [];
  once = [];
  /** Faults of the check of evidence. */
  unproven = [];

  constructor(files) {
    this.files = files;
  }

  /** The moments with a plan that can be read. */
  get planned() {
    return this.moments.filter(({ plan }) => plan);
  }

  /** One entry more. */
  take(entry) {
    const { type, act } = entry;
    if (type === "correction") {
      this.#correct(entry);
      return;
    }
    if (LATER.test(act) || ["close", "successor", "passed"].includes(type)) {
      this.corrections.draw(!/^(?:replacements|standby)\//.test(act));
    }
    if (departs(entry)) this.#depart(entry);
    else if (ATTENDED.includes(type) && this.since.has(entry.body.pid)) this.corrections.attend(entry);
    this.terms.take(entry, this.files, this.since, this.vacant);
    if (type === "plan" && (LATER.test(act) || STANDBY.test(act))) this.standbys.plan(entry, this.files, this.vacant);
    if (OF_MEMBER.includes(type)) this.#ofMember(entry);
    else if (type === "unavailable") this.#unavailable(entry);
    else if (type === "close") {
      this.closed = true;
      for (const pid of sorted(this.since.keys())) this.#leave(pid);
    } else if (type === "panel") {
      this.lists.panel = entry.digest;
      this.#sit(this.#drawn(this.files, entry), entry);
    } else if (type === "alternates") this.lists.take(entry, this.files, this.#moment(entry));
    else if (type === "volunteers") {
      this.joins.take(entry, this.#moment(entry), this.standbys.holds(dayOf(entry), this.vacant));
      // What was said to fit no one was said of another pool.
      this.unfilled = null;
    }
    else if (type === "unfilled" || (type === "plan" && LATER.test(act))) {
      this.moments.push(this.#moment(entry));
      if (type === "unfilled") this.unfilled = [...this.vacant];
    }
    else if (["standby", "successor", "passed", "lapse"].includes(type)) {
      this.standbys.take(entry, this.files, this.#moment(entry));
      if (type === "successor") this.#succeed(entry);
    }
    else if (Object.values(RESULTS).includes(type)) this.#sit(this.#drawn(filesOf(this.files, act), entry), entry);
  }

  /** Keep what a lawful departure takes, in case that it is put right. */
  #depart(entry) {
    const { pid } = entry.body;
    const sits = this.since.has(pid);
    const lawful = entry.type === "unavailable" ? !sits && !this.left.has(pid) && !this.out.has(pid) : sits;
    const { waiting, told } = this.terms;
    const before = { since: this.since.get(pid), waiting: waiting.get(pid), told: told.get(pid) };
    if (lawful) this.corrections.depart(entry, before);
  }

  /** Give back what the entry took that is put right; then what is so instead takes its own. */
  #correct(entry) {
    this.unfilled = null;
    const other = insteadOf(entry);
    if (other?.type === "term") {
      this.terms.amend(entry, other.body, this.closed);
      return;
    }
    const stated = this.corrections.take(entry);
    if (stated) this.#undo(stated);
    if (other) this.take(other);
  }

  #undo(stated) {
    const { type, body: { pid, date } } = stated.entry;
    if (type === "acceptance") this.accepted.delete(pid);
    else if (type === "absence") this.absent.delete(`${pid} ${date}`);
    else if (type === "unavailable") this.out.delete(pid);
    else if (type === "vacancy") {
      this.since.set(pid, stated.since);
      this.left.delete(pid);
      this.vacant = this.vacant.filter((each) => each !== pid);
    }
    if (departs(stated.entry)) this.terms.stay(pid, stated);
  }

  #moment(entry) {
    const files = entry.type === "plan" ? filesOf(this.files, entry.act) : null;
    // Null where check 10.9 cannot read it.
    const plan = files && attempt(() => readPlan(bytesAt(files, PLAN), entry.act));
    const vacant = [...this.vacant];
    const drawn = plan ? vacant.filter((pid) => plan.vacancies.includes(pid)) : vacant;
    const others = vacant.filter((pid) => !drawn.includes(pid));
    return {
      entry,
      /** The files of a later draw, under the names of the panel's, and its plan. */
      files,
      plan,
      seated: new Set(this.since.keys()),
      left: new Set(this.left),
      out: new Set(this.out),
      vacant,
      /** Those of them whose seats this draw is to fill; all of them where nothing is drawn. */
      drawn,
      /** Whom the quotas count as seated: who sits, and who held the open seats of other draws. */
      counted: new Set([...this.since.keys(), ...others]),
      listed: this.lists.holds,
      /** Where the pool is: that of the panel, or as it is since volunteers have joined it. */
      pool: this.joins.pool,
      /** Whether it is on record that no one fits all of these seats together. */
      unfilled: this.unfilled !== null && same(this.unfilled, vacant),
    };
  }

  #ofMember(entry) {
    const { type, file, body } = entry;
    const { pid, date: day } = body;
    if (!this.since.has(pid)) {
      this.members.push(`${file} (${pid})`);
      return;
    }
    const [from, to] = [this.since.get(pid), dayOf(entry)];
    if (day < from || day > to) this.members.push(`${file} (${from} ≤ ${day} ≤ ${to})`);
    if (this.accepted.has(pid) && (type === "acceptance" || body.kind === "refusal")) {
      this.members.push(`${file} (${pid})`);
    }
    if (type === "acceptance") this.accepted.add(pid);
    else if (type === "vacancy") {
      this.#leave(pid);
      this.standbys.leave(entry, this.terms.endOf === pid);
    }
    else if (type === "absence") {
      const key = `${pid} ${day}`;
      if (this.absent.has(key) || !body.allowed) this.members.push(`${file} (${key})`);
      this.absent.add(key);
    }
  }

  #unavailable(entry) {
    const { pid, kind, date, evidence } = entry.body;
    const known = this.since.has(pid) || this.left.has(pid) || this.out.has(pid);
    if (known || date > dayOf(entry)) this.members.push(`${entry.file} (${pid})`);
    if (OF_SEATED.includes(kind) || !evidence) this.unproven.push(`${entry.file} (${pid})`);
    this.out.add(pid);
  }

  #leave(pid) {
    this.since.delete(pid);
    this.left.add(pid);
    if (!this.places.has(pid)) this.places.set(pid, this.places.size);
    this.vacant = [...this.vacant, pid].sort((a, b) => this.places.get(a) - this.places.get(b));
  }

  #drawn(files, { file }) {
    return attempt(
      () => [...rows(bytesAt(files, "public/panel.csv"), ["pid"])].map(([pid]) => pid),
      (fault) => (this.once.push(`${file} (${fault})`), []),
    );
  }

  /** A seat is taken over by a standby. */
  #succeed(entry) {
    const { pid, vacancy } = entry.body;
    this.terms.takeOver(pid, vacancy);
    this.#hold(pid, entry);
    this.vacant = this.vacant.filter((each) => each !== vacancy);
  }

  /** Somebody has a seat from now on. */
  #hold(pid, entry) {
    if (this.since.has(pid) || this.left.has(pid) || this.out.has(pid)) this.once.push(`${entry.file} (${pid})`);
    this.since.set(pid, dayOf(entry));
  }

  #sit(drawn, entry) {
    const filled = this.moments.findLast((moment) => moment.entry.act === entry.act)?.drawn ?? [];
    this.terms.handOver(drawn, filled);
    for (const pid of drawn) this.#hold(pid, entry);
    this.vacant = this.vacant.filter((pid) => !filled.includes(pid));
  }
}

/** Draws of other seats than those that were open, or that follow from another record. */
function* wrongOpenings({ moments, planned }, panel) {
  const household = panel?.household;
  for (const moment of planned) {
    const { plan, entry, vacant, drawn } = moment;
    const wanted = inTurn(moment, panel);
    if (!same(plan.vacancies, wanted) || plan.seats !== drawn.length) {
      yield `${entry.act}: ${plan.vacancies.join(", ")} ≠ ${vacant.join(", ")}`;
    }
    if (household && !same(plan.household, household)) yield `${entry.act}: ${plan.household.join(", ")}`;
    if (plan.journal !== entry.prev) yield `${entry.act}: ${plan.journal.slice(0, 16)} ≠ ${entry.prev.slice(0, 16)}`;
  }
  for (const { entry, vacant, drawn } of moments) {
    if (!drawn.length) yield `${entry.file}: none`;
    if (entry.type === "unfilled" && !same(entry.body.vacancies, vacant)) {
      yield `${entry.file}: ${entry.body.vacancies.join(", ")} ≠ ${vacant.join(", ")}`;
    }
  }
}

/**
 * Whose seats a draw is to fill: all that are open, or as many as was fixed, those open for longest.
 *
 * Some of them, whichever, where it is on record that no one fits all of them; or as many as can be filled, where the
 * plan says so, by a rule that 10.8 checks. Seats whose holders' term has ended are drawn together with all others.
 */
function inTurn({ entry, vacant, drawn, unfilled, plan }, panel) {
  if (plan.filling) return drawn;
  if (entry.act.startsWith("renewal/") || !panel) return vacant;
  return unfilled ? drawn : vacant.slice(0, panel.later.batch ?? vacant.length);
}

const same = (some, others) => some.length === others.length && some.every((each, place) => each === others[place]);
