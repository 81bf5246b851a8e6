/**
 * What a room is shown of the draw that a dossier has planned last: what is fixed, what was brought, what is recorded,
 * and the panel of a number. Nothing is drawn here, and whether the files are right is for the checklist to say.
 */

import { LATER, LETTERS, RESULTS } from "./reading/acts.js";
import { dueOf, isGenuine } from "./checks/chance/beacon.js";
import { delivered } from "./checks/lottery/delivered.js";
import { headerOf, rows } from "./reading/csv.js";
import { attempt, bytesAt, parseJson } from "./reading/documents.js";
import { filesOf, planOf } from "./reading/paths.js";
import { idsIn, lineAt, LOTTERY, panelsOf } from "./checks/lottery/lottery.js";
import { digestOf, HASH } from "./primitives/lines.js";
import { drawnOf } from "./replay.js";
import { peopleIn, POOL, readPool, seatsOf } from "./checks/lottery/pool.js";
import { PLAN, readPlan } from "./checks/chance/plan.js";
import { QUOTAS, readQuotas } from "./checks/lottery/quotas.js";
import { readJournal } from "./checks/record/journal.js";
import { readWavePlan } from "./checks/roll/letters.js";
import { first, sorted } from "./words.js";
import { RULES } from "./checks/roll/rules.js";
import { digitsOf } from "./primitives/rolls.js";

/** The act planned last, as a room is shown it; null where there is none, or its files cannot be read. */
export function ceremonyOf(files) {
  const { entries } = readJournal(files);
  const act = entries.filter(({ type }) => type === "plan").at(-1)?.act;
  if (!act) return null;
  const planned = () => (LETTERS.test(act) ? ofLetters(files, act) : ofSeats(files, act));
  return attempt(() => ({ ...planned(), ...said(files, entries, act) }));
}

/** What every act has: of the rules, of what was brought, of the result. */
function said(files, entries, act) {
  const mine = entries.filter((entry) => entry.act === act);
  const brought = mine.filter(({ type }) => type === "contribution").map(({ body }) => body);
  const drawn = drawnOf(mine);
  return {
    act,
    named: namedIn(files),
    head: entries.at(-1).digest,
    roll: brought.find((body) => "text" in body)?.text ?? "",
    values: brought.filter((body) => !("text" in body)).map(({ id, value }) => ({ id, value: value ?? null })),
    signature: mine.find(({ type }) => type === "beacon")?.body.signature ?? "",
    recorded: drawn ? { seed: drawn.seed ?? "", number: drawn.number ?? null } : null,
  };
}

/** Whose assembly it is, by the rules: texts, empty where they say nothing. */
function namedIn(files) {
  const rules = attempt(() => parseJson(bytesAt(files, RULES)));
  const word = (key) => (rules instanceof Map && typeof rules.get(key) === "string" ? rules.get(key) : "");
  return { name: word("name"), organiser: word("organiser"), city: word("city"), timezone: word("timezone") };
}

/** What every plan fixes; `shape` is null where no digits are rolled. */
const fixed = ({ digest, stage, rehearsal, form, contributors, beacon }) => ({
  plan: digest,
  stage,
  rehearsal,
  form,
  shape: digitsOf(form),
  sealed: [...contributors].filter(([, commit]) => commit).map(([id, commit]) => ({ id, commit })),
  beacon: beacon && { chain: beacon.chain, round: beacon.round, due: dueOf(beacon) },
});

function ofSeats(files, act) {
  const own = LATER.test(act) ? filesOf(files, act) : files;
  const plan = readPlan(bytesAt(own, PLAN), act);
  const quotas = readQuotas(bytesAt(own, QUOTAS));
  const { counts, never, always } = delivered(panelsOf(bytesAt(own, LOTTERY)), plan);
  return {
    ...fixed(plan),
    seats: plan.seats,
    people: plan.people,
    panels: plan.panels,
    chances: { least: counts[never], most: counts.at(-1), never, always },
    rows: quotas.rows.map(([criterion, category], row) => (
      { criterion, category, minimum: quotas.minimum[row], maximum: quotas.maximum[row] })),
  };
}

function ofLetters(files, act) {
  const wave = Number(LETTERS.exec(act)[1]);
  const plan = readWavePlan(bytesAt(files, planOf(act)), wave);
  return { ...fixed(plan), letters: plan.inputs.allocation.get("letters"), panels: 0, rows: [] };
}

/** The ids of the pool of the panel, or where that is not at hand of everyone in its lottery. */
function everyone(files) {
  const pool = files.get(POOL) ?? new Uint8Array();
  const listed = attempt(() => [...rows(pool, headerOf(pool))].map(([pid]) => pid), () => []);
  return new Set(listed.length ? listed : [...panelsOf(bytesAt(files, LOTTERY))].flat());
}

const [SHORTEST, LONGEST] = [8, 10];

/** What people are called on papers, by pid: itself where it is short, its first signs where they tell all apart, a rank. */
function referencesOf(pids) {
  const ordered = sorted(pids);
  if (ordered.every((pid) => [...pid].length <= LONGEST)) return new Map(ordered.map((pid) => [pid, pid]));
  for (let signs = SHORTEST; signs <= LONGEST; signs++) {
    const beginnings = ordered.map((pid) => first(pid, signs));
    if (new Set(beginnings).size === ordered.length) return new Map(ordered.map((pid, place) => [pid, beginnings[place]]));
  }
  const width = `${ordered.length}`.length;
  return new Map(ordered.map((pid, place) => [pid, `#${`${place + 1}`.padStart(width, "0")}`]));
}

/**
 * Panel `number` of an act: its `ids`, what they are called on papers (`references`), how many of them are different, its `seats` by quota row, whether all are within
 * the quotas (`met`) and no two of one household (`apart`); null for what takes the pool, where it is not at hand.
 */
export function panelOf(files, act, number) {
  const own = LATER.test(act) ? filesOf(files, act) : files;
  const line = lineAt(bytesAt(own, LOTTERY), number);
  if (!line) return null;
  const ids = idsIn(line);
  const short = referencesOf(everyone(files));
  const references = ids.map((id) => short.get(id) ?? id);
  const found = { ids, references, different: new Set(ids).size, seats: null, known: null, met: null, apart: null };
  if (!own.has(POOL)) return found;
  return attempt(() => {
    const quotas = readQuotas(bytesAt(own, QUOTAS));
    const pool = readPool(own.get(POOL), quotas);
    const people = peopleIn(pool, ids);
    const seats = seatsOf(pool, quotas, people);
    const homes = people.map((person) => pool.householdOf[person]).filter(Boolean);
    const { household } = readPlan(bytesAt(own, PLAN), act);
    return {
      ...found,
      seats,
      known: people.length === ids.length,
      met: seats.map((taken, row) => taken >= quotas.minimum[row] && taken <= quotas.maximum[row]),
      apart: household.length ? new Set(homes).size === homes.length : null,
    };
  }) ?? found;
}

/** What is brought to an act, each `right`, `wrong` or `missing`: `sealed`, in the order of the plan, and the beacon. */
export function judgedOf({ sealed, values, beacon, signature }) {
  const judge = (given, isRight) => (given === "" ? "missing" : isRight() ? "right" : "wrong");
  return {
    sealed: sealed.map(({ id, commit }, place) =>
      judge(values[place], () => HASH.test(values[place]) && digestOf("commit", id, values[place]) === commit)),
    beacon: judge(signature, () => /^[0-9a-f]{96}$/.test(signature) && isGenuine(beacon.round, signature)),
  };
}
