/**
 * Entries that were put right: what each correction undoes, what it says instead, whether it may. Check 10.19.
 *
 * A correction names, by its hash, an entry or a correction before it, and gives back what that took; what it says
 * instead holds from its own place on. It is lawful once, of a departure until a draw of seats is planned and not of
 * the end of a term.
 */

import { check, noFault, notChecked, remark } from "../../kernel.js";
import { IN_JOURNAL } from "../record/journal.js";

/** Corrections that are shown. */
const MOST = 10;
const DEPARTURES = ["vacancy", "leaving", "unavailable"];
/** Types of what is said of members that no draw rests on. */
export const ATTENDED = ["acceptance", "absence"];

export const CORRECTED = [
  check("life.corrected", ({ life: { corrections } }) => {
    return noFault(corrections.faults, { checked: corrections.count });
  }, {
    ...IN_JOURNAL,
    when: ({ life }) => life.corrections.count > 0,
    due: ({ lived, held }) => lived && held.has("correction"),
  }),
  check("life.amended", ({ life: { terms } }) => noFault(terms.unlawful, { checked: terms.amended }), {
    ...IN_JOURNAL,
    when: ({ life }) => life.terms.amended > 0,
    due: ({ lived, files }) => lived && mayAmend(files),
  }),
  // That there was a mistake is the organiser's word.
  remark("beyond.corrected", ({ life: _, entries }) => {
    const made = entries.filter(({ type }) => type === "correction");
    const words = made.slice(0, MOST).map(({ file, body }) => `${file} (${body.reason})`);
    return words.length > 0 && notChecked([...words, ...(made.length > MOST ? ["…"] : [])].join(", "));
  }),
];

/** Whether a term was corrected, or may have been. */
const mayAmend = (files) => [...files].some(([name, data]) =>
  name.endsWith("-correction.json") && new TextDecoder("latin1").decode(data).includes('"type":"term"'));

/** What can still be put right, and what is wrong with the corrections that were made. */
export class Corrections {
  /** By pid the departures that no draw rests on, each with what was so before; the last alone can be put right. */
  #left = new Map();
  /** Acceptances and absences, by hash. */
  #attended = new Map();
  faults = [];
  count = 0;

  /** One departure more, with what was so before; the end of a term is none that is put right. */
  depart(entry, before) {
    const { pid, kind } = entry.body;
    if (entry.type === "vacancy" && (kind === "term" || kind === before.waiting)) this.#left.delete(pid);
    else this.#left.set(pid, [...(this.#left.get(pid) ?? []), { entry, ...before }]);
  }

  /** One acceptance or absence more. */
  attend(entry) {
    this.#attended.set(entry.digest, { entry });
  }

  /** Seats are drawn or all ends: departures stay, but those that wait for an end still to come. */
  draw(isRenewal) {
    for (const [pid, each] of [...this.#left]) {
      if (isRenewal || each.at(-1).entry.type !== "leaving") this.#left.delete(pid);
    }
  }

  /** What a correction puts right; null where there is nothing that it may. */
  take({ file, body: { entry } }) {
    this.count += 1;
    const attended = this.#attended.get(entry);
    if (this.#attended.delete(entry)) return attended;
    for (const [pid, each] of this.#left) {
      if (each.at(-1).entry.digest !== entry) continue;
      const found = each.pop();
      if (!each.length) this.#left.delete(pid);
      return found;
    }
    this.faults.push(`${file} (${entry.slice(0, 16)})`);
    return null;
  }
}

/** Whether an entry is a departure. */
export const departs = ({ type }) => DEPARTURES.includes(type);

/** What a correction says instead, as an entry of that type in its place; null where it says nothing. */
export function insteadOf(entry) {
  const said = entry.body.instead;
  return said ? { ...entry, type: said.get("type"), body: Object.fromEntries(said.get("body")) } : null;
}

/** The entries, and what corrections say instead of some. */
export const allTold = (entries) =>
  entries.flatMap((entry) => [entry, entry.type === "correction" ? insteadOf(entry) : null].filter(Boolean));

/** The entries without what was put right, and what corrections say instead; terms all stay. */
export function inForce(entries) {
  const wrong = new Set(entries.filter(({ type }) => type === "correction").map(({ body }) => body.entry));
  const isWrong = ({ type, digest }) => [...DEPARTURES, ...ATTENDED].includes(type) && wrong.has(digest);
  return allTold(entries).filter((entry) => !isWrong(entry));
}
