/**
 * The life of the assembly: who sits, who left, which seats were open at each draw. Checks 10.1 to 10.8.
 *
 * All of it is derived here from the panel, the pool, the quotas and the acts of the journal, and only then
 * compared with what the plans of the later draws say.
 */

import { LATER, RESULTS } from "../../reading/bodies.js";
import { allSkipped, faulty, judged, skipped } from "../../kernel.js";
import { attempt, rows } from "../../reading/documents.js";
import { filesOf } from "./later.js";
import { Lists } from "./lists.js";
import { PLAN, readPlan } from "../chance/plan.js";
import { POOL } from "../lottery/pool.js";
import { checkNobody, checkPoolLeft, checkQuotasLeft, checkSitting, checkUnmet } from "./remains.js";
import { Terms } from "./terms.js";
import { first, sorted } from "../../words.js";

const NOTHING = new Uint8Array();
/** Types of what is recorded of members and volunteers, beside the later draws. */
const STATED = ["vacancy", "unavailable", "acceptance", "absence", "unfilled", "term", "alternates", "leaving", "close"];
const OF_MEMBER = ["vacancy", "acceptance", "absence", "leaving"];
const dayOf = ({ time }) => first(time, 10);

/** An assembly as the entries make it, and what is wrong with them. */
class Life {
  /** Day on which each member who sits was drawn. */
  since = new Map();
  left = new Set();
  out = new Set();
  accepted = new Set();
  absent = new Set();
  /** Who held the seats that are open, in the order of the record. */
  vacant = [];
  /** The assembly whenever a draw is planned, or it is said that no one fits. */
  moments = [];
  closed = false;
  terms = new Terms();
  lists = new Lists();
  /** Faults of check 10.2, and of 10.4. */
  members = [];
  once = [];

  constructor(files) {
    this.files = files;
  }

  /** One entry more. */
  take(entry) {
    const { type, act } = entry;
    this.terms.take(entry, this.files, this.since, this.vacant);
    if (OF_MEMBER.includes(type)) this.#ofMember(entry);
    else if (type === "unavailable") this.#unavailable(entry);
    else if (type === "close") {
      this.closed = true;
      for (const pid of sorted(this.since.keys())) this.#leave(pid);
    } else if (type === "panel") {
      this.lists.panel = entry.digest;
      this.#sit(this.#drawn(this.files, entry), entry);
    } else if (type === "alternates") this.lists.take(entry, this.files, this.#moment(entry));
    else if (type === "unfilled" || (type === "plan" && LATER.test(act))) this.moments.push(this.#moment(entry));
    else if (Object.values(RESULTS).includes(type)) this.#sit(this.#drawn(filesOf(this.files, act), entry), entry);
  }

  #moment(entry) {
    const plan = entry.type === "plan" ? planOf(this.files, entry.act) : null;
    const vacant = [...this.vacant];
    const drawn = plan ? vacant.filter((pid) => plan.vacancies.includes(pid)) : vacant;
    const others = vacant.filter((pid) => !drawn.includes(pid));
    return {
      entry,
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
    else if (type === "vacancy") this.#leave(pid);
    else if (type === "absence") {
      const key = `${pid} ${day}`;
      if (this.absent.has(key) || !body.allowed) this.members.push(`${file} (${key})`);
      this.absent.add(key);
    }
  }

  #unavailable(entry) {
    const { pid, date } = entry.body;
    const known = this.since.has(pid) || this.left.has(pid) || this.out.has(pid);
    if (known || date > dayOf(entry)) this.members.push(`${entry.file} (${pid})`);
    this.out.add(pid);
  }

  #leave(pid) {
    this.since.delete(pid);
    this.left.add(pid);
    this.vacant.push(pid);
  }

