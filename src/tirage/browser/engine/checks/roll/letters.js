/**
 * Waves of letters: the plan, its chance, and that those drawn are the first of the order (SPEC §4, §5).
 *
 * Checks 2.5, 3, 5 and 6.3, 6.4, for each wave. A wave is drawn anew here from the frame: nobody is added to
 * the list of those who got a letter, nobody is left out of it.
 */

import { LETTERS } from "../../reading/acts.js";
import { actPlan, HEAD } from "../chance/act_plan.js";
import { check, fact, Missing, noFault, orNull, part } from "../../kernel.js";
import { rows } from "../../reading/csv.js";
import { bytesAt, Malformed, parseJson } from "../../reading/documents.js";
import { natural } from "../../reading/figures.js";
import { CHANCE } from "../chance/draw.js";
import { PIDS } from "./frame.js";
import { columnsOf, isAllocation, knownOf, PROMISED, readAllocation } from "./promised.js";
import { RULES } from "./rules.js";
import { hashOf, hashText, tickets } from "../../primitives/lines.js";
import { keyOf } from "../../primitives/weights.js";
import { absenceOf } from "../../reading/pack.js";
import { isWavePlan, planOf } from "../../reading/paths.js";
import { plansNamed } from "../chance/plan.js";
import { hex } from "../../primitives/sha256.js";
import { each, exactly, isCount, isField, isHash, listOf, record, shaped } from "../../reading/shapes.js";
import { countsOf, sorted } from "../../words.js";

const WAVE_KEYS = {
  ...HEAD,
  act: exactly("letters"),
  wave: isCount,
  stage: isField,
  inputs: record({ ...each(isHash, "frame", "rules", "strata"), before: listOf(isHash), allocation: isAllocation }),
};

const planFile = (wave) => planOf(`letters/${wave}`);
/** Where the letters of a wave are counted by stratum. */
export const strataFile = (wave) => `public/letters-${wave}-strata.csv`;
/** Where the people drawn in a wave are. */
export const drawnFile = (wave) => `guarantors/letters-${wave}.csv`;

/** The plan of canonical bytes; Malformed where it is not in the form of docs/formats.md. */
export function readWavePlan(data, wave) {
  const plan = shaped(parseJson(data), WAVE_KEYS);
  if (plan.wave !== wave) throw new Malformed("wrong-value", "wave");
  readAllocation(plan.inputs);
  return actPlan(plan, data, `letters/${wave}`, planFile(wave));
}

/** The numbers of the waves on the record, ascending. */
export function wavesIn(entries) {
  const found = entries.map(({ act }) => LETTERS.exec(act)).filter(Boolean);
  return sorted(new Set(found.map((match) => Number(match[1]))), (a, b) => a - b);
}

/** One wave: its `ofDraw` entries, the frame's `people`, and the pids written to `before`. */
const WAVE = [
  fact("plan", ({ files, wave }) => readWavePlan(bytesAt(files, planFile(wave)), wave), {
    file: ({ wave }) => planFile(wave),
  }),
  check("order.letters", ({ plan, files, ofDraw, wave }) =>
    noFault(disagreements(files, ofDraw, plan, wave), { wanted: plan.digest }),
  { file: ({ wave }) => planFile(wave) }),
  ...PROMISED,
  ...CHANCE,
  fact("strata", ({ plan, people, files, wave, before }) =>
    readStrata(bytesAt(files, strataFile(wave)), people, before, readAllocation(plan.inputs).weighed)),
  check("letters.strata", ({ strata: { faults, group } }) => noFault(faults, { checked: group.size }), {
    file: ({ wave }) => strataFile(wave),
  }),
  fact("selected", ({ strata, people, result, before }) => {
    if (!result) throw new Missing("not-drawn");
    return select(people, strata, before, result.stage_seed);
  }),
  check("letters.drawn", ({ selected, result, files, wave }) => {
    const own = hashText(`pid,stratum\n${selected.map(({ pid, stratum }) => `${pid},${stratum}\n`).join("")}`);
    const got = hashOf(bytesAt(files, drawnFile(wave)));
    const same = got === own && own === result.sha256 && selected.length === result.count;
    return noFault(same ? [] : [got], { wanted: `${selected.length}, ${own}` });
  }, { file: ({ wave }) => drawnFile(wave) }),
];

