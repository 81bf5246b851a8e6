/** What is left of pool and quotas when seats are open, derived a second time. Checks 10.5 to 10.8 and 10.29. */

import { check, compared, judged, noFault, notChecked, orNull, remark } from "../../kernel.js";
import { rows } from "../../reading/csv.js";
import { attempt, bytesAt, canonical, Malformed, parseJson } from "../../reading/documents.js";
import { natural } from "../../reading/figures.js";
import { hashOf, hashText } from "../../primitives/lines.js";
import { actsIn } from "../../reading/entries.js";
import { PLAN, readPlan } from "../chance/plan.js";
import { LOTTERY } from "../lottery/lottery.js";
import { peopleIn, POOL, readPool, seatsOf } from "../lottery/pool.js";
import { judgeLeast } from "../certificate/least.js";
import { Allowance, OF_NOBODY, readTree, refuseOpen } from "../certificate/tree.js";
import { readQuotas } from "../lottery/quotas.js";
import { Spent } from "../lottery/seating.js";
import { candidatesOf, claimsOf, lineOf, posed } from "./filling.js";
import { somebodyFits } from "./fits.js";
import { isAlternatesFirst, laterPlans, latin, mayPassNearer, mayPassOver, passedBy } from "./passed.js";
import { readFigures, unequal } from "../lottery/tables.js";
import { countsOf, sorted } from "../../words.js";

const QUOTAS = "public/quotas.json";
const SITTING = "public/sitting.csv";
const SITTING_HEADER = ["criterion", "category", "minimum", "seats", "maximum"];
const LIMITS = ["minimum", "maximum"];
/** Limits that gave way which are shown. */
const MOST_MOVES = 10;
const moveIn = ({ criterion, category, limit, from, to }) => `${criterion} ${category} ${limit}: ${from} → ${to}`;
const bytesOf = (text) => new TextEncoder().encode(text);

/** What is said of each of some moments, about the file that is `named`; a fault where something is malformed. */
const ofEach = (moments, named, judge) => moments.map((moment) => {
  const said = attempt(() => judge(moment), (got) => judged(false, { got }));
  return { ...said, file: named(moment) };
});
const ofDraw = (name) => ({ entry }) => `${entry.act} ${name}`;

const isDrawn = ({ lived, files }) => lived && laterPlans(files).length > 0;
/** Whether quotas gave way, or seats stay open beside those drawn, as far as any bytes tell. */
const isRelaxed = (data) => !latin(data).includes('"relaxed":null') || latin(data).includes('"filling":');

