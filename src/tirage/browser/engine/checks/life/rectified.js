/**
 * Departures that were put right: what each undoes, and whether it may. Check 10.19.
 *
 * A rectification names, by its hash, the last entry by which somebody left, and gives back what that took. It is
 * lawful until a draw of seats is planned, once, and not of the end of a term.
 */

const DEPARTURES = ["vacancy", "leaving", "unavailable"];

/** The departures that can still be put right, and what is wrong with those that were. */
export class Rectifications {
  /** By pid the last one: its entry, and what the person had before. */
  #open = new Map();
  faults = [];
  count = 0;

  /** One departure more, with what was so before; the end of a term is none that is put right. */
  depart(entry, before) {
    const { pid, kind } = entry.body;
    if (entry.type === "vacancy" && (kind === "term" || kind === before.waiting)) this.#open.delete(pid);
    else this.#open.set(pid, { entry, ...before });
  }

  /** A draw is planned, or all ends: what was recorded before stays. */
  plan() {
    this.#open.clear();
  }

  /** The departure that an entry puts right; null where there is none that it may. */
  take({ file, body: { pid, entry } }) {
    this.count += 1;
    const found = this.#open.get(pid);
    if (found?.entry.digest !== entry) {
      this.faults.push(`${file} (${pid})`);
      return null;
    }
    this.#open.delete(pid);
    return found;
  }
}

/** Whether an entry is a departure. */
export const departs = ({ type }) => DEPARTURES.includes(type);

/** The entries without the departures that others put right. */
export function unrectified(entries) {
  const wrong = new Set(entries.filter(({ type }) => type === "rectification").map(({ body }) => body.entry));
  return entries.filter((entry) => !departs(entry) || !wrong.has(entry.digest));
}
