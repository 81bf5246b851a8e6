/**
 * What others than the organiser attest of the journal, and when: the marks from outside.
 *
 * The journal's own times are the organiser's word. A time-stamp and a cosignature hold a time that somebody else has
 * signed; a guarantor's signature holds none, and is worth the guarantor's word. Whoever verifies says whose
 * keys they trust: the organiser may have made any other.
 */

import { among } from "./anchors.js";
import { check, fact, notChecked, orNull } from "../../kernel.js";
import { utc } from "../../primitives/times.js";
import { compareLists, sorted } from "../../words.js";

export const MARKS = [
  fact("marks", (facts) => {
    const [signatures, stamps, quorum] = ["signatures", "stamps", "quorum"].map((name) => orNull(() => facts[name]));
    const genuine = [signatures, stamps, quorum].flatMap((each) => each?.genuine ?? []);
    const unknown = [signatures, stamps].flatMap((each) => each?.unknown ?? []);
    const strange = genuine.flatMap(({ signers }) => signers).filter(({ key }) => !facts.trust.has(key));
    return {
      /** Place of each entry, by its hash. */
      places: new Map(facts.entries.map(({ digest }, place) => [digest, place])),
      /** One that trusted keys make by themselves is another. */
      marks: [
        ...genuine.map((each) => markBy(each, each.signers, false)),
        ...genuine.filter((each) => among(each, facts.trust)).map((each) => markBy(each, among(each, facts.trust), true)),
      ],
      /** Who attests under a key that nobody has said to trust, or that cannot be checked here. */
      strange: [...strange.map(({ shown }) => shown), ...unknown.map(({ body }) => `${body.id} (needs-authority)`)],
    };
  }),
  // Whose keys they are, no file can tell: those that nobody has said to trust.
  check("beyond.keys", ({ marks: { marks, strange } }) =>
    (marks.length > 0 || strange.length > 0) && notChecked([...new Set(strange)].join("; ") || "all-trusted"),
  { due: ({ held }) => held.has("anchor") }),
];

/** Up to which place, by whom, when, and whether that is attested too or the time of a mere signature's entry. */
function markBy({ entry, place, quorum }, signers, trusted) {
  const times = signers.flatMap(({ time }) => time ?? []).sort((a, b) => a - b);
  const by = signers.map(({ shown }) => shown).join(", ");
  return { place, by, time: times.length ? utc(times[quorum - 1]) : entry.time, timed: times.length > 0, trusted };
}

/** The marks of an entry before a time: trusted ones, those with a time, the first one first. */
export function marksOver({ places, marks }, { digest }, due) {
  const place = places.get(digest) ?? places.size;
  const found = marks.filter((mark) => mark.place >= place && mark.time < due);
  const key = ({ trusted, timed, time, by }) => [trusted ? "0" : "1", timed ? "0" : "1", time, by];
  return sorted(found, (a, b) => compareLists(key(a), key(b)));
}
