/** Who leaves at each end of a term, and that cohorts are those that were drawn. Checks 10.10 and 10.11. */

import { LEAVERS } from "../../reading/acts.js";
import { check, judged, noFault, notChecked, orNull } from "../../kernel.js";
import { rows } from "../../reading/csv.js";
import { attempt, bytesAt } from "../../reading/documents.js";
import { natural } from "../../reading/figures.js";
import { hashOf } from "../../primitives/lines.js";
import { IN_JOURNAL } from "../record/journal.js";
import { derived, rootOf } from "./cohorts.js";
import { POOL, readPool } from "../lottery/pool.js";
import { first, sorted } from "../../words.js";

const COHORTS = "public/cohorts.csv";
const [SHORTEST, LONGEST, MOST_MONTHS] = [12, 18, 1200];

export const TERM = [
  check("life.term", ({ life: { terms } }) => noFault(terms.faults, { checked: terms.body ? terms.ends : undefined }), {
    ...IN_JOURNAL,
    when: ({ life: { terms } }) => terms.body || terms.faults.length,
    due: ({ lived, held }) => lived && held.has("term"),
  }),
  check("life.cohorts", (facts) => {
    const { entries, files, life: { terms } } = facts;
    const { body } = terms;
    const got = hashOf(bytesAt(files, COHORTS));
    if (got !== body.sha256) return judged(false, { got, expected: body.sha256 });
    const quotas = orNull(() => facts.quotas);
    if (!quotas || !files.has(POOL)) return notChecked("no-pool");
    const faults = attempt(
      () => strange(terms, entries, readPool(files.get(POOL), quotas), quotas),
      (fault) => [fault],
    );
    return noFault(faults, { checked: body.cohorts });
  }, {
    file: COHORTS,
    when: ({ life: { terms: { body } } }) => body && body.cohorts !== 1,
    due: ({ lived, held, maySay }) => lived && held.has("term") && maySay("term", "sha256"),
  }),
];

/** The term of an assembly and the cohorts of its seats, entry by entry. */
export class Terms {
  /** As it is in force, and the hash of the entry, or the correction, that says so. */
  body = null;
  name = "";
  /** Corrections of the term, and those that may not be. */
  amended = 0;
  unlawful = [];
  /** Cohort of who holds a seat, or held it last. */
  cohort = new Map();
  /** The cohorts as they were drawn up. */
  first = new Map();
  /** The panel, as it was drawn. */
  drawn = [];
  /** Whom the panel gave the seat to, by who took it over; the same when the cohorts were drawn up. */
  origin = new Map();
  origins = new Map();
  /** Renewals drawn. */
  ends = 0;
  /** Whether somebody's term has ended who is not replaced yet. */
  leaving = false;
  /** Whose term has ended last. */
  endOf = "";
  /** Whether the draw that is planned is a renewal. */
  renewing = false;
  /** Why somebody who sits leaves at the next end. */
  waiting = new Map();
  /** Since which day that is on record. */
  told = new Map();
  faults = [];

  /** One entry more; `since` (who sits, and the day drawn) and `vacant` are those before it. */
  take(entry, files, since, vacant) {
    const { type } = entry;
    if (type === "term") this.#begin(entry, files, new Set([...since.keys(), ...vacant]));
    else if (type === "vacancy") this.#leave(entry, since);
    else if (type === "leaving") this.#wait(entry);
    else if (type === "close") this.#close(entry, since);
    else if (type === "plan") this.#plan(entry, since.keys());
  }

  /** A departure is put right: the person waits for the next end again, or no more. */
  stay(pid, { waiting, told }) {
    this.waiting.delete(pid);
    this.told.delete(pid);
    if (!waiting) return;
    this.waiting.set(pid, waiting);
    this.told.set(pid, told);
  }

