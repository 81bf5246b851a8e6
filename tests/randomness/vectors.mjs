// The known answers of the specification in JavaScript: node vectors.mjs VECTORS.json ROLLS.json WEIGHTS.json
// Written from the specification alone, with nothing but node's own SHA-256. One "ok" or "FAIL" a line; exit 1 on any failure.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const sha256 = (text) => createHash("sha256").update(text, "utf8").digest("hex");

// §1
function line(...fields) {
  for (const field of fields) {
    if (!/^[A-Za-z0-9._:+/-]+$/.test(field)) throw new Error(`not a field of a line: ${JSON.stringify(field)}`);
  }
  return ["tirage1", ...fields].join("|");
}
const H = (...fields) => sha256(line(...fields));

// §2: keys in order; JSON.stringify writes the rest as RFC 8785 does.
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${members.join(",")}}`;
}

// §4. White space: what Unicode calls so, and the four separators of ASCII.
function readRoll(form, text) {
  const nothing = { written: null, value: null };
  const words = text.normalize("NFC").split(/[\p{White_Space}\x1c-\x1f]+/u).filter((word) => word);
  if (!words.length) return nothing;
  if (form === "words") return { written: words.join(" "), value: sha256(words.join(" ")) };
  const [, count, kind, faces] = /^([0-9]+)([dx])([0-9]+)$/.exec(form);
  const number = kind === "d" ? `[1-${faces}]` : `[0-9]{${faces.length - 1}}`;
  const digits = words.join("");
  if (!new RegExp(`^(?:${number}){${count}}$`).test(digits)) return nothing;
  return { written: digits.match(new RegExp(number, "g")).join(" "), value: digits.padEnd(64, "0") };
}
const bytewise = (a, b) => (a < b ? -1 : a > b ? 1 : 0); // ASCII only
function contributionsHash(contributions) {
  const sorted = [...contributions].sort((a, b) => bytewise(a.id, b.id));
  return sha256(sorted.map(({ id, value }) => `${id}|${value}\n`).join(""));
}
const seedOf = (plan, contributions, { chain, round, signature }) =>
  H("seed", plan, contributions, chain, String(round), signature);
const stageSeed = (seed, stage) => H("stage", seed, stage);

// §5
const ticket = (stage, pid) => H("ticket", stage, pid);
function inTicketOrder(stage, pids) {
  const tickets = pids.map((pid) => [ticket(stage, pid), pid]);
  return tickets.sort((a, b) => bytewise(a[0], b[0]) || bytewise(a[1], b[1])).map(([, pid]) => pid);
}
const LIMIT = 2n ** 256n;
function uniform(stage, n) {
  const fair = LIMIT - (LIMIT % n);
  for (let j = 0; ; j++) {
    const x = BigInt(`0x${H("int", stage, String(j))}`);
    if (x < fair) return { value: x % n, attempts: j + 1 };
  }
}

let passed = 0;
let failed = 0;
function check(name, got, expected) {
  const same = canonical(got) === canonical(expected);
  same ? passed++ : failed++;
  console.log(same ? `ok ${name}` : `FAIL ${name}: got ${canonical(got)}, expected ${canonical(expected)}`);
}
function refuses(name, act) {
  let refused = false;
  try {
    act();
  } catch {
    refused = true;
  }
  check(name, refused, true);
}

// §5: weighted tickets.
function logarithm(ticket) {
  const x = LIMIT - BigInt(`0x${ticket}`);
  let n = 0n;
  while (x >> (n + 1n)) n++;
  let m = (x << 64n) >> n;
  let bits = "";
  for (let place = 0; place < 64; place++) {
    m = (m * m) >> 64n;
    bits += m >> 65n ? "1" : "0";
    if (m >> 65n) m >>= 1n;
  }
  return ((256n - n) << 64n) - BigInt(`0b${bits}`);
}
function inWeightedOrder(stage, weights) {
  const keyed = Object.entries(weights).map(([pid, w]) => [logarithm(ticket(stage, pid)) / BigInt(w), ticket(stage, pid), pid]);
  return keyed.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : bytewise(a[1], b[1]) || bytewise(a[2], b[2]))).map((each) => each[2]);
}

const [vectors, rolls, weighted] = process.argv.slice(2, 5).map((path) => JSON.parse(readFileSync(path, "utf8")));
const { plan_hash: planHash, seed, stage_seed_invite: invite, stage_seed_panel: panel } = vectors;

for (const field of ["", "a|b", "a\n", "é", " "]) {
  refuses(`a field that is ${JSON.stringify(field)} is refused`, () => line("ticket", field));
}
check("plan, canonical", canonical(vectors.plan), vectors.plan_canonical_utf8);
check("plan hash", sha256(canonical(vectors.plan)), planHash);
for (const { id, value, commit } of vectors.contributions) check(`commitment of ${id}`, H("commit", id, value), commit);
check("contributions hash", contributionsHash([...vectors.contributions].reverse()), vectors.contributions_hash);
for (const { why, form, text, written, value } of rolls) check(`roll: ${why}`, readRoll(form, text), { written, value });
check("seed", seedOf(planHash, vectors.contributions_hash, vectors.beacon), seed);
check("stage seed, invite", stageSeed(seed, "invite"), invite);
check("stage seed, panel", stageSeed(seed, "panel"), panel);
for (const { pid, ticket: expected } of vectors.ticket) check(`ticket of ${pid}`, ticket(invite, pid), expected);
const everyone = Array.from({ length: 100000 }, (_, number) => `p${String(number).padStart(7, "0")}`);
const drawn = inTicketOrder(invite, everyone.reverse()).slice(0, 50);
check("50 of 100,000", drawn, vectors["draw_50_of_p0000000..p0099999"]);
const numbers = [
  ...vectors.uniform.map((known) => ({ ...known, stage: "panel" })),
  ...vectors.uniform_rejection,
];
for (const { stage, n, value, attempts } of numbers) {
  const got = uniform(stageSeed(seed, stage), BigInt(n));
  check(`uniform(${n}) of ${stage}`, { value: String(got.value), attempts: got.attempts }, { value, attempts });
}
for (const { why, ticket: known, logarithm: expected, keys } of weighted.keys) {
  const own = logarithm(known);
  check(`logarithm: ${why}`, String(own), expected);
  for (const [w, value] of Object.entries(keys)) check(`key: ${why}, ${w}`, String(own / BigInt(w)), value);
}
check("weighted order", inWeightedOrder(weighted.order.stage_seed, weighted.order.weights), weighted.order.first);

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
