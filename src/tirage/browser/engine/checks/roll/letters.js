/**
 * Waves of letters: the plan, its chance, and that those drawn are the first of the order (SPEC §4, §5).
 *
 * Checks 2.5, 3, 5 and 6.3, 6.4, for each wave. A wave is drawn anew here from the frame: nobody is added to
 * the list of those who got a letter, nobody is left out of it.
 */

import { LETTERS } from "../../reading/acts.js";
import { firstBody } from "../record/journal.js";
import { actPlan, HEAD } from "../chance/act_plan.js";
import { check, fact, Missing, noFault, orNull, part } from "../../kernel.js";
import { rows } from "../../reading/csv.js";
import { bytesAt, Malformed, parseJson } from "../../reading/documents.js";
import { natural } from "../../reading/figures.js";
import { CHANCE } from "../chance/draw.js";
import { select, Written } from "./drawing.js";
import { missingOf, peopleFiles, peopleHash, shownFile } from "./parts.js";
import { columnsOf, isAllocation, knownOf, PROMISED, readAllocation, strataRows } from "./promised.js";
import { RULES } from "./rules.js";
import { hashOf, hashText } from "../../primitives/lines.js";
import { absenceOf } from "../../reading/pack.js";
import { isWavePlan, planOf } from "../../reading/paths.js";
import { plansNamed } from "../chance/plan.js";
import { each, exactly, isCount, isField, isHash, listOf, record, shaped } from "../../reading/shapes.js";
import { sorted } from "../../words.js";

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

/** One wave: its `ofDraw` entries, the frame's `people`, and who was `Written` to `before`. */
const WAVE = [
  fact("plan", ({ files, wave }) => readWavePlan(bytesAt(files, planFile(wave)), wave), {
    file: ({ wave }) => planFile(wave),
  }),
  check("order.letters", ({ plan, files, ofDraw, wave, names }) =>
    noFault(disagreements(files, ofDraw, plan, wave, names), { wanted: plan.digest }),
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
  check("letters.drawn", ({ selected: { drawn }, result, files, wave }) => {
    const own = hashText(`pid,stratum\n${drawn.map(({ pid, code }) => `${pid},${code}\n`).join("")}`);
    const got = hashOf(bytesAt(files, drawnFile(wave)));
    const same = got === own && own === result.sha256 && drawn.length === result.count;
    return noFault(same ? [] : [got], { wanted: `${drawn.length}, ${own}` });
  }, { file: ({ wave }) => drawnFile(wave) }),
  check("letters.planned", ({ plan, result, files, entries, wave }) => {
    if (!result) throw new Missing("not-drawn");
    const file = strataFile(wave);
    if (!files.has(file)) throw new Missing(absenceOf(files, file), { file });
    const { weighed } = readAllocation(plan.inputs);
    const letters = new Map();
    for (const row of rows(files.get(file), columnsOf(weighed))) letters.set(row[weighed ? 4 : 0], natural(row[3]));
    const planned = [...letters.values()].reduce((sum, count) => sum + count, 0n);
    const [count, said] = [BigInt(result.count), BigInt(result.planned ?? result.count)];
    const right = said === planned && (result.planned === undefined ? count === planned : count < planned);
    const faults = right ? [] : [`${count}, ${said}`];
    const putRight = entries.filter(({ type, body }) => type === "addresses" && body.wave === wave);
    putRight.forEach(({ file: entry, body: { round, rows: own } }, place) => {
      if (round !== place + 1 || own > result.count) faults.push(`${entry}: ${round}, ${own}`);
    });
    return noFault(faults, { wanted: `${count}, ${planned}` });
  }, { file: ({ wave }) => strataFile(wave) }),
];

/** Every wave, in order. */
export const LETTERS_SENT = [
  part(WAVE, function* (facts) {
    const { framed, files, entries } = facts;
    const names = peopleFiles(firstBody(entries, "frame"));
    let before = new Written();
    for (const wave of framed ? wavesIn(entries) : []) {
      const nobody = new Missing(absenceOf(files, missingOf(files, names)), { file: drawnFile(wave) });
      const found = yield {
        wave,
        ofDraw: entries.filter(({ act, type }) => act === `letters/${wave}` || type === "open"),
        known: knownOf(facts),
        names,
        people: orNull(() => facts.people) ?? nobody,
        before,
      };
      const selected = orNull(() => found.selected);
      if (selected) before = before.after(selected);
    }
  }, { due: ({ framed, held, files }) => framed && (held.has("letters") || [...files.keys()].some(isWavePlan)) }),
];

/** Where the record means another plan, or the plan means other files. */
function* disagreements(files, entries, plan, wave, names) {
  yield* sorted(new Set(plansNamed(entries))).filter((digest) => digest !== plan.digest);
  const { inputs } = plan;
  const wanted = [
    [RULES, inputs.rules],
    [strataFile(wave), inputs.strata],
    ...inputs.before.map((digest, place) => [drawnFile(place + 1), digest]),
  ];
  for (const [name, digest] of wanted) if (files.has(name) && hashOf(files.get(name)) !== digest) yield name;
  if (inputs.before.length !== wave - 1) yield `before: ${inputs.before.length} ≠ ${wave - 1}`;
  if (names.every((name) => files.has(name)) && peopleHash(files, names) !== inputs.frame) yield shownFile(names);
}

/**
 * The strata of a wave: of each the `group` whose letters it shares in (its own, or where people weigh the stream's)
 * and what its people weigh; `letters` by group; and the figures that are not those of the frame.
 */
function readStrata(data, people, before, weighed) {
  const found = strataRows(data, [...people.strata.keys()], weighed);
  const could = Written.left(people.counts, before.closed);
  const group = new Map(found.map((row) => [row[0], weighed ? row[4] : row[0]]));
  const weight = new Map(found.map((row) => [row[0], weighed ? natural(row[5]) : 1n]));
  const room = new Map();
  for (const [code, name] of group) room.set(name, (room.get(name) ?? 0) + could.get(code));
  const letters = new Map();
  const faults = [];
  for (const [code, all, possible, count] of found) {
    const [name, mine] = [group.get(code), natural(count)];
    const said = [natural(all), natural(possible)];
    const own = [people.strata.get(code), could.get(code)];
    if (said.some((figure, place) => figure !== BigInt(own[place]))) {
      faults.push(`${code}: ${said.join(", ")} ≠ ${own.join(", ")}`);
    } else if (mine > room.get(name)) faults.push(`${code}: ${mine} > ${room.get(name)}`);
    else if ((letters.get(name) ?? mine) !== mine || !weight.get(code)) faults.push(`${code}: ${mine}, ${weight.get(code)}`);
    letters.set(name, mine);
  }
  return { group, weight, letters, faults };
}
