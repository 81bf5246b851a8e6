/** Published by quota row: `counts.csv` before the draw, `seats.csv` after. Checks 7.2, 7.3, 9.3, 9.4. */

import { allSkipped, faulty, judged, skipped } from "../../kernel.js";
import { attempt, Malformed, natural, rows } from "../../reading/documents.js";
import { absenceOf, leftOut } from "../../reading/pack.js";
import { sumOf } from "../chance/plan.js";
import { peopleIn, seatsOf } from "./pool.js";

export const COUNTS = "public/counts.csv";
export const SEATS = "public/seats.csv";

/** The figures of one column, by quota row; Malformed unless names and limits are those of the quotas. */
function readFigures(data, quotas, header, column) {
  const found = [...rows(data, header.split(","))];
  const figures = found.map((row) => natural(row[column]));
  const wanted = quotas.rows.map((names, row) => [...names, `${quotas.minimum[row]}`, `${quotas.maximum[row]}`]);
  const said = found.map((row) => row.toSpliced(column, 1));
  if (JSON.stringify(said) !== JSON.stringify(wanted)) throw new Malformed("rows");
  return figures;
}

/** Criteria that do not add up to the total, categories that their cells in a crossing do not fit into. */
function uneven(figures, quotas, total) {
  const faults = [];
  quotas.criteria.forEach((name, c) => {
    const added = sumOf([...quotas.index[c].values()].map((row) => figures[row]));
    if (added !== BigInt(total)) faults.push(`${name}: ${added} ≠ ${total}`);
  });
  return [...faults, ...quotas.crossings.flatMap((crossing) => unfitting(crossing, figures, quotas))];
}

/** Categories whose cells exceed them, or are all there and do not add up to them. */
function unfitting({ columns, cells }, figures, quotas) {
  const parts = new Map();
  for (const { categories, row } of cells.values()) {
    categories.forEach((category, place) => {
      const c = columns[place];
      const own = quotas.index[c].get(category);
      if (!parts.has(own)) parts.set(own, { c, added: 0n, cells: 0 });
      const part = parts.get(own);
      part.added += figures[row];
      part.cells++;
    });
  }
  const every = columns.reduce((product, c) => product * quotas.index[c].size, 1);
  const faults = [];
  for (const [row, part] of parts) {
    const complete = part.cells * quotas.index[part.c].size === every;
    if (part.added > figures[row] || (complete && part.added < figures[row])) {
      faults.push(`${quotas.rows[row].join(" ")}: ${part.added} ≠ ${figures[row]}`);
    }
  }
  return faults;
}

function unequal(figures, counted, quotas) {
  const wrong = [...quotas.rows.keys()].filter((row) => figures[row] !== BigInt(counted[row]));
  return wrong.map((row) => `${quotas.rows[row].join(" ")}: ${figures[row]} ≠ ${counted[row]}`);
}

/** `counts.csv`: everyone once in each criterion; the same as in the pool, where it is at hand. */
export function* checkCounts(files, quotas, pool, people) {
  if (leftOut(files).has(COUNTS)) {
    yield* allSkipped(["pool.counts", "pool.volunteers"], absenceOf(files, COUNTS), COUNTS);
    return;
  }
  const data = files.get(COUNTS) ?? new Uint8Array();
  const all = pool && [...pool.numbers.values()];
  yield* checkTable(COUNTS, data, "criterion,category,volunteers,minimum,maximum", 2, quotas, pool, all, people, false);
}

/** `seats.csv`: k in each criterion, within the quotas; those of the panel, where the pool is at hand. */
export function* checkSeats(data, quotas, pool, panel, seats) {
  const members = pool && peopleIn(pool, panel);
  yield* checkTable(SEATS, data, "criterion,category,minimum,seats,maximum", 3, quotas, pool, members, seats, true);
}

function* checkTable(file, data, header, column, quotas, pool, people, total, bounded) {
  const codes = file === SEATS ? ["panel.seats", "panel.counted"] : ["pool.counts", "pool.volunteers"];
  let fault = "";
  const figures = attempt(
    () => readFigures(data, quotas, header, column),
    (words) => void (fault = words),
  );
  if (!figures) {
    yield judged(codes[0], false, { got: fault, file });
    yield skipped(codes[1], "blocked", file);
    return;
  }
  const outside = bounded ? quotas.outside(figures) : "";
  const faults = [...uneven(figures, quotas, total), ...(outside ? [outside] : [])];
  yield faulty(codes[0], faults, { wanted: `${total}`, file });
  if (!pool) {
    yield skipped(codes[1], "no-pool", file);
    return;
  }
  yield faulty(codes[1], unequal(figures, seatsOf(pool, quotas, people), quotas), { checked: figures.length, file });
}
