/**
 * What was serious when the frame was closed: each cause accepted with a reason, and no other. Check 1.20.
 *
 * Whether everything serious was found, only those who hold the lists can say. That no acceptance was taken out,
 * and that a count announced in the rules was not passed over, is for anyone.
 */

import { check, noFault, notChecked, orNull, remark } from "../../kernel.js";
import { wordsOf } from "../../primitives/lines.js";
import { LISTS } from "../../reading/bodies.js";
import { IN_JOURNAL } from "../record/journal.js";
import { compareLists, sorted } from "../../words.js";

const DIFFERS = "count-differs";

const listed = (maps = []) => maps.map(Object.fromEntries);

export const FINDINGS = [
  check("frame.findings", (facts) => {
    const { framed } = facts;
    if (!framed) return null;
    const [found, given] = [listed(facts.frameAct.findings), listed(facts.frameAct.accepted)];
    const rules = orNull(() => facts.rules);
    const [expected, electors] = [rules ? rules.expected : [], electorsOf(orNull(() => facts.rolls), orNull(() => facts.frame))];
    const faults = [...repeated(found), ...unaccepted(found, given)];
    if (rules) faults.push(...counts(found, expected, electors));
    // Of a place, or of a list whose rows the record does not count, nothing can be compared.
    const compared = expected.filter(({ list, place }) => !place && electors.has(list));
    const untold = untoldOf(expected, found, electors);
    const checked = found.length + compared.length;
    return [
      ...(faults.length || checked ? [noFault(faults, { checked })] : []),
      ...(untold.length ? [notChecked(`not-counted: ${untold.join(", ")}`)] : []),
    ];
  }, { ...IN_JOURNAL, due: ({ maySay }) => maySay("frame", "findings") }),
  // What the frame was closed over: `list-missing LCE 0/0`.
  remark("beyond.findings", (facts) => {
    const found = facts.framed ? listed(facts.frameAct.findings) : [];
    const words = found.map(({ cause, subject, count, against }) =>
      [cause, subject, `${count}/${against}`].filter(Boolean).join(" "));
    return words.length > 0 && notChecked(words.join(", "));
  }),
];

const keyOf = ({ subject, places }) => JSON.stringify([subject, ...places]);

/** What is expected, and can neither be compared nor is found to be another count (11.37). */
function untoldOf(expected, findings, electors) {
  const found = new Set(findings.filter(({ cause }) => cause === DIFFERS).map(keyOf));
  const isTold = ([list, place]) =>
    (!place && electors.has(list)) || found.has(JSON.stringify([list, place].filter(Boolean)));
  const keys = sorted(expected.map(({ list, place }) => [list, place]), (one, other) => compareLists(one, other));
  return keys.filter((key) => !isTold(key)).map((key) => key.filter(Boolean).join(" "));
}

/** What is found twice, and would be two things. */
function* repeated(findings) {
  const seen = new Set();
  for (const { cause, subject, places } of findings) {
    const key = JSON.stringify([cause, subject, ...places]);
    if (seen.has(key)) yield [cause, subject, ...places].filter(Boolean).join(" ");
    seen.add(key);
  }
}

/** Causes found and not accepted, accepted and not found, and reasons that say nothing. */
function* unaccepted(findings, accepted) {
  const [found, given] = [findings, accepted].map((all) => all.map(({ cause }) => cause));
  const once = new Set(given);
  yield* sorted([...new Set([...found, ...given])].filter((cause) => found.includes(cause) !== once.has(cause)));
  if (sorted(once).join() !== given.join()) yield given.join(", ");
  for (const { cause, reason } of accepted) if (!wordsOf(reason).length) yield `${cause}: reason`;
}

/** Counts that are not those expected and not found to be others, or the other way round. */
function* counts(findings, expected, electors) {
  const keyed = (lists) => sorted(lists, ([one], [other]) => compareLists(one, other));
  const said = findings.filter(({ cause }) => cause === DIFFERS);
  const at = new Map(said.map((each) => [keyOf(each), each]));
  const known = new Map(expected.map(({ list, place, electors: number }) =>
    [JSON.stringify([list, place].filter(Boolean)), number]));
  const inOrder = (map) => keyed([...map].map(([key, value]) => [JSON.parse(key), value]));
  for (const [key, { count, against }] of inOrder(at)) {
    const number = known.get(JSON.stringify(key));
    if (number !== against || count === against) yield `${key.join(" ")}: ${count} ≠ ${number ?? "absent"}`;
  }
  for (const [key, number] of inOrder(known)) {
    if (key.length > 1 || !electors.has(key[0])) continue;
    const found = at.get(JSON.stringify(key))?.count ?? number;
    if (electors.get(key[0]) !== BigInt(found)) yield `${key[0]}: ${electors.get(key[0])} ≠ ${found}`;
  }
}

/** List → rows from which somebody was read, where the record tells. */
function electorsOf(rolls, frame) {
  if (!rolls || !frame || rolls.some(({ list, set_aside: aside }) => aside && !list)) return new Map();
  const found = new Map(LISTS.map((list) => [list, 0n]));
  for (const { list, read } of frame.lists) found.set(list, BigInt(read));
  for (const { list, set_aside: aside } of rolls) if (list) found.set(list, found.get(list) - BigInt(aside));
  return found;
}
