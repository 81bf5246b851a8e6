/**
 * The checklist as tables of facts and checks, and what goes through them.
 *
 * A *fact* is derived from other facts, once, when it is first asked for. A *check* compares facts. Both name the
 * facts that they need as their parameters, `({ pool, quotas }) => …`: the first of these that is missing is why
 * nothing can be said. So no check handles absence, and none can be lost:
 *
 * - a file that is malformed fails the first check that needs what is in it, and the others are not checked;
 * - an exception that nobody foresaw is a failed check;
 * - a check that is due by the names of the files, and that nothing was said of, is not checked.
 *
 * `specified.js` holds `spec/checks.json` and what else of the specification is data; the build makes it.
 */

import { Malformed } from "./reading/documents.js";
import { Unsafe } from "./reading/unsafe.js";
import { CHECKS } from "./specified.js";

/** Number of each check, by code. */
export const NUMBERS = Object.fromEntries(CHECKS.checks.map(({ code, number }) => [code, number]));

// --- What a check says ---------------------------------------------------------------------------------------

/** Passed or failed; without a `file` it is said of that of the check. */
export const judged = (passed, { expected = "", got = "", file } = {}) => ({
  status: passed ? "ok" : "failed", expected, got, file,
});

/** Passed where the two are equal. */
export const compared = (got, expected, file) => judged(got === expected, { got, expected, file });

/** Passed where there is no fault; then it shows how many things were checked, or `wanted`. */
export function noFault(faults, { checked, wanted = "no-fault", file } = {}) {
  // A file may have a fault in each of its million lines.
  const found = [];
  let more = 0;
  for (const fault of faults) {
    if (found.length < 3) found.push(fault);
    else more++;
  }
  if (!found.length) return compared(checked ?? wanted, checked ?? wanted, file);
  return judged(false, { expected: wanted, got: found.join("; ") + (more ? ` (+${more})` : ""), file });
}

/** Not checked, and why. */
export const notChecked = (why, file) => ({ status: "not-checked", expected: "", got: why, file });

// --- Facts ---------------------------------------------------------------------------------------------------

/**
 * In place of a fact that could not be had: `why` what depends on it is not checked, and the `file` that this is
 * said of, where it is not that of the check. The `first` check that needs it may say something else.
 */
export class Missing {
  #first;

  constructor(why, { file, first } = {}) {
    this.why = why;
    this.file = file;
    this.#first = first;
  }

  /** What is said of the check that needs it. */
  tell() {
    const said = this.#first ?? notChecked(this.why, this.file);
    this.#first = undefined;
    return said;
  }
}

/** What `read` gives; null where a fact is missing. */
export function orNull(read) {
  try {
    return read();
  } catch (reason) {
    if (reason instanceof Missing) return null;
    throw reason;
  }
}

/** A fact that is missing for what was thrown; a file that is not there any more is no fault of a check. */
function missingFor(reason, why, file) {
  if (reason instanceof Unsafe) throw reason;
  return reason instanceof Missing ? reason : new Missing(why, { file, first: judged(false, { got: wordOf(reason) }) });
}

const wordOf = (reason) => (reason instanceof Malformed ? reason.shown : "unexpected");

/** The facts of a table: those `given`, those that it derives, and those of the table around it; Missing is thrown. */
function factsOf(table, given, around) {
  const makers = new Map(table.filter((row) => "make" in row).map((row) => [row.name, row]));
  const known = new Map(Object.entries(given));
  const derived = ({ make, why, file }) => {
    try {
      return make(facts);
    } catch (reason) {
      return missingFor(reason, why, valueOf(file, facts));
    }
  };
  const facts = new Proxy({}, {
    get(_, name) {
      if (!known.has(name) && !makers.has(name)) return around[name];
      if (!known.has(name)) known.set(name, derived(makers.get(name)));
      const value = known.get(name);
      if (value instanceof Missing) throw value;
      return value;
    },
    set: (_, name, value) => Boolean(known.set(name, value)),
  });
  return facts;
}