  #drawn(files, { file }) {
    return attempt(
      () => [...rows(files.get("public/panel.csv") ?? NOTHING, ["pid"])].map(([pid]) => pid),
      (fault) => (this.once.push(`${file} (${fault})`), []),
    );
  }

  #sit(drawn, entry) {
    const filled = this.moments.findLast((moment) => moment.entry.act === entry.act)?.drawn ?? [];
    this.terms.handOver(drawn, filled);
    for (const pid of drawn) {
      if (this.since.has(pid) || this.left.has(pid) || this.out.has(pid)) this.once.push(`${entry.file} (${pid})`);
      this.since.set(pid, dayOf(entry));
    }
    this.vacant = this.vacant.filter((pid) => !filled.includes(pid));
  }
}

/** The plan of a later draw; null for one that check 10.9 cannot read. */
function planOf(files, act) {
  return attempt(
    () => readPlan(filesOf(files, act).get(PLAN) ?? NOTHING, act),
    () => null,
  );
}

/** Everything of (10) but the draws themselves; `quotas` are those of the panel. */
export function* checkLife(files, entries, quotas) {
  const begun = entries.findIndex(({ type }) => type === "panel");
  const after = new Map();
  for (const { type, act } of begun < 0 ? [] : entries.slice(begun + 1)) {
    if (STATED.includes(type) || LATER.test(act)) after.set(type, (after.get(type) ?? 0) + 1);
  }
  const said = sorted(after.keys()).map((type) => `${after.get(type)} ${type}`);
  yield judged("later", true, { got: said.join(", ") || "none" });
  if (!after.size) return;
  const life = new Life(files);
  for (const entry of entries) life.take(entry);
  const ofMembers = OF_MEMBER.reduce((sum, type) => sum + (after.get(type) ?? 0), 0);
  const pool = files.get(POOL);
  yield faulty("life.members", life.members, { checked: ofMembers, file: "journal/" });
  yield* life.terms.checks(files, quotas);
  yield* life.lists.checks(quotas, pool);
  yield faulty("life.once", life.once, { checked: life.since.size + life.left.size, file: "journal/" });
  const planned = life.moments.filter(({ plan }) => plan).map((moment) => ({ moment, plan: moment.plan }));
  const openings = wrongOpenings(life.moments, planned);
  yield faulty("life.vacancies", openings, { checked: planned.length, file: "journal/" });
  if (!quotas) {
    yield* allSkipped(["life.sitting", "life.quotas", "life.pool", "life.nobody"], "blocked");
    return;
  }
  for (const { moment, plan } of planned) {
    const own = filesOf(files, moment.entry.act);
    yield* checkSitting(own, moment, quotas, pool);
    yield* checkQuotasLeft(own, moment, files, plan);
    yield* checkPoolLeft(own, moment, quotas, pool, plan);
  }
  yield* checkNobody(files, quotas, pool, life.moments, planned);
  if (life.closed) return;
  if (life.vacant.length) yield skipped("beyond.vacant", life.vacant.join(", "));
  yield* checkUnmet(quotas, pool, life.since.keys());
}

/** Draws of other seats than those that were open, or that follow from another record. */
function wrongOpenings(moments, planned) {
  const faults = [];
  for (const { moment, plan } of planned) {
    const { entry, vacant, drawn } = moment;
    // Seats whose holders' term has ended are drawn together with all others.
    const wanted = entry.act.startsWith("renewal/") ? vacant : drawn;
    if (!same(plan.vacancies, wanted) || plan.seats !== drawn.length) {
      faults.push(`${entry.act}: ${plan.vacancies.join(", ")} ≠ ${vacant.join(", ")}`);
    }
    if (plan.journal !== entry.prev) {
      faults.push(`${entry.act}: ${plan.journal.slice(0, 16)} ≠ ${entry.prev.slice(0, 16)}`);
    }
  }
  for (const { entry, vacant, drawn } of moments) {
    if (!drawn.length) faults.push(`${entry.file}: none`);
    if (entry.type === "unfilled" && !same(entry.body.vacancies, vacant)) {
      faults.push(`${entry.file}: ${entry.body.vacancies.join(", ")} ≠ ${vacant.join(", ")}`);
    }
  }
  return faults;
}

const same = (some, others) => some.length === others.length && some.every((each, place) => each === others[place]);
