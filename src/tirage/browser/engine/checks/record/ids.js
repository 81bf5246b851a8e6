/**
 * Who stands in the published files: aliases made with a key, or the organiser's own ids.
 *
 * An alias has one form, so that nobody's card number is passed off as one. Whether the key made it, only who
 * holds the key can tell.
 */

import { check, noFault, notChecked, remark } from "../../kernel.js";
import { allTold } from "../life/corrected.js";
import { firstBody, IN_JOURNAL } from "./journal.js";
import { linesOf, textOf } from "../../reading/csv.js";
import { sorted } from "../../words.js";

const ALIAS = /^[0-9a-f]{32}$/;
const LATER = "(?:(?:replacements|renewal)-[1-9][0-9]*-)?";
/** Tables whose first column is of people. */
const LISTS = new RegExp(
  `^(?:public/(?:${LATER}panel|alternates-[1-9][0-9]*|cohorts)|guarantors/(?:${LATER}(?:pool|chances)|volunteers-[1-9][0-9]*))\\.csv$`,
);
const LOTTERY = new RegExp(`^public/${LATER}lottery\\.csv$`);

export const IDS = [
  check("ids.form", ({ files, entries }) => {
    const pool = firstBody(entries, "pool");
    if (!pool) return null;
    const keyed = Boolean(firstBody(entries, "key"));
    if ((pool.ids === "alias") !== keyed) return noFault([`${pool.ids}, key: ${keyed ? "present" : "absent"}`]);
    if (!keyed) return noFault([]);
    const tables = sorted([...files.keys()].filter((name) => LISTS.test(name) || LOTTERY.test(name)));
    const told = allTold(entries).filter(({ body }) => "pid" in body);
    // The files alone are named: what stands there instead is somebody's number.
    const faults = [
      ...tables.filter((name) => !areAliases(name, files.get(name))),
      ...told.filter(({ body }) => !ALIAS.test(body.pid)).map(({ file }) => file),
    ];
    return noFault(faults, { checked: tables.length + told.length });
  }, { ...IN_JOURNAL, due: ({ held }) => held.has("pool") }),
  // Two aliases for one person look like two people.
  remark("beyond.aliases", ({ entries }) => Boolean(firstBody(entries, "key")) && notChecked("")),
  remark("beyond.own-ids", ({ entries }) => firstBody(entries, "pool")?.ids === "published" && notChecked("")),
];

/** Whether a table holds aliases alone: in every panel, or in the first column after the header. */
function areAliases(name, data) {
  const isLottery = LOTTERY.test(name);
  let isHeader = !isLottery;
  for (const line of linesOf(data)) {
    const ids = textOf(line).split(",");
    if (!isHeader && !(isLottery ? ids : ids.slice(0, 1)).every((id) => ALIAS.test(id))) return false;
    isHeader = false;
  }
  return true;
}
