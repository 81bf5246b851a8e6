/** Quota rows as tables, criterion by criterion: the limits, and the seats once there are any. */

import { element } from "../page/elements.js";
import { safe, text } from "../page/texts.js";

/** Columns of a scene, and lines of a column, headings included: as few as do, and no more than can be read. */
const [COLUMNS, FEWEST, MOST] = [3, 8, 15];
/** Signs of a name that fit on a line, before its limits alone and before its seats. */
export const ALONE = 24;
export const COUNTED = 15;
/** What each more line of a name takes of another's height. */
const FOLDED = 0.75;

/** Rows in columns, names of `width` signs on a line, and these in pages: each column a list of { criterion, more, rows: row numbers }. */
export function layOut(rows, width) {
  const criteria = criteriaOf(rows, width);
  for (let lines = FEWEST; lines <= MOST; lines++) {
    const columns = columnsIn(criteria, lines, true);
    if (columns.length <= COLUMNS) return [columns];
  }
  const columns = columnsIn(criteria, MOST - 2, false);
  return Array.from({ length: Math.ceil(columns.length / COLUMNS) }, (_, at) => columns.slice(at * COLUMNS, (at + 1) * COLUMNS));
}

/** Each criterion with its rows, in order: their numbers, and what each takes of a column. */
function criteriaOf(rows, width) {
  const found = [];
  rows.forEach(({ criterion, category }, row) => {
    if (found.at(-1)?.criterion !== criterion) found.push({ criterion, rows: [] });
    found.at(-1).rows.push({ row, height: 1 + FOLDED * Math.floor((category.length - 1) / width) });
  });
  return found;
}

const heightOf = (rows) => rows.reduce((sum, { height }) => sum + height, 1);

/** Columns of so many lines; `whole`: a criterion that has room in a column of its own is not cut. */
function columnsIn(criteria, lines, whole) {
  const columns = [[]];
  let left = lines;
  const open = () => {
    columns.push([]);
    left = lines;
  };
  for (const { criterion, rows } of criteria) {
    // Nor does a heading stand at the foot of a column, with a row or none.
    const needed = heightOf(whole && heightOf(rows) <= lines ? rows : rows.slice(0, 2));
    if (left < needed && left < lines) open();
    for (let at = 0; at < rows.length; ) {
      if (at) open();
      let count = 1;
      while (at + count < rows.length && heightOf(rows.slice(at, at + count + 1)) <= left) count++;
      const part = rows.slice(at, at + count);
      columns.at(-1).push({ criterion, more: at > 0, rows: part.map(({ row }) => row) });
      left -= heightOf(part);
      at += count;
    }
  }
  return columns;
}

/** One page of columns; `panel` has the seats and whether each row is met, null before there are any. */
export function columnsOf(columns, rows, panel) {
  const most = Math.max(1, ...rows.map(({ maximum }) => maximum), ...(panel?.seats ?? []));
  const parts = (column) => element("div", { class: "column" }, ...column.map((part) => table(part, rows, panel, most)));
  return element("div", { class: panel ? "columns counted" : "columns" }, ...columns.map(parts));
}

function table({ criterion, more, rows: numbers }, rows, panel, most) {
  const title = more ? text("quotas.more", { criterion: safe(criterion) }) : safe(criterion);
  const met = !panel || rows.every((row, number) => row.criterion !== criterion || panel.met[number]);
  const said = panel ? [element("span", { class: met ? "met" : "unmet" }, text(met ? "panel.met" : "panel.unmet"))] : [];
  const caption = element("caption", {}, element("span", {}, title), ...said);
  const body = numbers.map((number) => line(rows[number], panel, number, scaleOf(rows, criterion, most)));
  return element("table", {}, caption, element("tbody", {}, ...body));
}

/** What the whole length of a bar is worth: each criterion has its own. */
function scaleOf(rows, criterion, most) {
  const own = rows.filter((row) => row.criterion === criterion).map(({ maximum }) => maximum);
  return Math.min(most, Math.max(1, ...own)) * 1.15;
}

function line(row, panel, number, scale) {
  const limits = element("td", { class: "limits" }, text(row.minimum === row.maximum ? "quotas.exactly" : "quotas.limits", limitsOf(row)));
  const name = element("th", { scope: "row" }, safe(row.category));
  if (!panel) return element("tr", {}, name, limits);
  const seats = panel.seats[number];
  const isMet = panel.met[number];
  const mark = element("td", { class: isMet ? "mark met" : "mark unmet" }, text(isMet ? "row.met" : "row.unmet"));
  return element("tr", {}, name, bar(row, seats, scale), element("td", { class: "seats" }, `${seats}`), limits, mark);
}

const limitsOf = ({ minimum, maximum }) => ({ minimum: `${minimum}`, maximum: `${maximum}` });

/** The band that the quota allows, and the seats on it. */
function bar({ minimum, maximum }, seats, scale) {
  const [band, taken] = [element("span", { class: "band" }), element("span", { class: "taken" })];
  const share = (value) => `${(Math.min(value / scale, 1) * 100).toFixed(2)}%`;
  band.style.left = share(minimum);
  band.style.width = share(Math.max(maximum - minimum, scale / 60));
  taken.style.width = share(seats);
  return element("td", { class: "bar", "aria-hidden": "true" }, element("span", { class: "track" }, band, taken));
}