/** What each later draw says of seats, quotas and pool, against the first pool and the record. */
export const REMAINS = [
  check("life.sitting", ({ quotas, files, life }) => ofEach(life.planned, ofDraw("sitting.csv"), (moment) => {
    const figures = readFigures(bytesAt(moment.files, SITTING), quotas, SITTING_HEADER);
    if (!files.has(moment.pool)) return notChecked("no-pool");
    const own = counted(files.get(moment.pool), quotas, moment.counted);
    return noFault(unequal(figures, own, quotas), { checked: figures.length });
  }), { due: isDrawn }),
  // To the byte: from those of the panel, who stays, and what was relaxed.
  check("life.quotas", ({ quotas, files, life }) => ofEach(life.planned, ofDraw("quotas.json"), (moment) => {
    const taken = readFigures(bytesAt(moment.files, SITTING), quotas, SITTING_HEADER);
    const strict = residual(keptQuotas(files), taken.map(Number));
    const left = moved(strict, quotas, moment.plan.relaxed?.get("moves") ?? []);
    return compared(hashOf(bytesAt(moment.files, QUOTAS)), hashText(canonical(left)));
  }), { due: isDrawn }),
  // To the byte: from the first pool and the record.
  check("life.pool", ({ quotas, files, life }) => ofEach(life.planned, ofDraw("pool.csv"), (moment) => {
    if (!files.has(moment.pool) || !moment.files.has(POOL)) return notChecked("no-pool");
    const left = remaining(files.get(moment.pool), quotas, moment, moment.plan.among);
    return compared(hashOf(moment.files.get(POOL)), hashText(left));
  }), { due: isDrawn }),
  // Wherever quotas were relaxed, seats left open or people who come first passed over: that no one fits, by a
  // tree or by trying who might.
  check("life.nobody", (facts) => {
    const { quotas, files, life } = facts;
    const panel = orNull(() => facts.plan);
    const filled = panel ? life.planned.filter(({ plan }) => plan.filling) : [];
    const relaxed = life.planned.filter(({ plan }) => plan.relaxed);
    const unfilled = life.moments.filter(({ entry }) => entry.type === "unfilled");
    const first = isAlternatesFirst(files);
    const passedOver = life.planned.filter((moment) => passedBy(moment, first));
    const ofFilled = filled.reduce((sum, { plan }) => sum + 1 + plan.filling.get("first").length, 0);
    const claims = relaxed.length + passedOver.length + unfilled.length + ofFilled;
    return [
      ...nobody(relaxed, files, quotas, claims, ({ plan, files: own }) => ({
        proof: plan.relaxed.get("proof"), among: plan.among, lottery: bytesAt(own, LOTTERY),
      })),
      ...nobody(passedOver, files, quotas, claims, (moment) => ({
        proof: null, among: passedBy(moment, first), lottery: new Uint8Array(),
      })),
      ...nobody(unfilled, files, quotas, claims, ({ entry }) => ({
        proof: entry.body.proof, among: "everyone", lottery: new Uint8Array(),
      })),
      ...ofEach(filled, ({ entry }) => entry.file, (moment) => filledRightly(moment, files, quotas, panel, claims)),
    ];
  }, { due: ({ lived, held, files }) => lived && (held.has("unfilled") || laterPlans(files).some(isRelaxed) || mayPassOver(files, actsIn(files))
    || mayPassNearer(files)) }),
  // That quotas gave way no more than they had to.
  check("life.least", ({ quotas, files, life }) => {
    const relaxed = life.planned.filter(({ plan }) => plan.relaxed);
    return ofEach(relaxed, ofDraw("plan.json"), (moment) => {
      const pool = files.get(moment.pool);
      if (!pool) return notChecked("no-pool");
      const strict = readQuotas(bytesOf(strictQuotas(files, quotas, moment)));
      const left = readPool(bytesOf(remaining(pool, quotas, moment, moment.plan.among)), strict);
      return judgeLeast(moment.plan.relaxed, left, strict, quotas, moment.drawn.length, bytesAt(moment.files, LOTTERY));
    });
  }, { due: ({ lived, files }) => lived && laterPlans(files).some((data) => !latin(data).includes('"relaxed":null')) }),
  // Limits that gave way in later draws, in the order of the record.
  remark("beyond.relaxed", ({ life: { planned } }) => {
    const shown = planned.flatMap(({ entry, plan }) => (plan.relaxed?.get("moves") ?? []).map((move) =>
      `${entry.act} ${moveIn(Object.fromEntries(move))}`));
    const words = [...shown.slice(0, MOST_MOVES), ...(shown.length > MOST_MOVES ? ["…"] : [])];
    return words.length > 0 && notChecked(words.join("; "));
  }),
  remark("beyond.vacant", ({ quotas: _, life: { vacant, closed } }) =>
    vacant.length > 0 && !closed && notChecked(vacant.join(", "))),
  // Rows that those who sit today do not fill, or overfill.
  remark("beyond.unmet", ({ quotas, files, life }) => {
    const { pool } = life.joins;
    if (life.closed || !files.has(pool)) return null;
    const seats = attempt(() => counted(files.get(pool), quotas, life.since.keys())) ?? [];
    const { rows: names, minimum, maximum } = quotas;
    const unmet = [...seats.keys()].filter((row) => seats[row] < minimum[row] || seats[row] > maximum[row]);
    const words = unmet.map((row) => `${names[row].join(" ")}: ${seats[row]} (${minimum[row]}–${maximum[row]})`);
    return words.length > 0 && notChecked(words.join("; "));
  }),
];

