/**
 * Signatures and time-stamps over the head of the journal. Checks 2.7 and 2.8.
 *
 * Guarantors sign by `ssh-keygen -Y sign -n tirage`, an authority stamps by RFC 3161. What is signed is the line
 * `tirage1|anchor|HEAD`, without a newline, HEAD being the hash of an entry before. Whose key it is, no file can
 * tell: whoever verifies says which keys they trust, and the others are shown (`marks`).
 */

import { check, fact, noFault, notChecked } from "../../kernel.js";
import { IN_JOURNAL } from "./journal.js";
import { decoded } from "../../primitives/bytes.js";
import { attempt, Malformed } from "../../reading/documents.js";
import { hex, sha256 } from "../../primitives/sha256.js";
import { fingerprint, isSigned, statement } from "../../reading/sshsig.js";
import { readStamp } from "../../reading/stamps.js";
import { CERTIFICATE } from "../../reading/trust.js";
import { utc } from "../../primitives/times.js";

/** Seconds by which the organiser's clock may be wrong. */
const SKEW = 300;

const NOBODY = new Set();

/** Who has made an attestation by trusted keys alone; null where they are too few. */
export function among({ signers, quorum }, trust) {
  const trusted = signers.filter(({ key }) => trust.has(key));
  return trusted.length >= quorum ? trusted : null;
}

/** Passed where there is no fault; how many are genuine and, of these, under keys that are trusted. */
export function attestedUnder(genuine, faults, trust) {
  const said = noFault(faults, { checked: genuine.length });
  if (!trust.size || faults.length) return said;
  return { ...said, got: `${said.got} (trusted: ${genuine.filter((each) => among(each, trust)).length})` };
}

const attestedBy = (code, key, why, trustOf) =>
  check(code, function* (facts) {
    const { genuine, unknown, faults } = facts[key];
    if (faults.length || genuine.length) yield attestedUnder(genuine, faults, trustOf(facts));
    if (unknown.length) yield notChecked(`${why}: ${unknown.map(({ file }) => file).join(", ")}`);
  }, {
    ...IN_JOURNAL,
    when: (facts) => Object.values(facts[key]).some(({ length }) => length > 0),
    due: ({ maySay }) => maySay("anchor", key.slice(0, -1)),
  });

export const ANCHORS = [
  fact("signatures", ({ entries }) => attested(entries, "signature", (entry, place) => {
    const { id, head, signature } = entry.body;
    const genuine = isSigned(signature, head);
    if (genuine === false) throw new Malformed("wrong-value", "signature");
    const signers = [{ shown: `${id} ${fingerprint(signature)}`, key: "", time: null }];
    return genuine && { entry, place, quorum: 1, signers };
  })),
  fact("stamps", ({ entries }) => attested(entries, "stamp", (entry, place) => {
    const stamp = readStamp(decoded(entry.body.stamp));
    const fault = faultOf(stamp, entry, entries[place]);
    if (fault) throw new Malformed("wrong-value", fault);
    const key = `${CERTIFICATE}${stamp.key}`;
    const signers = [{ shown: `${entry.body.id} ${key}`, key, time: stamp.time }];
    return stamp.key && { entry, place, quorum: 1, signers };
  })),
  attestedBy("anchors", "signatures", "other-key", () => NOBODY),
  attestedBy("stamps", "stamps", "needs-authority", ({ trust }) => trust),
];

/** The anchors with a key in their body: what is attested, those under a key that is not known, and faults. */
function attested(entries, key, judge) {
  const found = { genuine: [], unknown: [], faults: [] };
  const heads = new Map();
  for (const [place, entry] of entries.entries()) {
    if (entry.type === "anchor" && key in entry.body) {
      attempt(() => {
        if (!heads.has(entry.body.head)) throw new Malformed("wrong-value", "head");
        const said = judge(entry, heads.get(entry.body.head));
        if (said) found.genuine.push(said);
        else found.unknown.push(entry);
      }, (fault) => void found.faults.push(`${entry.file} (${fault})`));
    }
    heads.set(entry.digest, place);
  }
  return found;
}

/** What a stamp says that is not so; empty where nothing is. */
function faultOf({ imprint, signed, time }, anchor, stamped) {
  if (imprint !== hex(sha256(statement(stamped.digest)))) return "imprint";
  if (signed === false) return "signature";
  return isBetween(stamped.time, time, anchor.time) ? "" : utc(time);
}

/** Whether a time lies between two of the journal, as far as the organiser's clock may be wrong. */
export const isBetween = (from, seconds, to) => utc(seconds + SKEW) >= from && utc(seconds - SKEW) <= to;
