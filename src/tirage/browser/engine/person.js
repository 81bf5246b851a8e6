/** What a dossier says of one person, by pid: facts, each a code of the page's texts with its values. */

import { contains, headerOf, linesOf, rows, textOf } from "./reading/csv.js";
import { attempt } from "./reading/documents.js";
import { readProof } from "./checks/citizen_proof.js";
import { ofFrame } from "./checks/roll/parts.js";
import { actsIn } from "./reading/entries.js";
import { entered } from "./checks/lottery/receipts.js";
import { standing } from "./checks/life/standing.js";
import { LOTTERY } from "./checks/lottery/lottery.js";
import { POOL } from "./checks/lottery/pool.js";
import { sorted } from "./words.js";
import { CHANCES } from "./checks/lottery/chances.js";

const PANEL = "public/panel.csv";
const NOTHING = new Uint8Array();
/** What stands for no features: a draw without quotas knows none. */
const NONE = "—";

/** The facts that the files at hand hold; whether these files are right is for the checklist to say. */
export function factsOf(files, pid) {
  return [...found(files, pid)];
}

function* found(files, pid) {
  const parts = ofFrame(files);
  const own = parts.find((name) => contains(files.get(name), `\n${pid},`)) ?? parts[0];
  if (own) yield* ofTable(files, own, pid, "frame", ([, stratum]) => ({ stratum }));
  for (const name of numbered(files, /^guarantors\/letters-([0-9]+)\.csv$/)) {
    yield* ofTable(files, name.file, pid, "letters", () => ({ wave: name.number }), { wave: name.number });
  }
  const last = numbered(files, /^guarantors\/responses-([0-9]+)\.csv$/).at(-1);
  if (last) yield* ofTable(files, last.file, pid, "answer", ([, status]) => ({ status }));
  const pool = poolOf(files, pid);
  const criteria = files.has(pool) ? headerOf(files.get(pool)).slice(2) : [];
  const features = ([, , ...values]) => values.map((value, c) => `${criteria[c]} ${value}`).join(", ") || NONE;
  const household = () => entered(files.get(pool)).get(pid).get("household");
  yield* ofTable(files, pool, pid, "pool", (row) => ({ features: features(row), household: household() }));
  if (files.has(LOTTERY)) yield ofLottery(files.get(LOTTERY), pid);
  yield* ofTable(files, CHANCES, pid, "chance", ([, , chance]) => ({ chance }));
  yield* ofTable(files, PANEL, pid, "panel", () => ({}));
  yield* ofSeat(files, pid);
}

/** The pool that the person was entered in: that of the panel, or as it was after a list of those who joined. */
function poolOf(files, pid) {
  const lists = numbered(files, /^guarantors\/volunteers-([0-9]+)\.csv$/).map(({ file }) => file);
  return lists.find((name) => !contains(files.get(POOL) ?? NOTHING, `\n${pid},`) && contains(files.get(name), `\n${pid},`)) ?? POOL;
}

/** Where the person stands by all acts, as a proof says it; nothing before a draw, or where an act cannot be read. */
function* ofSeat(files, pid) {
  const acts = actsIn(files);
  if (!acts.some(({ type }) => type === "panel")) return;
  const entries = acts.map(({ type, time, body }) => {
    const said = Object.fromEntries(body ?? []);
    return { type, time: `${time}`, act: `${said.act}`, body: said };
  });
  const seat = attempt(() => standing(files, entries, pid));
  if (seat) yield seatOf(seat, "journal/");
}

const seatOf = (seat, file) => ({ code: `seat.${seat.get("status")}`, file, values: Object.fromEntries(seat) });

/** What a proof says of its person, each with what became of the check of it; nothing where it is none. */
export function factsOfProof({ name, data }, checks) {
  const proof = attempt(() => readProof(data));
  return proof ? [...said(proof, name, (...codes) => worst(checks, codes))] : [];
}

function* said({ receipt, pool, today }, file, statusOf) {
  if (receipt) {
    const values = { features: receipt.features.join(", ") || NONE, household: receipt.household };
    yield { code: "receipt", file, values, status: statusOf("proof.receipt", "proof.entered") };
  }
  if (pool) yield { code: "receipt.chance", file, values: pool, status: statusOf("proof.chance") };
  if (today) yield { ...seatOf(today, file), status: statusOf("proof.today") };
}

/** Failed where one of these failed, right where one is and none failed. */
function worst(checks, codes) {
  const found = checks.filter(({ code }) => codes.includes(code)).map(({ status }) => status);
  return ["failed", "ok"].find((each) => found.includes(each)) ?? "not-checked";
}

function numbered(files, pattern) {
  const names = [...files.keys()].map((file) => ({ file, number: Number(pattern.exec(file)?.[1]) }));
  return sorted(names.filter(({ number }) => number), (a, b) => a.number - b.number);
}

/** One fact from the row that begins with the pid, or that there is none; nothing where there is no such file. */
function* ofTable(files, file, pid, code, values, otherwise = {}) {
  if (!files.has(file)) return;
  const row = attempt(() => rowOf(files.get(file), pid));
  yield row ? { code: `${code}.yes`, file, values: values(row) } : { code: `${code}.no`, file, values: otherwise };
}

function rowOf(data, pid) {
  for (const row of rows(data, headerOf(data))) if (row[0] === pid) return row;
  return undefined;
}

function ofLottery(data, pid) {
  let [all, own] = [0, 0];
  for (const line of linesOf(data)) {
    all++;
    if (textOf(line).split(",").includes(pid)) own++;
  }
  return { code: "lottery", file: LOTTERY, values: { own, all } };
}
