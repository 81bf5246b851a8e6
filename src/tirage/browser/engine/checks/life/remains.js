/** What is left of pool and quotas when seats are open, derived a second time. Checks 10.5 to 10.8. */

import { compared, faulty, judged, skipped } from "../../kernel.js";
import { attempt, canonical, Malformed, natural, parseJson, rows } from "../../reading/documents.js";
import { hashOf, hashText } from "../../primitives/lines.js";
import { peopleIn, POOL, readPool, seatsOf } from "../lottery/pool.js";
import { readProof, weigh } from "../certificate/proofs.js";
import { readQuotas } from "../lottery/quotas.js";
import { sorted } from "../../words.js";

const NOTHING = new Uint8Array();
const QUOTAS = "public/quotas.json";
const SITTING = "public/sitting.csv";
const LIMITS = ["minimum", "maximum"];
const bytesOf = (text) => new TextEncoder().encode(text);

/** The seats of those who stay, as published and as the pool has them. */
export function* checkSitting(own, moment, quotas, pool) {
  const file = `${moment.entry.act} sitting.csv`;
  let fault = "";
  const found = attempt(
    () => [sitting(own.get(SITTING) ?? NOTHING, quotas), pool && counted(pool, quotas, moment.counted)],
    (words) => void (fault = words),
  );
  if (!found) yield judged("life.sitting", false, { got: fault, file });
  else if (!found[1]) yield skipped("life.sitting", "no-pool", file);
  else {
    const [figures, wanted] = found;
    const wrong = [...figures.keys()].filter((row) => figures[row] !== BigInt(wanted[row]));
    const faults = wrong.map((row) => `${quotas.rows[row].join(" ")}: ${figures[row]} ≠ ${wanted[row]}`);
    yield faulty("life.sitting", faults, { checked: figures.length, file });
  }
}

/** The quotas of the open seats, to the byte: from those of the panel, who stays, and what was relaxed. */
export function* checkQuotasLeft(own, moment, files, plan) {
  const file = `${moment.entry.act} quotas.json`;
  let fault = "";
  const wanted = attempt(
    () => {
      const data = files.get(QUOTAS) ?? NOTHING;
      const taken = sitting(own.get(SITTING) ?? NOTHING, readQuotas(data));
      return canonical(moved(residual(data, taken.map(Number)), plan.relaxed?.get("moves") ?? []));
    },
    (words) => void (fault = words),
  );
  if (wanted === undefined) yield judged("life.quotas", false, { got: fault, file });
  else yield compared("life.quotas", hashOf(own.get(QUOTAS) ?? NOTHING), hashText(wanted), file);
}

/** Those who can be drawn, to the byte: from the first pool and the record. */
export function* checkPoolLeft(own, moment, quotas, pool, plan) {
  const file = `${moment.entry.act} pool.csv`;
  if (!pool || !own.has(POOL)) {
    yield skipped("life.pool", "no-pool", file);
    return;
  }
  let fault = "";
  const wanted = attempt(
    () => remaining(pool, quotas, moment, plan.among),
    (words) => void (fault = words),
  );
  if (wanted === undefined) yield judged("life.pool", false, { got: fault, file });
  else yield compared("life.pool", hashOf(own.get(POOL)), hashText(wanted), file);
}

/** Wherever quotas were relaxed or seats left open: that no one fits, by an addition in integers. */
export function* checkNobody(files, quotas, pool, moments, planned) {
  const relaxed = planned.filter(({ plan }) => plan.relaxed);
  const said = relaxed.map(({ moment, plan }) => ({ moment, proof: plan.relaxed.get("proof"), among: plan.among }));
  for (const moment of moments) {
    if (moment.entry.type === "unfilled") said.push({ moment, proof: moment.entry.body.proof, among: "everyone" });
  }
  for (const { moment, proof, among } of said) {
    const file = moment.entry.file;
    if (!pool) {
      yield skipped("life.nobody", "no-pool", file);
      continue;
    }
    const faults = attempt(
      () => {
        const strict = canonical(residual(files.get(QUOTAS), counted(pool, quotas, moment.counted)));
        const left = remaining(pool, quotas, moment, among);
        return [...unlike(moment, left, strict), ...(proof ? room(proof, left, strict, moment.drawn.length) : [])];
      },
      (words) => [words],
    );
    if (faults.length || proof) yield faulty("life.nobody", faults, { file });
    else yield skipped("life.nobody", "needs-solver", file);
  }
}

/** Rows that those who sit today do not fill, or overfill. */
export function* checkUnmet(quotas, pool, seated) {
  const seats = pool && attempt(
    () => counted(pool, quotas, seated),
    () => null,
  );
  if (!seats) return;
  const { rows: names, minimum, maximum } = quotas;
  const unmet = [...seats.keys()].filter((row) => seats[row] < minimum[row] || seats[row] > maximum[row]);
  const words = unmet.map((row) => `${names[row].join(" ")}: ${seats[row]} (${minimum[row]}–${maximum[row]})`);
  if (words.length) yield skipped("beyond.unmet", words.join("; "));
}

/** The document of quotas, each limit less the seats taken in its row and no less than 0. */
function residual(quotas, taken) {
  const document = parseJson(quotas);
  for (const [row, bounds] of boundsOf(document).entries()) {
    for (const limit of LIMITS) bounds.set(limit, Math.max(0, bounds.get(limit) - taken[row]));
  }
  return document;
}