/** That no one fits, for each moment; `claim` gives its proof, whom it draws among, and the panels published. */
function nobody(moments, files, quotas, claims, claim) {
  return ofEach(moments, ({ entry }) => entry.file, (moment) => {
    const pool = files.get(moment.pool);
    if (!pool) return notChecked("no-pool");
    const { proof, among, lottery } = claim(moment);
    const seats = moment.drawn.length;
    try {
      return noFault(attempt(() => {
        const strict = strictQuotas(files, quotas, moment);
        const left = remaining(pool, quotas, moment, among);
        const faults = unlike(moment, left, strict);
        if (!proof && faults.length) return faults;
        return [...faults, ...whetherNobody(proof, left, strict, seats, lottery, claims)];
      }, (words) => [words]));
    } catch (error) {
      if (error instanceof Spent) return notChecked("not-proved-here");
      throw error;
    }
  });
}

/** That not one more of the seats of a draw could be filled, nor an earlier one instead. */
function filledRightly(moment, files, quotas, panel, claims) {
  const pool = files.get(moment.pool);
  if (!pool) return notChecked("no-pool");
  const { drawn, plan, seated, vacant } = moment;
  const seats = candidatesOf(moment, panel);
  const some = drawn.length > 0 && drawn.length < seats.length && drawn.every((pid) => seats.includes(pid));
  if (!some) return noFault([`${drawn.length}/${seats.length}`]);
  const stay = new Set([...seated, ...vacant.filter((pid) => !seats.includes(pid))]);
  const strict = residual(keptQuotas(files), counted(pool, quotas, stay));
  const left = remaining(pool, quotas, { ...moment, drawn: seats }, "everyone");
  const due = [...claimsOf(drawn, seats)];
  const proofs = [plan.filling.get("most"), ...plan.filling.get("first")];
  if (due.length !== proofs.length) throw new Malformed("wrong-value", "filling");
  const holders = peopleOf(pool, quotas).filter(([pid]) => seats.includes(pid));
  let unproved = false;
  const faults = due.flatMap(({ givenUp, least }, place) => {
    const [people, limits] = posed(left, strict, holders, givenUp, least);
    try {
      return whetherNobody(proofs[place], people, limits, seats.length, new Uint8Array(), claims);
    } catch (error) {
      if (!(error instanceof Spent)) throw error;
      unproved = true;
      return [];
    }
  });
  return unproved && !faults.length ? notChecked("not-proved-here") : noFault(faults);
}

/** What is wrong with a claim that a pool has no panel: Malformed for its tree; without one, who fits, or Spent. */
function whetherNobody(proof, left, strict, seats, lottery, claims) {
  if (!proof) return whoeverFits(left, strict, seats, lottery, claims);
  refuseRoom(proof, left, strict, seats);
  return [];
}

/** People of profiles that fit together, as the fault that they are; Spent where not all were tried. */
function whoeverFits(left, strict, seats, lottery, claims) {
  const quotas = readQuotas(bytesOf(strict));
  const pool = readPool(bytesOf(left), quotas);
  const wanted = somebodyFits(pool, quotas, seats, lottery, claims);
  if (!wanted) return [];
  const people = [...pool.numbers].filter(([, number]) => wanted[pool.profileOf[number]]-- > 0).map(([pid]) => pid);
  return [`fits: ${people.slice(0, 3).join(", ")}${people.length > 3 ? " …" : ""}`];
}

/**
 * What later draws keep to: the document of the panel's quotas, with the tolerance that its plan has fixed.
 * Malformed for a tolerance of something that the quotas do not have.
 */
function keptQuotas(files) {
  const document = parseJson(bytesAt(files, QUOTAS));
  const seats = readPlan(bytesAt(files, PLAN)).later.tolerance ?? new Map();
  const named = [
    ...document.get("criteria").flatMap((each) => each.get("categories").map((part) => [each.get("name"), part])),
    ...(document.get("crossings") ?? []).flatMap((each) => each.get("cells").map((part) => [each.get("of").join(" × "), part])),
  ];
  const known = new Set(["", ...named.map(([name]) => name)]);
  if ([...seats].some(([name, room]) => room && !known.has(name))) throw new Malformed("wrong-value", "later.tolerance");
  for (const [name, part] of named) {
    const room = seats.get(name) ?? seats.get("") ?? 0;
    part.set("minimum", Math.max(0, part.get("minimum") - room));
    part.set("maximum", part.get("maximum") + room);
  }
  return document;
}

