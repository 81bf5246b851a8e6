/**
 * The public beacon, drand's network quicknet: its constants, when a round is due, its signature (SPEC §4).
 *
 * Checks 4.1 to 4.4. The constants are pinned: a plan that names another network, or another key, could have
 * been made for a key whose owner knows every round beforehand.
 */

import { check, fact, judged, Missing, noFault, notChecked } from "../../kernel.js";
import { marksOver } from "../record/marks.js";
import { GENERATOR, isOne, readG1 } from "../../primitives/curve.js";
import { hashToG1 } from "../../primitives/hashing.js";
import { ENOUGH, outcomesOf } from "../../primitives/rolls.js";
import { hex, sha256, unhex } from "../../primitives/sha256.js";
import { isField, isRound, record } from "../../reading/shapes.js";

const CHAIN = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971";
/** A compressed point of G2; uncompressed, `POINT`. */
const KEY =
  "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106451" +
  "0d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a";
const GENESIS = 1692803367;
const PERIOD = 3;
const POINT = [
  [BigInt(`0x${KEY.slice(96)}`), BigInt(`0x${KEY.slice(0, 96)}`) % 2n ** 381n],
  [
    0x0e5db2b6bfbb01c867749cadffca88b36c24f3012ba09fc4d3022c5c37dce0f977d3adb5d183c7477c442b1f04515273n,
    0x01a714f2edb74119a2f2b0d5a7c75ba902d163700a61bc224ededd8e63aef7be1aaf8e93d7a9718b047ccddb3eb5d68bn,
  ],
];
const DOMAIN = "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_";

const hasFields = record({ chain: isField, public_key: isField, round: isRound });

/** The plan's `beacon`: null, or a network, its key and a round. */
export const isBeacon = (value) => value === null || hasFields(value);

/** The beacon that a plan's value stands for; null where it names none. */
export const readBeacon = (value) => (value === null ? null : Object.fromEntries(value));

/** UTC time at which the round is published, in the journal's form. */
export function dueOf(beacon) {
  return `${new Date((GENESIS + (beacon.round - 1) * PERIOD) * 1000).toISOString().slice(0, 19)}Z`;
}

const recordedIn = (entries) => entries.find((entry) => entry.type === "beacon");

/** Chain, round and signature as they go into the seed. */
export function pulseOf(beacon, entries) {
  const recorded = recordedIn(entries);
  if (beacon === null || !recorded) return ["none", "0", "none"];
  return [beacon.chain, `${beacon.round}`, recorded.body.signature];
}

const isNamed = ({ plan }) => plan.beacon !== null;
const OF_BEACON = { when: isNamed, due: () => false };

/** The beacon of one act: `ofDraw` are its entries, `result` the body of its result, if any. */
export const BEACON = [
  check("beacon", ({ plan: { beacon, file }, ofDraw }) => {
    // A beacon that the plan does not name is a fault.
    const recorded = recordedIn(ofDraw);
    if (beacon === null) return recorded ? judged(false, { got: recorded.file }) : null;
    const strange = [beacon.chain === CHAIN ? "" : beacon.chain, beacon.public_key === KEY ? "" : beacon.public_key];
    return noFault(strange.filter(Boolean), { wanted: `quicknet, ${CHAIN}`, file });
  }, { due: () => false }),
  // The journal's own times would let anyone make a plan for a round that is known, and a key of the organiser's making
  // would let them attest it. Where nobody else attests the plan, and no roll of 2^50 outcomes lies beside the beacon,
  // the organiser alone may have drawn.
  check("beacon.time", ({ plan: { beacon, form }, ofDraw, marks, result }) => {
    const due = dueOf(beacon);
    const faults = wrongTime(beacon, ofDraw);
    if (faults.length) return noFault(faults, { wanted: due });
    const planned = ofDraw.find(({ type }) => type === "plan");
    const [found] = planned ? marksOver(marks, planned, due) : [];
    if (found?.trusted) return judged(true, { got: `${found.time}: ${found.by}`, expected: `< ${due}` });
    if (found) return notChecked(found.timed ? `untrusted: ${found.time}: ${found.by}` : `word-only: ${found.by}`);
    const rolled = ofDraw.some(({ type, body }) => type === "contribution" && "text" in body);
    return result && !(rolled && outcomesOf(form) >= ENOUGH) ? judged(false, { got: "no-mark", expected: `< ${due}` }) : notChecked(`no-mark (< ${due})`);
  }, { ...OF_BEACON, file: "journal/" }),
  fact("pulse", ({ plan: { beacon }, ofDraw, result }) => {
    const pulse = recordedIn(ofDraw);
    if (pulse) return pulse;
    const lost = judged(false, { got: "none", expected: beacon.round, file: "journal/" });
    throw new Missing("not-drawn", { first: result ? lost : undefined });
  }),
  check("beacon.round", ({ plan: { beacon }, pulse: { file, body } }) => {
    const faults = [];
    if (body.chain !== beacon.chain || body.round !== beacon.round) faults.push(`${body.round} ≠ ${beacon.round}`);
    const own = hex(sha256(unhex(body.signature)));
    if (body.randomness !== own) faults.push(`${body.randomness} ≠ ${own}`);
    return noFault(faults, { wanted: `${beacon.round}`, file });
  }, OF_BEACON),
  check("beacon.signature", ({ plan: { beacon }, pulse: { file, body: { signature } } }) =>
    judged(isGenuine(beacon.round, signature), { got: `${signature.slice(0, 16)}…`, file }), OF_BEACON),
];

/** A plan that is no older than its round, a signature on record before there was one. */
function wrongTime(beacon, entries) {
  const due = dueOf(beacon);
  const plans = entries.filter(({ type, time }) => type === "plan" && time >= due);
  const pulses = entries.filter(({ type, time }) => type === "beacon" && time < due);
  return [
    ...plans.map(({ file, time }) => `${file} (${time} ≥ ${due})`),
    ...pulses.map(({ file, time }) => `${file} (${time} < ${due})`),
  ];
}

/** Whether a signature is that of a round under the pinned key: e(signature, −g2)·e(H(round), key) = 1. */
export function isGenuine(round, signature) {
  const point = readG1(unhex(signature));
  // Neither bytes that are no point, nor infinity, are a signature.
  if (!point) return false;
  const message = unhex(round.toString(16).padStart(16, "0"));
  const [x, [a, b]] = GENERATOR;
  return isOne([point, [x, [-a, -b]]], [hashToG1(sha256(message), DOMAIN), POINT]);
}
