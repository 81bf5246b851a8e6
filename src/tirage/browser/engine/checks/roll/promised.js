/**
 * Letters by stratum are those of the allocation that the plan of a wave names. Checks 6.7 and 6.12.
 *
 * A plan that gave a friend's stratum as many letters as it has people would keep to its tickets all the same.
 */

import { allocated, byStream, expected } from "./allocation.js";
import { check, fact, Missing, noFault, notChecked, orNull, remark } from "../../kernel.js";
import { headerOf, rows } from "../../reading/csv.js";
import { attempt, Malformed } from "../../reading/documents.js";
import { natural } from "../../reading/figures.js";
import { absenceOf } from "../../reading/pack.js";
import { Written } from "./drawing.js";
import { FRAME, missingOf, shownFile } from "./parts.js";
import { equal } from "../../primitives/fractions.js";
import { readAlpha, weightOf } from "./rules.js";
import { exactly, isCount, isNumber, isText, recordWith } from "../../reading/shapes.js";
import { countsOf, sumOf } from "../../words.js";

/** Homes that a letter can go to, where more were asked for than they take. */
const HOMES = { homes: isNumber };
const isShared = recordWith({ rule: exactly("shares/1"), letters: isCount, alpha: isText }, HOMES);
const isWeighted = recordWith({ rule: exactly("weights/1"), letters: isCount }, HOMES);
export const isAllocation = (value) => isShared(value) || isWeighted(value);
/** Columns of the strata of a wave; where people weigh, the letters are those of the stream. */
const COLUMNS = ["stratum", "people", "eligible", "letters"];
export const columnsOf = (weighed) => (weighed ? [...COLUMNS, "stream", "weight"] : COLUMNS);

/** The rows of a wave's strata; Malformed at the first that is of another than these, in their order. */
export function strataRows(data, codes, weighed) {
  const found = [];
  for (const row of rows(data, columnsOf(weighed))) {
    if (row[0] !== codes[found.length]) throw new Malformed("rows");
    found.push(row);
  }
  if (found.length !== codes.length) throw new Malformed("rows");
  return found;
}

/**
 * Letters asked for, α (0 where people weigh), whether people weigh, and homes where these are counted; Malformed for
 * what α cannot be.
 */
export function readAllocation(inputs) {
  const found = inputs instanceof Map ? inputs.get("allocation") : inputs.allocation;
  const alpha = found.get("alpha") ?? "0";
  return {
    letters: found.get("letters"), said: alpha, alpha: readAlpha(alpha), weighed: found.get("rule") === "weights/1",
    homes: found.get("homes"),
  };
}
const strataFile = (wave) => `public/letters-${wave}-strata.csv`;

export const PROMISED = [
  // Letters sent and volunteers by stratum, before this wave was planned.
  fact("soFar", ({ files, entries, wave }) => {
    const planned = entries.findIndex(({ type, act }) => type === "plan" && act === `letters/${wave}`);
    const sent = new Map();
    let answers = null;
    for (const { type, act, body } of planned < 0 ? entries : entries.slice(0, planned)) {
      if (type === "letters") {
        const data = had(files, `guarantors/${act.replace("/", "-")}.csv`);
        for (const [pid, stratum] of rows(data, ["pid", "stratum"])) sent.set(pid, stratum);
      } else if (type === "responses") answers = `guarantors/responses-${body.round}.csv`;
    }
    const data = answers && had(files, answers);
    const accepted = data ? [...rows(data, headerOf(data))].filter(([, status]) => status === "accepted") : [];
    return { sent: countsOf(sent.values()), accepted: countsOf(accepted.map(([pid]) => sent.get(pid))) };
  }),
  check("letters.allocated", ({ plan, known, soFar, files, wave, before, names }) => {
    const file = strataFile(wave);
    const { rules, frame } = known;
    if (!rules || !frame) throw new Missing(files.has(FRAME) ? "blocked" : absenceOf(files, FRAME), { file });
    const { letters: asked, alpha, weighed, homes } = readAllocation(plan.inputs);
    if (weighed !== rules.letters.weights.size > 0) return noFault([plan.inputs.allocation.get("rule")], { checked: 0 });
    const found = strataRows(had(files, file), frame.listed.map(({ code }) => code), weighed);
    const faults = [];
    found.forEach(([code, people, could], i) => {
      const own = frame.listed[i].people;
      if (natural(people) !== BigInt(own) || (wave === 1 && people !== could)) {
        faults.push(`${code}: ${people}, ${could} ≠ ${own}`);
      }
    });
    const counted = homes === undefined ? null : homesOf(known.people(), before, files, names);
    if (counted && counted.all !== homes) faults.push(`homes: ${homes} ≠ ${counted.all}`);
    const total = counted && counted.all < asked ? counted.all : asked;
    const strata = found.map((row, i) => stratumOf(frame.listed[i], natural(row[2]), soFar, rules, counted?.of));
    if (weighed) return noFault([...faults, ...weighedFaults(found, strata, total, rules)], { checked: found.length });
    const own = allocated(strata, total, alpha, rules);
    for (const [code, , , count] of found) {
      if (natural(count) !== BigInt(own.get(code))) faults.push(`${code}: ${count} ≠ ${own.get(code)}`);
    }
    return noFault(faults, { checked: found.length });
  }, { file: ({ wave }) => strataFile(wave) }),
  // By the figures alone: whom the frame has, whom the wave before left, and no more letters than asked for.
  check("letters.counted", ({ plan, known: { frame }, files, entries, wave }) => {
    const file = strataFile(wave);
    if (files.has(FRAME) && !frame) throw new Missing("blocked", { file });
    const found = published(had(files, file));
    const faults = [];
    for (const { code, people } of frame?.listed ?? []) {
      if (found.people.get(code) !== BigInt(people)) faults.push(`${code}: ${found.people.get(code) ?? "absent"} ≠ ${people}`);
    }
    for (const [code, could] of found.eligible) {
      const all = found.people.get(code);
      if (could > all || (wave === 1 && could !== all)) faults.push(`${code}: ${could} ≠ ${all}`);
    }
    faults.push(...left(found, files, entries, wave - 1));
    for (const [group, letters] of found.letters) {
      if (letters > found.room.get(group)) faults.push(`${group}: ${letters} > ${found.room.get(group)}`);
    }
    const [all, { letters: asked }] = [sumOf(found.letters.values()), readAllocation(plan.inputs)];
    if (all > BigInt(asked)) faults.push(`letters: ${all} > ${asked}`);
    return noFault(faults, { checked: found.people.size });
  }, { file: ({ wave }) => strataFile(wave) }),
  remark("beyond.letters", ({ plan, known: { rules }, wave }) => {
    if (!rules) return null;
    const { letters, said, alpha } = readAllocation(plan.inputs);
    const asRuled = equal(alpha, rules.letters.alpha) && (wave > 1 || letters === rules.letters.total);
    return !asRuled && notChecked(`${letters}, ${said}`);
  }, { file: ({ wave }) => `public/letters-${wave}-plan.json` }),
];

