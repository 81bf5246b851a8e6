/** Published by quota row: `counts.csv` before the draw, `seats.csv` after. Checks 7.2, 7.3, 9.3, 9.4. */

import { check, fact, Missing, noFault } from "../../kernel.js";
import { rows } from "../../reading/csv.js";
import { bytesAt, Malformed } from "../../reading/documents.js";
import { natural } from "../../reading/figures.js";
import { absenceOf } from "../../reading/pack.js";
import { sumOf } from "../../words.js";
import { peopleIn, seatsOf } from "./pool.js";

export const COUNTS = "public/counts.csv";
const SEATS = "public/seats.csv";

/** `counts.csv`: everyone once in each criterion; the same as in the pool, where it is at hand. */
export const COUNTED = [
  fact("volunteers", ({ quotas, files, excused }) => {
    if (excused.has(COUNTS)) throw new Missing(absenceOf(files, COUNTS));
    return readFigures(bytesAt(files, COUNTS), quotas, ["criterion", "category", "volunteers", "minimum", "maximum"]);
  }),
  check("pool.counts", ({ plan: { people }, quotas, volunteers }) =>
    noFault(uneven(volunteers, quotas, people), { wanted: people }), { file: COUNTS }),
  check("pool.volunteers", ({ volunteers, quotas, pool }) => {
    const own = seatsOf(pool, quotas, pool.numbers.values());
    return noFault(unequal(volunteers, own, quotas), { checked: volunteers.length });
  }, { file: COUNTS }),
];

/** `seats.csv`: k in each criterion, within the quotas; those of the panel, where the pool is at hand. */
export const SEATED = [
  fact("seats", ({ drawn: _, quotas, files }) =>
    readFigures(bytesAt(files, SEATS), quotas, ["criterion", "category", "minimum", "seats", "maximum"])),
  check("panel.seats", ({ plan, quotas, seats }) => {
    const outside = quotas.outside(seats);
    return noFault([...uneven(seats, quotas, plan.seats), ...(outside ? [outside] : [])], { wanted: plan.seats });
  }, { file: SEATS }),
  check("panel.counted", ({ seats, quotas, pool, members }) =>
    noFault(unequal(seats, seatsOf(pool, quotas, peopleIn(pool, members)), quotas), { checked: seats.length }),
  { file: SEATS }),
];

/** Figures by quota row, between the names and limits, which are those of the quotas or it is Malformed. */
export function readFigures(data, quotas, header) {
  const column = header.findIndex((name) => name === "volunteers" || name === "seats");
  const wanted = quotas.rows.map((names, row) => [...names, `${quotas.minimum[row]}`, `${quotas.maximum[row]}`]);
  const figures = [];
  for (const row of rows(data, header)) {
    const limits = wanted[figures.length];
    figures.push(natural(row[column]));
    if (JSON.stringify(row.toSpliced(column, 1)) !== JSON.stringify(limits)) throw new Malformed("rows");
  }
  if (figures.length !== wanted.length) throw new Malformed("rows");
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

/** Rows whose figure is another than what was counted. */
export function unequal(figures, counted, quotas) {
  const wrong = [...quotas.rows.keys()].filter((row) => figures[row] !== BigInt(counted[row]));
  return wrong.map((row) => `${quotas.rows[row].join(" ")}: ${figures[row]} ≠ ${counted[row]}`);
}

