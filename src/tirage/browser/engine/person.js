/** What a dossier says of one person, by pid: facts, each a code of the page's texts with its values. */

import { LATER, RESULTS } from "./reading/acts.js";
import { contains, headerOf, linesOf, rows, textOf } from "./reading/csv.js";
import { attempt } from "./reading/documents.js";
import { PIDS } from "./checks/roll/frame.js";
import { actsIn } from "./reading/entries.js";
import { at } from "./reading/paths.js";
import { LOTTERY } from "./checks/lottery/lottery.js";
import { POOL } from "./checks/lottery/pool.js";
import { sorted } from "./words.js";
import { CHANCES } from "./checks/lottery/chances.js";

const PANEL = "public/panel.csv";

/** The facts that the files at hand hold; whether these files are right is for the checklist to say. */
export function factsOf(files, pid) {
  return [...found(files, pid)];
}

function* found(files, pid) {
  yield* ofTable(files, PIDS, pid, "frame", ([, stratum]) => ({ stratum }));
  for (const name of numbered(files, /^guarantors\/letters-([0-9]+)\.csv$/)) {
    yield* ofTable(files, name.file, pid, "letters", () => ({ wave: name.number }), { wave: name.number });
  }
  const last = numbered(files, /^guarantors\/responses-([0-9]+)\.csv$/).at(-1);
  if (last) yield* ofTable(files, last.file, pid, "answer", ([, status]) => ({ status }));
  const criteria = files.has(POOL) ? headerOf(files.get(POOL)).slice(2) : [];
  const features = ([, , ...values]) => values.map((value, c) => `${criteria[c]} ${value}`).join(", ");
  yield* ofTable(files, POOL, pid, "pool", (row) => ({ features: features(row) }));
  if (files.has(LOTTERY)) yield ofLottery(files.get(LOTTERY), pid);
  yield* ofTable(files, CHANCES, pid, "chance", ([, , chance]) => ({ chance }));
  yield* ofTable(files, PANEL, pid, "panel", () => ({}));
  yield* ofSeat(files, pid);
}

/** Sits since when, sat from when to when, or never sat, by all draws; nothing before a draw, or without its panel. */
function* ofSeat(files, pid) {
  let [seat, drawn] = [null, false];
  for (const { file, type, time, body: said } of actsIn(files)) {
    const body = said ?? new Map();
    const act = type === "panel" ? type : `${body.get("act")}`;
    if (type === "panel" || (Object.values(RESULTS).includes(type) && LATER.test(act))) {
      const panel = files.get(at(PANEL, act));
      if (!panel) return;
      drawn = true;
      if (contains(panel, `\n${pid}\n`)) seat = { code: "seat.now", file, values: { since: `${time}`.slice(0, 10) } };
    } else if (seat?.code === "seat.now" && (type === "close" || (type === "vacancy" && body.get("pid") === pid))) {
      seat = { code: "seat.past", file, values: { ...seat.values, until: `${body.get("date")}` } };
    }
  }
  if (drawn) yield seat ?? { code: "seat.never", file: "journal/", values: {} };
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
