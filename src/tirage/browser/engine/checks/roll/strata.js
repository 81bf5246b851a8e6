/**
 * The strata of a frame: streams and categories of the rules, each with its code, and no other. Check 1.17.
 *
 * A stratum of one made for a friend would give a letter for certain.
 */

import { check, noFault } from "../../kernel.js";
import { FRAME } from "./parts.js";
import { readAges } from "./rules.js";
import { compareLists, sorted } from "../../words.js";

export const STRATA = [
  check("frame.strata", ({ frame, rules }) =>
    noFault(faultsOf(frame.listed, rules), { checked: frame.listed.length }), {
    file: FRAME,
    when: ({ framed }) => framed,
    due: ({ framed }) => framed,
  }),
];

function* faultsOf(strata, rules) {
  const codes = codesOf(strata.map(({ labels }) => labels));
  const names = strata.map(({ code }) => code);
  if (sorted(names).some((name, place) => name !== names[place])) yield "order";
  const seen = new Set();
  for (const { code, labels, people } of strata) {
    const key = JSON.stringify(labels);
    if (!fits(labels, rules) || seen.has(key) || !people) yield `${code}: ${labels.join(", ")}: ${people}`;
    else if (codes.get(key) !== code) yield `${code} ≠ ${codes.get(key)}`;
    seen.add(key);
  }
}

/** Whether people of this stream can have these categories. */
function fits([stream, ...categories], rules) {
  if (categories.length !== rules.strata.length || !rules.streams.has(stream)) return false;
  const [youngest, oldest] = rules.streams.get(stream).ages;
  return rules.strata.every((name, place) => {
    const { origin, means } = rules.criteria.get(name);
    if (!means.has(categories[place])) return false;
    const meant = means.get(categories[place]);
    if (origin === "stream") return meant === stream;
    if (origin !== "age") return true;
    const [low, high] = readAges(meant);
    return high >= youngest && low <= oldest;
  });
}

/** The code of each stratum, by its labels as JSON: those not empty, joined by `/`; `.2`, `.3`… for one taken. */
function codesOf(listed) {
  const different = new Map(listed.map((labels) => [JSON.stringify(labels), labels]));
  const codes = new Map();
  const times = new Map();
  for (const labels of sorted(different.values(), (a, b) => compareLists(a, b))) {
    const code = labels.filter(Boolean).map(slug).join("/") || "all";
    times.set(code, (times.get(code) ?? 0) + 1);
    codes.set(JSON.stringify(labels), times.get(code) === 1 ? code : `${code}.${times.get(code)}`);
  }
  return codes;
}

function slug(label) {
  const plain = label.normalize("NFKD").replace(/[^\0-\x7f]/g, "");
  return plain.replace(/[^A-Za-z0-9+]+/g, "-").replace(/^-+|-+$/g, "") || "x";
}