/** Every wave, in order. */
export const LETTERS_SENT = [
  part(WAVE, function* (facts) {
    const { framed, files, entries } = facts;
    const before = new Set();
    for (const wave of framed ? wavesIn(entries) : []) {
      const nobody = new Missing(absenceOf(files, PIDS), { file: drawnFile(wave) });
      const found = yield {
        wave,
        ofDraw: entries.filter(({ act, type }) => act === `letters/${wave}` || type === "open"),
        known: knownOf(facts),
        people: orNull(() => facts.people) ?? nobody,
        before: new Set(before),
      };
      for (const { pid } of orNull(() => found.selected) ?? []) before.add(pid);
    }
  }, { due: ({ framed, held, files }) => framed && (held.has("letters") || [...files.keys()].some(isWavePlan)) }),
];

/** Where the record means another plan, or the plan means other files. */
function* disagreements(files, entries, plan, wave) {
  yield* sorted(new Set(plansNamed(entries))).filter((digest) => digest !== plan.digest);
  const { inputs } = plan;
  const wanted = [
    [PIDS, inputs.frame],
    [RULES, inputs.rules],
    [strataFile(wave), inputs.strata],
    ...inputs.before.map((digest, place) => [drawnFile(place + 1), digest]),
  ];
  for (const [name, digest] of wanted) if (files.has(name) && hashOf(files.get(name)) !== digest) yield name;
  if (inputs.before.length !== wave - 1) yield `before: ${inputs.before.length} ≠ ${wave - 1}`;
}

/**
 * The strata of a wave: of each the `group` whose letters it shares in (its own, or where people weigh the stream's)
 * and what its people weigh; `letters` by group; and the figures that are not those of the frame.
 */
function readStrata(data, frame, before, weighed) {
  const found = [...rows(data, columnsOf(weighed))];
  const codes = [...frame.strata.keys()];
  if (JSON.stringify(found.map(([code]) => code)) !== JSON.stringify(codes)) throw new Malformed("rows");
  const could = countsOf(eligible(frame, before).map((person) => frame.stratum[person]));
  const group = new Map(found.map((row) => [row[0], weighed ? row[4] : row[0]]));
  const weight = new Map(found.map((row) => [row[0], weighed ? natural(row[5]) : 1n]));
  const room = new Map();
  for (const [code, name] of group) room.set(name, (room.get(name) ?? 0) + (could.get(code) ?? 0));
  const letters = new Map();
  const faults = [];
  for (const [code, people, possible, count] of found) {
    const [name, mine] = [group.get(code), natural(count)];
    const said = [natural(people), natural(possible)];
    const own = [frame.strata.get(code), could.get(code) ?? 0];
    if (said.some((figure, place) => figure !== BigInt(own[place]))) {
      faults.push(`${code}: ${said.join(", ")} ≠ ${own.join(", ")}`);
    } else if (mine > room.get(name)) faults.push(`${code}: ${mine} > ${room.get(name)}`);
    else if ((letters.get(name) ?? mine) !== mine || !weight.get(code)) faults.push(`${code}: ${mine}, ${weight.get(code)}`);
    letters.set(name, mine);
  }
  return { group, weight, letters, faults };
}

/** Numbers of those to whom nobody wrote, at home neither. */
function eligible({ pids, household }, before) {
  const homes = new Set(pids.map((pid, person) => (before.has(pid) ? household[person] : 0)));
  const could = [];
  for (let person = 0; person < pids.length; person++) {
    const home = household[person];
    if (!before.has(pids[person]) && !(home && homes.has(home))) could.push(person);
  }
  return could;
}

