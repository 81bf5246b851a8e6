/**
 * The certificate as a document: levels of chances, an objective where there is one, their proofs (SPEC §7).
 *
 * Here it is read and nothing more. `levels` and `objectives` check what it says, `proofs` has the arithmetic.
 */

import { check, compared, fact } from "../../kernel.js";
import { bytesAt, Malformed, parseJson } from "../../reading/documents.js";
import { fraction, natural } from "../../reading/figures.js";
import { fractionOf, ONE, plus, ZERO } from "../../primitives/fractions.js";
import { chanceHad, rest } from "../lottery/had.js";
import { readCut } from "./cuts.js";
import { readPrices } from "./prices.js";
import { CERTIFICATE } from "./proofs.js";
import { Allowance } from "./tree.js";
import { anything, each, exactly, isCount, isFairness, isSolver, isText, listOf, oneOf, record, shaped, some } from "../../reading/shapes.js";
import { sumOf } from "../../words.js";

const CERTIFICATE_KEYS = {
  spec: exactly("tirage/2"),
  fairness: isFairness,
  method: oneOf("polytope", "columns"),
  levels: listOf(anything),
  ...each(isCount, "seats", "panels", "never", "always"),
};
const LEVEL = {
  ...each(isText, "value", "bound", "achieved"),
  people: isCount,
  profiles: listOf(isCount),
  proof: anything,
};

const HAD = each(isCount, "millionths", "people", "panels");

const about = ({ fairness, seats, panels }) => `${fairness}, ${seats}, ${panels}`;

export const CERTIFIED = [
  fact("certificate", ({ plan: { cumulated }, files }) =>
    readCertificate(bytesAt(files, CERTIFICATE), Boolean(cumulated))),
  check("certificate.form", ({ plan, certificate }) => compared(about(certificate), about(plan)), {
    file: CERTIFICATE,
  }),
  // That of the program which put the plan on record.
  check("certificate.solver", ({ certificate: { solver }, ofDraw }) => {
    const tool = ofDraw.filter(({ type }) => type === "plan").at(-1)?.tool ?? "";
    return compared(solver, tool.split(" ").slice(-2).join(" "));
  }, { file: CERTIFICATE, when: ({ certificate: { solver } }) => solver !== undefined, due: () => false }),
];

/**
 * The certificate of canonical bytes; Malformed where it is not in the form of docs/formats.md.
 *
 * Beside what is written there: `cap`, U, the largest chance that anyone may have; `ranked`, whether the levels
 * are everyone's; `slack`, how far chances may be rounded; `nobodys`, Z, the profiles whose level is 0.
 */
export function readCertificate(data, cumulated) {
  const document = parseJson(data);
  const fairness = document instanceof Map ? document.get("fairness") : null;
  const aims = ["capped", "goldilocks", "nash"].includes(fairness);
  // The polytope's chances need no cuts; older certificates do not name their solver.
  const has = (key) => document instanceof Map && document.has(key);
  const whole = shaped(document, {
    ...CERTIFICATE_KEYS,
    ...(aims ? { objective: anything } : {}),
    ...(has("cuts") && document.get("method") === "columns" ? { cuts: some(anything) } : {}),
    ...(has("solver") ? { solver: isSolver } : {}),
  });
  if (cumulated && fairness !== "leximin") throw new Malformed("wrong-value", "fairness");
  const programs = whole.method === "columns";
  const underCap = fairness === "capped" || fairness === "goldilocks";
  const allowance = new Allowance();
  const cuts = (whole.cuts ?? []).map((item, number) => readCut(item, number, allowance));
  const proofOf = (item) => readPrices(item, cuts.length).prices;
  const keys = cumulated ? { ...LEVEL, had: some(record(HAD)) } : LEVEL;
  const levels = whole.levels.map((item) => readLevel(item, keys, proofOf));
  const objective = aims ? readObjective(whole.objective, fairness, proofOf) : null;
  const ranked = fairness === "leximin" || underCap;
  const nobodys = new Set(levels.filter(({ value }) => !value.n).flatMap(({ profiles }) => profiles));
  return {
    ...whole,
    cuts,
    levels,
    /** Whether value and bound of the levels are with what people had before. */
    cumulated,
    objective,
    ranked,
    nobodys,
    cap: underCap ? objective.cap : ONE,
    slack: ranked && !programs ? ZERO : fractionOf(1, Math.max(1, whole.panels)),
  };
}

function readLevel(item, keys, proofOf) {
  const level = shaped(item, keys);
  const [value, bound] = [fraction(level.value), fraction(level.bound)];
  if (level.profiles.some((t, place) => place > 0 && level.profiles[place - 1] >= t)) {
    throw new Malformed("not-ascending", "profiles");
  }
  const proof = proofOf(level.proof);
  const had = (level.had ?? []).map((each) => Object.fromEntries(each));
  if (had.length) refuseUnlike(level, had);
  return { ...level, value, bound, proof, had, groups: groupsOf(level, value, had) };
}

/** Malformed where those who had as much before do not add up to the level, or are not in order. */
function refuseUnlike({ people, achieved }, had) {
  if (had.some(({ millionths }, place) => place > 0 && had[place - 1].millionths >= millionths)) {
    throw new Malformed("not-ascending", "had");
  }
  if (BigInt(people) !== BigInt(sumOf(had.map((each) => each.people)))) throw new Malformed("wrong-value", "people");
  const fewest = had.map(({ panels }) => panels).reduce((a, b) => (b < a ? b : a));
  if (achieved.split("/")[0] !== `${fewest}`) throw new Malformed("wrong-value", "achieved");
}

/** The people of a level who are given the same `chance`: `whole` with what they had before, where that counts. */
function groupsOf({ people, achieved }, value, had) {
  if (!had.length) return [{ chance: value, whole: value, people, achieved }];
  const total = achieved.split("/").slice(1).join("/");
  return had.map((each) => {
    const chance = rest(value, each.millionths);
    const whole = plus(chance, chanceHad(each.millionths));
    return { chance, whole, people: each.people, achieved: `${each.panels}/${total}` };
  });
}

function readObjective(item, fairness, proof) {
  const bounded = { bound: fraction, proof };
  if (fairness === "nash") return readKeys(item, { scale: natural, ...bounded });
  const proved = { cap: fraction, mean: natural, ...bounded };
  const floor = (found) => readKeys(found, { value: fraction, ...bounded });
  if (fairness === "goldilocks") return readKeys(item, { floor, value: fraction, ...proved });
  return readKeys(item, { floor, ...proved });
}

/** The values of an object with exactly these keys. */
function readKeys(item, keys) {
  const found = shaped(item, each(anything, ...Object.keys(keys)));
  return Object.fromEntries(Object.entries(keys).map(([name, read]) => [name, read(found[name])]));
}
