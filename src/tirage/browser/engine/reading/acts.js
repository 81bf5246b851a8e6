/** Acts as the specification has them (`spec/acts.json`, `spec/layout.json`): their types, order and files. */

import { told } from "./documents.js";
import { ACTS, LAYOUT } from "../specified.js";

const whole = (pattern) => new RegExp(`^(?:${pattern})$`);

/** The act of a wave of letters, that of a draw of seats after the panel's, and that of a standby or a list of alternates. */
export const LETTERS = whole(ACTS.acts.letters);
export const LATER = whole(ACTS.acts.later);
export const STANDBY = whole(ACTS.acts.standby);

/** What is so of entries, by type, and the files that they bring, by step. */
const [TYPES, FILES] = [ACTS.types, LAYOUT].map((named) => new Map(Object.entries(named)));
/** The types of which this is so. */
export const types = (isSo) => [...TYPES].filter(([, each]) => isSo(each)).map(([type]) => type);

/** Type of the entry with the result, by the kind of later act. */
export const RESULTS = Object.fromEntries(types(({ of }) => of).map((type) => [TYPES.get(type).of, type]));
/** Types of what is recorded of one who sits, and of members and volunteers, beside the later draws. */
export const OF_MEMBER = types(({ stated }) => stated === "member");
export const STATED = types(({ stated }) => stated);
/** Types that may come after any act, and change nothing of what may follow. */
export const ASIDES = types(({ aside }) => aside);

/** Kinds of departure; of those who may keep a seat until the next end of a term, where the record has the rule. */
export const DEPARTURES = Object.keys(ACTS.departures);
/** Why somebody may be said to have left, where the rules of a dossier have no list of their own. */
export const SPECIFIED_CAUSES = ACTS.causes;
/** Why an entry may be said to have been wrong. */
export const CORRECTIONS = ACTS.corrections;
/** Why lists may keep volunteers out of a pool that no letters came before. */
export const EXCLUSIONS = ACTS.exclusions;
const isRuled = ([, { rule }]) => rule;
export const LEAVERS = Object.fromEntries(
  Object.entries(ACTS.departures).filter(isRuled).map(([kind, { rule }]) => [kind, rule]),
);

/** Kinds of departure that only one who was drawn can have. */
export const OF_SEATED = DEPARTURES.filter((kind) => ACTS.departures[kind].seated);

/** The lawful orders of entries, each said as its step, with a comma and a space between; and that for people. */
export const ORDER = whole(written(ACTS.order).get("journal"));
export const LAWFUL = ACTS.lawful;

/** Patterns by name, each with those before it written out. */
function written(named) {
  const parts = new Map();
  for (const [name, pattern] of named) {
    parts.set(name, pattern.replace(/<([a-z ]+)>/g, (_, other) => parts.get(other)));
  }
  return parts;
}

/** The type of an entry; of plans and what comes of them, the kind of act too: letters, later, standby or panel. */
export function step(type, act) {
  if (!TYPES.get(type)?.chance) return type;
  const forms = Object.entries({ letters: LETTERS, later: LATER, standby: STANDBY });
  return `${type} ${forms.find(([, form]) => form.test(act))?.[0] ?? "panel"}`;
}

/** Steps as `layout.json` has them: quotas that no pool follows are those announced before the letters. */
export function announced(steps) {
  const framed = steps.includes("frame");
  const isEarly = (each, place) => framed && each === "quotas" && steps[place + 1] !== "pool";
  return steps.map((each, place) => (isEarly(each, place) ? "quotas announced" : each));
}

/**
 * [path, key of its hash] of each file that an entry of step `at` brings; no key for some.
 *
 * The body need not be in order: nothing is brought for an act of another kind than the step has.
 */
export function* brought(at, body) {
  const act = told(body.act);
  // A list is counted for itself, whatever plan it is of.
  const isLater = at !== "alternates" && (LATER.test(act) || STANDBY.test(act));
  const wave = LETTERS.exec(act)?.[1];
  const values = { act: act.replace("/", "-"), number: wave };
  for (const key of ["edition", "list", "round"]) values[key] = told(body[key]);
  for (const { path, hash, if: said, unless } of FILES.get(at) ?? []) {
    if (path.includes("{act}") !== isLater || (path.includes("{number}") && !wave)) continue;
    if ((unless && Object.hasOwn(body, unless)) || (said && [undefined, ""].includes(body[said]))) continue;
    const filled = (part) => path.replace(/\{([a-z]+)\}/g, (_, key) => ({ ...values, part })[key]);
    const parts = !path.includes("{part}") ? 1 : isParts(body.parts) ? body.parts : 0;
    for (let part = 1; part <= parts; part++) yield [filled(part), hash];
  }
}

const MOST_PARTS = 65536;

/** A number of files that the people of a frame may be in. */
export const isParts = (value) => Number.isInteger(value) && value >= 2 && value <= MOST_PARTS;
