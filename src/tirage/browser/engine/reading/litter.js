/** What a computer leaves in folders by itself: passed over, and named. Check 11.21. */

const NAMES = [".ds_store", "thumbs.db", "desktop.ini"];

/** Whether a path is of a file that macOS or Windows put there. */
export function isLitter(path) {
  const parts = path.split("/");
  return NAMES.includes(parts.at(-1).toLowerCase()) || parts.includes("__MACOSX");
}

/** The path by which litter is named: a folder of it is named as a whole. */
export const asNamed = (path) => path.replace(/(__MACOSX).*$/s, "$1");
