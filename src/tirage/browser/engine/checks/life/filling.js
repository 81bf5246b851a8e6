/**
 * Why some of the open seats were drawn and others not, where no one fitted all of them. Part of check 10.8.
 *
 * Not one more could be filled; of several ways to fill as many, the one was taken that has the seat open for longest,
 * then the next. Whoever held a seat that stays open counts as sitting. So each claim is that a draw of all these seats
 * has no panel: among everyone who remains and those who held them, with one criterion more, of which at least so many
 * have to be drawn.
 */

import { canonical } from "../../reading/documents.js";
import { sorted } from "../../words.js";

const DRAWN = "drawn";
const HELD = "held";

const cell = (text) => (/[,"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A line of a table, without its end. */
export const lineOf = (cells) => cells.map(cell).join(",");

/** The seats that a draw was of, all of them or as many as was fixed with the panel. */
export function candidatesOf({ entry, vacant }, panel) {
  const batch = entry.act.startsWith("renewal/") ? null : panel.later.batch;
  return vacant.slice(0, batch ?? vacant.length);
}

/** Of each draw that has no panel: the seats that are given up for certain, and how many are drawn at least. */
export function* claimsOf(drawn, seats) {
  yield { givenUp: [], least: drawn.length + 1 };
  const before = [];
  for (const pid of seats) {
    if (before.length === drawn.length) return;
    if (drawn.includes(pid)) before.push(pid);
    else yield { givenUp: [...before, pid], least: drawn.length };
  }
}

/**
 * The texts of pool and quotas of such a draw: `left` and `strict` are those who remain and what is left of the quotas,
 * `holders` the rows of who held the seats.
 */
export function posed(left, strict, holders, givenUp, least) {
  const [header, ...lines] = left.split("\n").slice(0, -1);
  const names = strict.get("criteria").map((each) => each.get("name"));
  const name = ["seat", ...names].join(":");
  const stay = holders
    .filter(([pid]) => !givenUp.includes(pid))
    .map(([pid, , ...features]) => lineOf([pid, "", ...features, HELD]));
  const byPid = (line) => line.split(",")[0];
  const people = sorted([...lines.map((line) => `${line},${DRAWN}`), ...stay], (a, b) => order(byPid(a), byPid(b)));
  const limits = [[DRAWN, least], [HELD, 0]].map(([category, minimum]) =>
    new Map([["name", category], ["minimum", minimum], ["maximum", holders.length]]));
  const added = new Map([["name", name], ["categories", limits]]);
  const quotas = new Map([...strict, ["criteria", [...strict.get("criteria"), added]]]);
  return [[`${header},${lineOf([name])}`, ...people, ""].join("\n"), canonical(quotas)];
}

const order = (one, other) => (one < other ? -1 : Number(one > other));