  /**
   * The term is corrected: from here on its ends are those of `body`, all of them after that day.
   *
   * Once a renewal is drawn it begins when it began and gets longer only; while the end of a cohort's term is being
   * drawn it stays. What an authority decided needs evidence, and may be longer than a term is.
   */
  amend(entry, body, isClosed) {
    this.amended += 1;
    const { start, months, cohorts } = body;
    const wrong = `${entry.file} (${start} + ${months})`;
    const before = this.body;
    if (!before || isClosed || this.leaving || entry.body.entry !== this.name) {
      this.unlawful.push(wrong);
      return;
    }
    const isDecided = entry.body.reason === "decision";
    const isSame = cohorts === before.cohorts && body.sha256 === before.sha256 &&
      Object.values(LEAVERS).every((kind) => ruleOf(body, kind) === ruleOf(before, kind));
    const isUsual = (months >= SHORTEST && months <= LONGEST) || body.by_rules || isDecided ||
      months === before.months;
    const isLonger = months >= before.months && lasts(body) >= lasts(before) && start === before.start;
    const isLawful = isSame && isUsual && months % before.cohorts === 0 && months >= 1 && months <= MOST_MONTHS &&
      !((body.last ?? 0) > 1 && cohorts === 1) && (entry.body.evidence || !isDecided) && (isLonger || !this.ends);
    if (!isLawful) {
      this.unlawful.push(wrong);
      return;
    }
    this.body = body;
    this.name = entry.digest;
    const ends = [this.#due(this.ends + 1), ...(this.final ? [this.#due(this.final)] : [])];
    const due = sorted(ends)[0];
    if (body.end !== after(start, months / cohorts) || due <= first(entry.time, 10)) {
      this.unlawful.push(`${wrong.slice(0, -1)}, ${due})`);
    }
  }

  /** The term at whose end everyone leaves; 0 where there is none. */
  get final() {
    if (!this.body) return 0;
    return this.body.cohorts === 1 ? 1 : this.body.last ?? 0;
  }

  /** Somebody takes a seat over, with its cohort. */
  takeOver(pid, before) {
    this.origin.set(pid, this.origin.get(before) ?? before);
    if (!this.cohort.has(before)) return;
    const number = this.cohort.get(before);
    this.cohort.delete(before);
    this.cohort.set(pid, number);
  }

  /** Those drawn take these seats over, in order, with their cohorts. */
  handOver(drawn, vacant) {
    if (!this.drawn.length) this.drawn = [...drawn];
    for (const [place, pid] of drawn.slice(0, vacant.length).entries()) this.takeOver(pid, vacant[place]);
    if (this.renewing) this.ends++;
    this.renewing = false;
    this.leaving = false;
  }

  #begin({ file, body, digest }, files, holders) {
    const { months, cohorts, start } = body;
    const usual = months >= SHORTEST && months <= LONGEST;
    const lawful = usual || (body.by_rules && months >= 1 && months <= MOST_MONTHS);
    const shared = cohorts >= 1 && cohorts <= holders.size && months % cohorts === 0;
    if (this.body || !lawful || !shared) {
      this.faults.push(`${file} (${months}, ${cohorts})`);
      return;
    }
    if ((body.last ?? 0) > 1 && cohorts === 1) this.faults.push(`${file} (${body.last}, ${cohorts})`);
    this.body = body;
    this.name = digest;
    const end = after(start, months / cohorts);
    if (body.end !== end) this.faults.push(`${file} (${body.end} ≠ ${end})`);
    if (cohorts === 1) return;
    attempt(
      () => {
        const listed = [...rows(bytesAt(files, COHORTS), ["pid", "cohort"])];
        this.first = new Map(listed.map(([pid, number]) => [pid, exact(natural(number))]));
      },
      (fault) => this.faults.push(`${file} (${fault})`),
    );
    const same = this.first.size === holders.size && [...holders].every((pid) => this.first.has(pid));
    if (!same) this.faults.push(`${file} (${this.first.size} ≠ ${holders.size})`);
    this.cohort = new Map(this.first);
    this.origins = new Map(this.origin);
  }

  /** A departure: at the end of a term, or at any time before the last. */
  #leave(entry, since) {
    const { pid, kind } = entry.body;
    const [waited, told] = [this.waiting.get(pid), this.told.get(pid)];
    this.waiting.delete(pid);
    this.told.delete(pid);
    if (kind === "term") this.#end(entry, since.get(pid) ?? "", true);
    else if (kind === waited) this.#end(entry, told, false);
    else if (this.#waits(kind)) this.faults.push(`${entry.file} (${kind})`);
    else this.#beforeTheLast(entry);
  }

  /** Somebody who leaves at the next end, where the rules have so. */
  #wait(entry) {
    const { pid, kind } = entry.body;
    if (this.waiting.has(pid) || !this.#waits(kind)) this.faults.push(`${entry.file} (${pid})`);
    else this.#beforeTheLast(entry);
    this.waiting.set(pid, kind);
    this.told.set(pid, first(entry.time, 10));
  }

