/**
 * What others than the organiser attest of the journal, and when: the marks from outside.
 *
 * The journal's own times are the organiser's word. A time-stamp and a cosignature hold a time that somebody else has
 * signed; a guarantor's signature holds none, and is worth the guarantor's word.
 */

import { check, fact, notChecked, orNull } from "../../kernel.js";
import { utc } from "../../primitives/times.js";
import { compareLists, sorted } from "../../words.js";

export const MARKS = [
  fact("marks", (facts) => {
    const [signatures, stamps, quorum] = ["signatures", "stamps", "quorum"].map((name) => orNull(() => facts[name]));
    const genuine = [signatures, stamps, quorum].flatMap((each) => each?.genuine ?? []);
    const unknown = [signatures, stamps].flatMap((each) => each?.unknown ?? []);
    return {
      /** Place of each entry, by its hash. */
      places: new Map(facts.entries.map(({ digest }, place) => [digest, place])),
      /** Up to which place, by whom, when, and whether that is attested too or the time of a mere signature's entry. */
      marks: genuine.map(({ entry, place, key, time }) =>
        ({ place, by: key, time: time === null ? entry.time : utc(time), timed: time !== null })),
      unknown: unknown.map(({ body }) => body.id),
    };
  }),
  // Whose keys they are, no file can tell.
  check("beyond.keys", ({ marks: { marks, unknown } }) => {
    const keys = [...marks.map(({ by }) => by), ...unknown.map((name) => `${name} (needs-authority)`)];
    return keys.length > 0 && notChecked([...new Set(keys)].join("; "));
  }, { due: ({ held }) => held.has("anchor") }),
];

/** The marks of an entry before a time, the first one first. */
export function marksOver({ places, marks }, { digest }, due) {
  const place = places.get(digest) ?? places.size;
  const found = marks.filter((mark) => mark.place >= place && mark.time < due);
  const key = ({ timed, time, by }) => [timed ? 0 : 1, time, by];
  return sorted(found, (a, b) => compareLists(key(a), key(b)));
}
