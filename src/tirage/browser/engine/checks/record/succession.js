/** An assembly that follows another: without the one before, neither is checked. Checks 10.14 and 10.16. */

import { skipped } from "../../kernel.js";

export function* checkSuccession(entries) {
  if (!entries.length || !("after" in entries[0].body)) return;
  yield skipped("next.link", "no-former", "journal/");
  yield skipped("next.cooling", "no-former");
}