/**
 * The figures of the strata of a wave, in the order of its rows; Malformed for what is none. Those of a group, a stratum
 * or a stream, share its `letters`; `room` has the people eligible of each.
 */
function published(data) {
  const weighed = headerOf(data).join() === columnsOf(true).join();
  const [people, eligible, room, letters, group] = [new Map(), new Map(), new Map(), new Map(), new Map()];
  for (const [code, all, could, count, stream] of rows(data, columnsOf(weighed))) {
    const own = weighed ? stream : code;
    people.set(code, natural(all));
    eligible.set(code, natural(could));
    group.set(code, own);
    room.set(own, (room.get(own) ?? 0n) + natural(could));
    if (!letters.has(own)) letters.set(own, natural(count));
    else natural(count);
  }
  return { people, eligible, room, letters, group };
}

/** Groups in which more people are said to be left than the wave before can have left. */
function* left(found, files, entries, before) {
  const file = strataFile(before);
  const drawn = entries.find(({ type, act }) => type === "letters" && act === `letters/${before}`);
  if (!files.has(file) || !drawn) return;
  const former = attempt(() => published(files.get(file)));
  if (!former) throw new Missing("blocked", { file });
  const now = new Map();
  for (const [code, group] of former.group) now.set(group, (now.get(group) ?? 0n) + (found.eligible.get(code) ?? 0n));
  for (const [group, room] of former.room) {
    // Where fewer were drawn than planned, nobody can tell in which group.
    const most = drawn.body.planned === undefined ? room - former.letters.get(group) : room;
    if (now.get(group) > most) yield `${group}: ${now.get(group)} > ${most}`;
  }
}

/** What the whole roll has for a wave. */
export const knownOf = (facts) => ({
  rules: orNull(() => facts.rules), frame: orNull(() => facts.frame), people: () => orNull(() => facts.people),
});

/** Homes of which somebody may still get a letter, `of` each stratum by the first of them in the frame, and `all`. */
function homesOf(people, before, files, names) {
  if (!people) throw new Missing(absenceOf(files, missingOf(files, names)), { file: shownFile(names) });
  const of = Written.left(people.homes, before.closedHomes);
  return { of, all: Number(sumOf(of.values())) };
}

/** Rows whose stream, its letters or the weight are not those of the rules. */
function weighedFaults(found, strata, total, rules) {
  const letters = byStream(strata, total, rules);
  return strata.flatMap(({ code, labels }, i) => {
    const [, , , count, stream, weight] = found[i];
    const said = `${natural(count)}, ${stream}, ${natural(weight)}`;
    const own = `${letters.get(labels[0])}, ${labels[0]}, ${weightOf(rules, labels)}`;
    return said === own ? [] : [`${code}: ${said} ≠ ${own}`];
  });
}

function had(files, file) {
  if (!files.has(file)) throw new Missing(absenceOf(files, file), { file });
  return files.get(file);
}

function stratumOf({ code, labels }, eligible, { sent, accepted }, rules, homes) {
  if (!rules.streams.has(labels[0]) || labels.length !== 1 + rules.strata.length) {
    throw new Malformed("unknown-category", code);
  }
  const response = expected(rules, labels, sent.get(code) ?? 0, accepted.get(code) ?? 0);
  return { code, labels, eligible, response, room: homes ? homes.get(code) ?? 0 : eligible };
}