const NO_FACTS = new Proxy({}, {
  get: (_, name) => {
    throw new RangeError(`no fact ${String(name)}`);
  },
});

const valueOf = (option, facts) => (typeof option === "function" ? option(facts) : option);

// --- Tables --------------------------------------------------------------------------------------------------

const never = () => false;

/** A fact: its name, how it is derived, and the word (and file) for what depends on it where it is malformed. */
export const fact = (name, make, { why = "blocked", file } = {}) => ({ name, make, why, file });

/**
 * A check: `judge` gives what is said (see above), several such things, or nothing.
 *
 * `file`: what it is about; `number`: that of its lines, where the table is gone through several times; `when`:
 * whether it is asked for at all; `due`: whether the names of the files call for it, whatever they hold; `gives`:
 * a fact, the `fact` of what is said, that stands once the check has passed.
 */
export const check = (code, judge, options = {}) => ({ code, judge, ...options });

/** What is left open: a line where there is something to say, nothing where a fact is missing. */
export const remark = (code, say, options = {}) => ({ code, judge: say, silent: true, due: never, ...options });

/**
 * A table within a table, gone through once for each set of facts that `each` gives; it hears what became of them.
 *
 * `due`: when all of its checks are due that say nothing else.
 */
export const part = (table, each, { due = never } = {}) => ({ table, each, due });

/** Every line that a table says, in order; gives the facts. */
export function* run(table, given, around = NO_FACTS) {
  const facts = factsOf(table, given, around);
  for (const row of table) {
    if ("judge" in row) yield* said(row, facts);
    else if ("each" in row) yield* within(row, facts);
  }
  return facts;
}

/** What a check says, line by line; where something stops it, that. */
function* said(row, facts) {
  const { judge, when, gives, silent } = row;
  let given = new Missing("blocked");
  try {
    let passed = true;
    for (const each of !when || when(facts) ? listOf(judge(facts)) : []) {
      passed &&= each.status === "ok";
      given = passed ? each.fact : new Missing("blocked");
      yield lineOf(row, each, facts);
    }
  } catch (reason) {
    given = missingFor(reason, "blocked");
    if (given !== reason || !silent) yield lineOf(row, given.tell(), facts);
  }
  if (gives) facts[gives] = given;
}

const listOf = (found) => (!found ? [] : Symbol.iterator in found ? found : [found]);

/** A line of the report: what is said overrides what the check has for all that it says. */
function lineOf({ code, ...row }, said, facts) {
  const usual = (option) => said[option] ?? orNull(() => valueOf(row[option], facts));
  return {
    number: usual("number") ?? NUMBERS[code],
    code: said.code ?? code,
    status: said.status,
    expected: `${said.expected}`,
    got: `${said.got}`,
    file: usual("file") ?? "",
  };
}

function* within({ table, each }, facts) {
  try {
    const givens = each(facts);
    for (let next = givens.next(); !next.done; ) next = givens.next(yield* run(table, next.value, facts));
  } catch (reason) {
    // How often the table is gone through, or whether it is at all, nobody knows.
    const missing = missingFor(reason, "blocked", "");
    for (const [code] of checksOf(table)) yield lineOf({ code }, missing.tell(), facts);
  }
}

/** The codes of a table and of all tables in it, each with when it is due. */
function* checksOf(table, otherwise = never) {
  for (const row of table) {
    if ("judge" in row) yield [row.code, row.due ?? otherwise];
    else if ("each" in row) yield* checksOf(row.table, row.due);
  }
}

/** The checks that are due and that nothing was `said` of, by code. */
export function* unsaid(table, facts, said) {
  const codes = new Set(said);
  for (const [code, due] of checksOf(table)) {
    // Where even the names tell nothing, it may be due.
    if (codes.has(code) || orNull(() => due(facts)) === false) continue;
    codes.add(code);
    yield lineOf({ code }, notChecked("blocked"), facts);
  }
}