/**
 * Those whom a wave writes to, by ascending pid.
 *
 * Down the order of tickets, or of keys where people weigh; a household is met once, by its first member; in each
 * stratum, or stream, the first.
 */
function select(frame, strata, before, stageSeed) {
  if ([...strata.weight.values()].some((weight) => !weight)) throw new Missing("blocked");
  const met = new Set();
  const taken = new Map();
  const drawn = [];
  let left = [...strata.letters.values()].reduce((sum, count) => sum + count, 0n);
  for (const person of inOrder(eligible(frame, before), frame, strata.weight, stageSeed)) {
    if (!left) break;
    const [home, group] = [frame.household[person], strata.group.get(frame.stratum[person])];
    if (met.has(home)) continue;
    if (home) met.add(home);
    if ((taken.get(group) ?? 0) >= strata.letters.get(group)) continue;
    taken.set(group, (taken.get(group) ?? 0) + 1);
    left--;
    drawn.push(person);
  }
  const byPid = drawn.sort((a, b) => a - b);
  return byPid.map((person) => ({ pid: frame.pids[person], stratum: frame.stratum[person] }));
}

/**
 * People by key, then ticket, then pid. Those of one weight are in the order of their tickets; the fronts of all
 * weights are merged, so that keys are made of those only who come to the front.
 */
function* inOrder(people, { pids, stratum }, weights, stageSeed) {
  const classes = new Map();
  for (const person of people) {
    const weight = weights.get(stratum[person]);
    if (!classes.has(weight)) classes.set(weight, []);
    classes.get(weight).push(person);
  }
  if (classes.size < 2) {
    yield* byTicket(people, pids, stageSeed);
    return;
  }
  const ticket = tickets(stageSeed);
  const fronts = [...classes].map(([weight, own]) => ({ weight, own: byTicket(own, pids, stageSeed) }));
  const step = (front) => {
    const { value: person, done } = front.own.next();
    const said = done ? "" : hex(ticket(pids[person]));
    Object.assign(front, { person, done, said, key: done ? 0n : keyOf(said, front.weight) });
  };
  const comesBefore = (one, other) => {
    if (one.key !== other.key) return one.key < other.key;
    return one.said === other.said ? one.person < other.person : one.said < other.said;
  };
  fronts.forEach(step);
  for (;;) {
    const open = fronts.filter(({ done }) => !done);
    if (!open.length) return;
    const next = open.reduce((best, front) => (comesBefore(front, best) ? front : best));
    yield next.person;
    step(next);
  }
}

/**
 * People in the order of their tickets. The first 40 bits of a ticket and a person's number make one integer,
 * which sorts fast; the few whose 40 bits are alike are put in order by their whole tickets.
 */
function* byTicket(people, pids, stageSeed) {
  const ticket = tickets(stageSeed);
  const keys = new BigUint64Array(people.length);
  const halves = new DataView(keys.buffer);
  people.forEach((person, place) => {
    const [a, b, c, d, e] = ticket(pids[person]);
    halves.setUint32(8 * place, ((e << 24) | place) >>> 0, true);
    halves.setUint32(8 * place + 4, ((a << 24) | (b << 16) | (c << 8) | d) >>> 0, true);
  });
  keys.sort();
  const personAt = (place) => people[halves.getUint32(8 * place, true) & 0xffffff];
  for (let place = 0, end; place < keys.length; place = end) {
    for (end = place + 1; end < keys.length && keys[end] >> 24n === keys[place] >> 24n; end++);
    if (end === place + 1) {
      yield personAt(place);
      continue;
    }
    const alike = Array.from({ length: end - place }, (_, i) => personAt(place + i));
    const whole = new Map(alike.map((person) => [person, `${hex(ticket(pids[person]))}|${pids[person]}`]));
    yield* alike.sort((one, other) => (whole.get(one) < whole.get(other) ? -1 : 1));
  }
}
