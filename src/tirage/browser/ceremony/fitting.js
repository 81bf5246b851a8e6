/** Every scene on one screen: what is too large is made smaller, what is too long goes on in the next scene. */

const LEAST = 0.55;
const STEP = 0.03;
/** Screens narrower than that are held in the hand, and are scrolled. */
const HAND = 700;

/** Make the text of a scene smaller until it fits its place. */
export function fit(scene) {
  scene.style.removeProperty("font-size");
  if (window.innerWidth < HAND) return;
  for (let size = 1; size >= LEAST && overflows(scene); size -= STEP) scene.style.fontSize = `${size}rem`;
  // What does not fit even so can be scrolled with the keyboard.
  if (overflows(scene)) scene.tabIndex = 0;
  else scene.removeAttribute("tabindex");
}

const overflows = (scene) => scene.scrollHeight > scene.clientHeight + 1 || scene.scrollWidth > scene.clientWidth + 1;

/** Lists of at most `size` items, as even as they can be. */
export function pagesOf(items, size) {
  const count = Math.ceil(items.length / size);
  const each = Math.ceil(items.length / count);
  return Array.from({ length: count }, (_, page) => items.slice(page * each, (page + 1) * each));
}
