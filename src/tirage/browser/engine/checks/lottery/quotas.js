/** Quota rows, numbered from 0 in the order of `public/quotas.json`: those of criteria, then of crossings. */

import { Malformed, parseJson } from "../../reading/documents.js";
import { each, exactly, isCount, isText, listOf, record, shaped } from "../../reading/shapes.js";
import { sorted } from "../../words.js";

export const QUOTAS = "public/quotas.json";
const BOUNDS = each(isCount, "minimum", "maximum");
const CRITERION = { name: isText, categories: listOf(record({ name: isText, ...BOUNDS })) };
const CELL = { categories: listOf(isText), ...BOUNDS };
const CROSSING = { of: listOf(isText), cells: listOf(record(CELL)) };
const DOCUMENT = { spec: exactly("tirage/2"), criteria: listOf(record(CRITERION)) };

const joined = (names) => names.join(" × ");
const keyOf = (categories) => JSON.stringify(categories);

/** The rows: names, limits, and which of them count a person. */
class Quotas {
  /** Names of the criteria. */
  criteria = [];
  /** [criterion, category] of each row; of a cell, both put together with ` × `. */
  rows = [];
  minimum = [];
  maximum = [];
  /** For each criterion, row number by category. */
  index = [];
  /** Rows on several criteria at once: `columns`, numbers of criteria, and `cells`, row number by categories. */
  crossings = [];

  /** The number of a new row; Malformed for a minimum above its maximum. */
  add(group, part, bounds) {
    if (bounds.get("minimum") > bounds.get("maximum")) throw new Malformed("minimum-above-maximum", part);
    this.minimum.push(bounds.get("minimum"));
    this.maximum.push(bounds.get("maximum"));
    return this.rows.push([group, part]) - 1;
  }

  /** The rows that count a person with these features, which are categories of the criteria. */
  rowsOf(features) {
    const found = features.map((value, c) => this.index[c].get(value));
    const cells = this.crossings.map(({ columns, cells }) => cells.get(keyOf(columns.map((c) => features[c])))?.row);
    return [...found, ...cells.filter((row) => row !== undefined)];
  }

  /** The first row whose seats are outside its quota, such as `age 60+: 3 (0–2)`; else empty. */
  outside(seats) {
    const row = seats.findIndex((taken, at) => taken < this.minimum[at] || taken > this.maximum[at]);
    return row < 0 ? "" : `${this.rows[row].join(" ")}: ${seats[row]} (${this.minimum[row]}–${this.maximum[row]})`;
  }
}

/** The quotas of a canonical document; Malformed for names used twice, or a crossing of what is not there. */
export function readQuotas(data) {
  const value = parseJson(data);
  const crossed = value instanceof Map && value.has("crossings");
  const document = shaped(value, crossed ? { ...DOCUMENT, crossings: listOf(record(CROSSING)) } : DOCUMENT);
  if (crossed && !document.crossings.length) throw new Malformed("wrong-value", "crossings");
  const quotas = new Quotas();
  quotas.criteria = document.criteria.map((criterion) => criterion.get("name"));
  for (const criterion of document.criteria) quotas.index.push(indexed(criterion, quotas));
  const crossings = (document.crossings ?? []).map((crossing) => Object.fromEntries(crossing));
  for (const crossing of crossings) quotas.crossings.push(readCrossing(crossing, quotas));
  refuseRepeated([...quotas.criteria, ...crossings.map(({ of }) => joined(of))]);
  const inOrder = ({ columns }) => joined(sorted(columns, (a, b) => a - b).map((c) => quotas.criteria[c]));
  refuseRepeated(quotas.crossings.map(inOrder));
  return quotas;
}

function indexed(criterion, quotas) {
  const categories = criterion.get("categories");
  refuseRepeated(categories.map((category) => category.get("name")));
  const row = (category) => quotas.add(criterion.get("name"), category.get("name"), category);
  return new Map(categories.map((category) => [category.get("name"), row(category)]));
}

function readCrossing({ of, cells: listed }, quotas) {
  refuseRepeated(of);
  const stranger = of.find((name) => !quotas.criteria.includes(name));
  if (stranger !== undefined) throw new Malformed("unknown-criterion", stranger);
  if (of.length < 2 || !listed.length) throw new Malformed("wrong-value", "crossings");
  const columns = of.map((name) => quotas.criteria.indexOf(name));
  const cells = new Map();
  for (const cell of listed) {
    const categories = cell.get("categories");
    if (categories.length !== columns.length) throw new Malformed("wrong-value", "categories");
    const unknown = categories.find((category, place) => !quotas.index[columns[place]].has(category));
    if (unknown !== undefined) throw new Malformed("unknown-category", unknown);
    if (cells.has(keyOf(categories))) throw new Malformed("repeated", joined(categories));
    cells.set(keyOf(categories), { categories, row: quotas.add(joined(of), joined(categories), cell) });
  }
  return { columns, cells };
}

function refuseRepeated(names) {
  const repeated = names.find((name, place) => names.indexOf(name) < place);
  if (repeated !== undefined) throw new Malformed("repeated", repeated);
}
