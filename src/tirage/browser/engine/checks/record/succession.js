/** An assembly that follows another: without the one before, neither is checked. Checks 10.14 and 10.16. */

import { check, notChecked } from "../../kernel.js";
import { IN_JOURNAL } from "./journal.js";

/** Whether an assembly says that it follows another. */
export const follows = ({ entries }) => entries.length > 0 && "after" in entries[0].body;

export const SUCCESSION = [
  check("next.link", () => notChecked("no-former"), {
    ...IN_JOURNAL, when: follows, due: ({ maySay }) => maySay("open", "after"),
  }),
  check("next.cooling", () => notChecked("no-former"), {
    when: follows, due: ({ maySay, held }) => maySay("open", "after") && (held.has("frame") || held.has("pool")),
  }),
];
