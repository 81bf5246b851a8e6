/**
 * Letters by stratum are those of the allocation that the plan of a wave names. Check 6.7.
 *
 * A plan that gave a friend's stratum as many letters as it has people would keep to its tickets all the same.
 */

import { allocated, expected } from "./allocation.js";
import { check, fact, Missing, noFault, notChecked, orNull, remark } from "../../kernel.js";
import { headerOf, rows } from "../../reading/csv.js";
import { Malformed } from "../../reading/documents.js";
import { natural } from "../../reading/figures.js";
import { absenceOf } from "../../reading/pack.js";
import { FRAME } from "./frame.js";
import { equal } from "../../primitives/fractions.js";
import { readAlpha } from "./rules.js";
import { exactly, isCount, isText, record } from "../../reading/shapes.js";
import { countsOf } from "../../words.js";

export const isAllocation = record({ rule: exactly("shares/1"), letters: isCount, alpha: isText });
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
  check("letters.allocated", ({ plan, known, soFar, files, wave }) => {
    const file = strataFile(wave);
    const { rules, frame } = known;
    if (!rules || !frame) throw new Missing(files.has(FRAME) ? "blocked" : absenceOf(files, FRAME), { file });
    const found = [...rows(had(files, file), ["stratum", "people", "eligible", "letters"])];
    const same = found.length === frame.listed.length && found.every(([code], i) => code === frame.listed[i].code);
    if (!same) throw new Malformed("rows");
    const faults = [];
    found.forEach(([code, people, could], i) => {
      const own = frame.listed[i].people;
      if (natural(people) !== BigInt(own) || (wave === 1 && people !== could)) {
        faults.push(`${code}: ${people}, ${could} ≠ ${own}`);
      }
    });
    const strata = found.map((row, i) => stratumOf(frame.listed[i], natural(row[2]), soFar, rules));
    const { letters, alpha } = Object.fromEntries(plan.inputs.allocation);
    const own = allocated(strata, letters, readAlpha(alpha), rules);
    for (const [code, , , count] of found) {
      if (natural(count) !== BigInt(own.get(code))) faults.push(`${code}: ${count} ≠ ${own.get(code)}`);
    }
    return noFault(faults, { checked: found.length });
  }, { file: ({ wave }) => strataFile(wave) }),
  remark("beyond.letters", ({ plan, known: { rules }, wave }) => {
    if (!rules) return null;
    const { letters, alpha } = Object.fromEntries(plan.inputs.allocation);
    const asRuled = equal(readAlpha(alpha), rules.letters.alpha) && (wave > 1 || letters === rules.letters.total);
    return !asRuled && notChecked(`${letters}, ${alpha}`);
  }, { file: ({ wave }) => `public/letters-${wave}-plan.json` }),
];

/** What the whole roll has for a wave. */
export const knownOf = (facts) => ({ rules: orNull(() => facts.rules), frame: orNull(() => facts.frame) });

function had(files, file) {
  if (!files.has(file)) throw new Missing(absenceOf(files, file), { file });
  return files.get(file);
}

function stratumOf({ code, labels }, eligible, { sent, accepted }, rules) {
  if (!rules.streams.has(labels[0]) || labels.length !== 1 + rules.strata.length) {
    throw new Malformed("unknown-category", code);
  }
  const response = expected(rules, labels, sent.get(code) ?? 0, accepted.get(code) ?? 0);
  return { code, labels, eligible, response };
}
