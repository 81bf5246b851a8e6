/** Elements of the page: by id, or new. */

export const byId = (id) => document.getElementById(id);

/** A new element with attributes and children, elements or texts; never markup from a file. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** The mark of a check, beside its word. */
export const MARKS = { ok: "✓", failed: "✗", "not-checked": "–" };

/** Show or hide. */
export const show = (id, shown) => void (byId(id).hidden = !shown);
