/**
 * Acts that end others: a plan declared void, a result contested, names destroyed. Check 2.6.
 *
 * A plan is void only while nobody can know what it would draw: whoever could look first and then declare it
 * void would draw until he likes it. What was drawn stays; it can be contested, in words that stay beside it.
 */

import { dueOf, isBeacon, readBeacon } from "../chance/beacon.js";
import { LETTERS, RESULTS } from "../../reading/bodies.js";
import { faulty, skipped } from "../../kernel.js";
import { attempt, parseJson } from "../../reading/documents.js";
import { at } from "../life/later.js";

const ENDS = ["void", "contested", "erase"];
const DRAWN = ["letters", "panel", ...Object.values(RESULTS)];

/** That each ending was lawful when it came, and what it says; nothing where there is none. */
export function* checkEnding(files, entries) {
  const ends = [...entries.keys()].filter((place) => ENDS.includes(entries[place].type));
  if (!ends.length) return;
  const faults = [];
  for (const place of ends) {
    const [entry, before] = [entries[place], entries.slice(0, place)];
    if (entry.type === "void" && isKnown(entry, before, beaconOf(files, entry.act))) faults.push(entry.file);
    const contested = before.find(({ type, digest }) => DRAWN.includes(type) && digest === entry.body.entry);
    if (entry.type === "contested" && contested?.act !== entry.act) faults.push(`${entry.file} (${entry.body.entry})`);
  }
  yield faulty("order.end", faults, { checked: ends.length, file: "journal/" });
  for (const { type, act, body, file } of ends.map((place) => entries[place])) {
    yield skipped(`beyond.${type}`, act ? `${act} — ${body.reason}` : body.reason, file);
  }
}

/** Whether the result of a plan was drawn, or could be computed, when it was declared void. */
function isKnown({ act, time, body }, before, beacon) {
  const mine = before.filter((entry) => entry.act === act);
  const plan = mine.filter(({ type }) => type === "plan").at(-1);
  if (plan?.body.sha256 !== body.plan) return true;
  const rolled = mine.some((entry) => entry.type === "contribution" && "text" in entry.body);
  const known = beacon ? time >= dueOf(beacon) : rolled;
  return known || mine.some(({ type }) => type !== "plan" && type !== "contribution");
}

/** That of the plan of an act; null where there is none to read, which other checks say. */
function beaconOf(files, act) {
  const wave = LETTERS.exec(act)?.[1];
  const name = wave ? `public/letters-${wave}-plan.json` : at("public/plan.json", act);
  const plan = attempt(
    () => parseJson(files.get(name) ?? new Uint8Array()),
    () => null,
  );
  const beacon = plan instanceof Map ? plan.get("beacon") : null;
  return beacon instanceof Map && isBeacon(beacon) ? readBeacon(beacon) : null;
}