/** The text of the quotas of the seats that are open at a moment. */
export const strictQuotas = (files, quotas, moment) =>
  canonical(residual(keptQuotas(files), counted(files.get(moment.pool), quotas, moment.counted)));

/** A document of quotas, each limit less the seats taken in its row and no less than 0; changed in place. */
function residual(document, taken) {
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

/** A document of these quotas relaxed by moves; Malformed for a move that begins elsewhere, or that tightens. */
function moved(document, quotas, moves) {
  const bounds = boundsOf(document);
  const byName = new Map(quotas.rows.map((names, row) => [names.join("\n"), bounds[row]]));
  for (const move of moves) {
    const { criterion, category, limit, from, to } = Object.fromEntries(move);
    const row = byName.get(`${criterion}\n${category}`);
    const looser = limit === "minimum" ? to < from : to > from;
    if (row?.get(limit) !== from || !looser) throw new Malformed("wrong-value", `${criterion} ${category}`);
    row.set(limit, to);
  }
  return document;
}

/** What was read of a pool under some quotas, by its bytes: the panel's is read once, however many acts come after. */
const READ = new WeakMap();

function onceOf(pool, quotas, name, read) {
  let known = READ.get(pool);
  if (known?.quotas !== quotas) READ.set(pool, (known = { quotas }));
  return (known[name] ??= read());
}

const peopleOf = (pool, quotas) =>
  onceOf(pool, quotas, "people", () => [...rows(pool, ["pid", "household", ...quotas.criteria])]);

/** The text of the pool of a later draw. */
export function remaining(pool, quotas, moment, among) {
  const header = ["pid", "household", ...quotas.criteria];
  const people = peopleOf(pool, quotas);
  const isMember = (pid) => moment.seated.has(pid) || moment.left.has(pid);
  const closed = new Set(people.filter(([pid, home]) => home && isMember(pid)).map(([, home]) => home));
  const free = people.filter(([pid, home]) => !isMember(pid) && !moment.out.has(pid) && !closed.has(home));
  const left = narrowed(free, people, moment, among);
  const sharing = countsOf(left.map(([, home]) => home));
  const labels = new Map([["", ""]]);
  for (const [, home] of left) {
    if (!labels.has(home) && sharing.get(home) > 1) labels.set(home, `h${labels.size}`);
  }
  const written = left.map(([pid, home, ...features]) => [pid, labels.get(home) ?? "", ...features]);
  return [header, ...written].map((row) => `${lineOf(row)}\n`).join("");
}

/** Those of the free people that a plan draws among. */
function narrowed(free, people, moment, among) {
  const [way, number] = among.split("/");
  if (way === "alike") {
    const most = natural(number);
    const gone = people.filter(([pid]) => moment.drawn.includes(pid)).map(([, , ...features]) => features);
    const least = (features) => gone.map((one) => differ(features, one)).reduce((a, b) => Math.min(a, b), Infinity);
    const nearest = (features) => (gone.length ? least(features) : 0);
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

/** Whether an entry `unfilled` speaks of these people and these quotas. */
function unlike({ entry }, left, strict) {
  if (entry.type !== "unfilled") return [];
  const said = [entry.body.people, entry.body.pool, entry.body.quotas];
  const own = [left.split("\n").length - 2, hashText(left), hashText(strict)];
  return said.map((got, place) => (got === own[place] ? "" : `${got} ≠ ${own[place]}`)).filter(Boolean);
}

/** Malformed where the tree does not show that there is no composition. */
function refuseRoom(proof, left, strict, seats) {
  const quotas = readQuotas(bytesOf(strict));
  const pool = readPool(bytesOf(left), quotas);
  const allowance = new Allowance(...OF_NOBODY);
  allowance.read(new TextEncoder().encode(canonical(proof.get("tree"))).length);
  const tree = readTree(proof.get("tree"));
  refuseOpen(tree, pool.sizes.map(() => 0n), -1n, { seats, pool, quotas, cuts: [] }, allowance);
}

/** Seats by quota row that these people of a pool take. */
function counted(pool, quotas, seated) {
  const known = onceOf(pool, quotas, "profiled", () => readPool(pool, quotas));
  return seatsOf(known, quotas, peopleIn(known, sorted(seated)));
}