/** The parts of a document of quotas that have limits, in row order. */
function boundsOf(document) {
  const parts = document.get("criteria").flatMap((each) => each.get("categories"));
  return [...parts, ...(document.get("crossings") ?? []).flatMap((each) => each.get("cells"))];
}

/** A document relaxed by moves; Malformed for one that begins elsewhere, or that tightens. */
function moved(document, moves) {
  const named = (criterion) => criterion.get("categories").map((part) => `${criterion.get("name")}\n${part.get("name")}`);
  const joined = (crossing) =>
    crossing.get("cells").map((part) => `${crossing.get("of").join(" × ")}\n${part.get("categories").join(" × ")}`);
  const names = [...document.get("criteria").flatMap(named), ...(document.get("crossings") ?? []).flatMap(joined)];
  const bounds = boundsOf(document);
  const byName = new Map(names.map((name, row) => [name, bounds[row]]));
  for (const move of moves) {
    const [criterion, category, limit, from, to] =
      ["criterion", "category", "limit", "from", "to"].map((key) => move.get(key));
    const row = byName.get(`${criterion}\n${category}`);
    const looser = limit === "minimum" ? to < from : to > from;
    if (row?.get(limit) !== from || !looser) throw new Malformed("wrong-value", `${criterion} ${category}`);
    row.set(limit, to);
  }
  return document;
}

/** The text of the pool of a later draw. */
export function remaining(pool, quotas, moment, among) {
  const header = ["pid", "household", ...quotas.criteria];
  const people = [...rows(pool, header)];
  const isMember = (pid) => moment.seated.has(pid) || moment.left.has(pid);
  const closed = new Set(people.filter(([pid, home]) => home && isMember(pid)).map(([, home]) => home));
  const free = people.filter(([pid, home]) => !isMember(pid) && !moment.out.has(pid) && !closed.has(home));
  const left = narrowed(free, people, moment, among);
  const sharing = new Map();
  for (const [, home] of left) sharing.set(home, (sharing.get(home) ?? 0) + 1);
  const labels = new Map([["", ""]]);
  for (const [, home] of left) {
    if (!labels.has(home) && sharing.get(home) > 1) labels.set(home, `h${labels.size}`);
  }
  const written = left.map(([pid, home, ...features]) => [pid, labels.get(home) ?? "", ...features]);
  return [header, ...written].map((row) => `${row.map(cell).join(",")}\n`).join("");
}

/** Those of the free people that a plan draws among. */
function narrowed(free, people, moment, among) {
  const [way, number] = among.split("/");
  if (way === "alike") {
    const most = natural(number);
    const gone = people.filter(([pid]) => moment.drawn.includes(pid)).map(([, , ...features]) => features);
    const nearest = (features) => (gone.length ? Math.min(...gone.map((one) => differ(features, one))) : 0);
    return free.filter(([, , ...features]) => BigInt(nearest(features)) <= most);
  }
  if (way === "alternates") {
    const { number: list, pids } = moment.listed;
    if (!list || number !== `${list}`) throw new Malformed("wrong-value", among);
    const listed = new Set(pids);
    return free.filter(([pid]) => listed.has(pid));
  }
  return free;
}

const differ = (features, other) => features.filter((value, c) => value !== other[c]).length;

const cell = (text) => (/[,"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Whether an entry `unfilled` speaks of these people and these quotas. */
function unlike({ entry }, left, strict) {
  if (entry.type !== "unfilled") return [];
  const said = [entry.body.people, entry.body.pool, entry.body.quotas];
  const own = [left.split("\n").length - 2, hashText(left), hashText(strict)];
  return said.map((got, place) => (got === own[place] ? "" : `${got} ≠ ${own[place]}`)).filter(Boolean);
}

/** What the addition leaves open: no composition can have a weighted sum that is below 0 at most. */
function room(proof, left, strict, seats) {
  const quotas = readQuotas(bytesOf(strict));
  const pool = readPool(bytesOf(left), quotas);
  const { signed, ceiling } = weigh(readProof(proof, { programs: false, signed: false }), seats, pool, quotas);
  // Σ s·x is at least minus the weights below 0 of everyone, and at most the ceiling.
  const below = signed.reduce((sum, weight, t) => (weight < 0n ? sum - weight * BigInt(pool.sizes[t]) : sum), 0n);
  return ceiling + below >= 0n ? [`${ceiling + below} ≥ 0`] : [];
}

/** The seats of `sitting.csv` by quota row; Malformed unless names and limits are those of the quotas. */
function sitting(data, quotas) {
  const found = [...rows(data, ["criterion", "category", "minimum", "seats", "maximum"])];
  const wanted = quotas.rows.map((names, row) => [...names, `${quotas.minimum[row]}`, `${quotas.maximum[row]}`]);
  if (JSON.stringify(found.map((row) => row.toSpliced(3, 1))) !== JSON.stringify(wanted)) throw new Malformed("rows");
  return found.map((row) => natural(row[3]));
}

function counted(pool, quotas, seated) {
  const known = readPool(pool, quotas);
  return seatsOf(known, quotas, peopleIn(known, sorted(seated)));
}