  #waits(kind) {
    return this.body?.leavers?.get(LEAVERS[kind]) === "end-of-term";
  }

  #beforeTheLast({ file, body: { date } }) {
    const last = this.final && this.#due(this.final);
    if (last && date >= last) this.faults.push(`${file} (${date} ≥ ${last})`);
  }

  /** The end of everyone's term: the day has come, it is the last, and everyone was drawn by then. */
  #close({ file, time, body: { date, members } }, since) {
    if (!this.body || !this.final) {
      this.faults.push(`${file} (${this.ends + 1})`);
      return;
    }
    const [due, day] = [latest(this.#due(this.final), ...since.values()), first(time, 10)];
    if (date !== due || day < due) this.faults.push(`${file} (${date}, ${day} ≠ ${due})`);
    if (members !== since.size) this.faults.push(`${file} (${members} ≠ ${since.size})`);
  }

  /** The day of the end of a term, from 1. */
  #due(number) {
    return after(this.body.start, Math.floor((number * this.body.months) / this.body.cohorts));
  }

  /**
   * The end of one member's term, of the cohort whose turn it is. It is dated the day due, or `earliest`, on
   * which the member was drawn or said to leave, where that is later.
   */
  #end({ file, body: { pid, date } }, earliest, ofCohort) {
    this.leaving = true;
    this.endOf = pid;
    if (!this.body || (ofCohort && this.cohort.get(pid) !== this.#turn)) {
      this.faults.push(`${file} (${pid})`);
      return;
    }
    if (this.ends + 1 === this.final) this.faults.push(`${file} (${pid})`);
    const due = latest(this.#due(this.ends + 1), earliest);
    if (date !== due) this.faults.push(`${file} (${date} ≠ ${due})`);
  }

  /** A draw is a renewal where a term has ended, and then the whole cohort has left. */
  #plan({ file, act, time }, seated) {
    this.renewing = act.startsWith("renewal/");
    const remain = this.body ? this.#remain(seated) : [];
    // Where all of a cohort had left before, the day alone says that its term has ended.
    const come = this.body && first(time, 10) >= this.#due(this.ends + 1);
    const empty = come && this.ends + 1 !== this.final && !remain.length;
    if (this.renewing !== this.leaving && !(this.renewing && empty)) this.faults.push(`${file} (${act})`);
    if (this.leaving) for (const pid of remain) this.faults.push(`${file} (${pid})`);
  }

  /** Those of the cohort whose turn it is, and of those who wait for this end, who sit still. */
  #remain(seated) {
    return sorted(seated).filter((pid) => this.cohort.get(pid) === this.#turn || this.waiting.has(pid));
  }

  /** The cohort whose turn it is to leave. */
  get #turn() {
    return (this.ends % this.body.cohorts) + 1;
  }
}

/** When those leave who move, or get too old; at which end everyone leaves. */
const ruleOf = (body, kind) => body.leavers?.get(kind) ?? "at-once";
const lasts = (body) => body.last || Infinity;

/** The last of some days, as `2027-11-23`. */
function latest(...days) {
  return days.reduce((a, b) => (a < b ? b : a));
}

/** The same day some months later; the last of a month that has no such day. */
export function after(date, months) {
  const [year, month, day] = date.split("-").map(Number);
  const whole = year * 12 + month - 1 + months;
  const [there, then] = [Math.floor(whole / 12), (whole % 12) + 1];
  if (there > 9999) return "9999-12-31";
  const last = new Date(Date.UTC(2000 + (there % 400), then, 0)).getUTCDate();
  const two = (number) => `${number}`.padStart(2, "0");
  return `${`${there}`.padStart(4, "0")}-${two(then)}-${two(Math.min(day, last))}`;
}

/** As a number, or as it is where no number is as large. */
const exact = (number) => (number <= Number.MAX_SAFE_INTEGER ? Number(number) : number);

/** Seats whose cohort is not the one that was drawn for whom the panel gave them to. */
function strange(terms, entries, pool, quotas) {
  const panel = entries.find(({ type }) => type === "panel").body;
  const rehearsal = entries.some(({ type, body }) => type === "open" && body.rehearsal);
  const known = terms.drawn.filter((pid) => pool.numbers.has(pid));
  const members = new Map(known.map((pid) => [pid, [...pool.rowsOf[pool.profileOf[pool.numbers.get(pid)]]]]));
  const wanted = derived(members, quotas.rows.length, terms.body.cohorts, rootOf(panel), rehearsal);
  const faults = [];
  for (const pid of sorted(terms.first.keys())) {
    const [got, own] = [terms.first.get(pid), wanted.get(terms.origins.get(pid) ?? pid)];
    if (got !== own) faults.push(`${pid} (${got} ≠ ${own ?? "absent"})`);
  }
  return faults;
}
