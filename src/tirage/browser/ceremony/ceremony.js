/** The page: one scene at a time, moved by keys; what falls is typed, the rest follows. */

import { byId, element } from "../page/elements.js";
import { ofDrop } from "../page/giving.js";
import { currentLanguage, LANGUAGES, phrase, safe, setLanguage, text } from "../page/texts.js";
import { remark } from "./brought.js";
import { fit } from "./fitting.js";
import { begin, compare, whenNew } from "./reckoning.js";
import { named, scenes } from "./scenes.js";
import { isComplete, state } from "./state.js";
import { typed } from "./typing.js";

/** The name of the scene that is shown: its place changes as others come. */
let current = "title";

const HINTS = { roll: "hint.roll", brought: "hint.fields", beacon: "hint.fields", check: "hint.check" };

function placed() {
  const all = scenes();
  return { all, at: Math.max(0, all.findIndex(({ name }) => name === current)) };
}

/** What a scene is, whichever page of it. */
const kindOf = ({ name }) => name.replace(/-[0-9]+$/, "");
const isTyping = () => current === "roll" && !state.confirmed;

/** Show the scene; `entered`: whether it was just come to. */
function show(entered = false) {
  const { all, at } = placed();
  const scene = all[at];
  current = scene.name;
  const main = byId("scene");
  const held = entered ? null : document.activeElement?.id;
  main.replaceChildren(...contents(scene));
  main.dataset.scene = kindOf(scene);
  frame(all, at);
  fit(main);
  // Whoever cannot see the scene hears where they are; whoever types goes on where they were.
  if (entered) main.querySelector("h1")?.focus();
  else if (held && main.querySelector(`#${CSS.escape(held)}`)) byId(held).focus();
}

/** What stands around the scene. */
function frame(all, at) {
  byId("where").textContent = state.shown ? [state.shown.named.name, named(state.shown.act)].filter(Boolean).map(safe).join(" · ") : "";
  byId("mark").hidden = !isRehearsal();
  byId("mark").textContent = phrase("rehearsal");
  byId("place").textContent = `${at + 1} / ${all.length}`;
  byId("hint").textContent = text(HINTS[current] ?? "hint");
  byId("back").disabled = at === 0;
  byId("next").disabled = at === all.length - 1 || isTyping();
}

/** Show what is new; a field in which somebody types stays as it is. */
function renew() {
  if (!["brought", "beacon"].includes(current)) {
    show();
    return;
  }
  const { all, at } = placed();
  remark();
  frame(all, at);
}

const isRehearsal = () => Boolean(state.shown?.rehearsal || state.report?.rehearsal);

/** Title and body of a scene; a cover has its own. */
function contents({ title, body }) {
  return [...(title ? [element("h1", { tabindex: "-1" }, title)] : []), ...body()];
}

function go(step) {
  const { all, at } = placed();
  const next = all[at + step];
  // What follows from the dice stands before the check, as soon as it is reckoned.
  const reckoning = next?.name === "check" && state.shown && isComplete() && !state.found;
  if (!next || (step > 0 && (isTyping() || reckoning))) return;
  current = next.name;
  show(true);
}

const FORWARD = [" ", "ArrowRight", "ArrowDown", "PageDown", "Enter"];
const BACK = ["ArrowLeft", "ArrowUp", "PageUp"];

document.onkeydown = (event) => {
  if (event.target.closest("input, textarea")) return;
  const onButton = event.target.closest("button") && [" ", "Enter"].includes(event.key);
  if (onButton || event.ctrlKey || event.altKey || event.metaKey) return;
  if (current === "roll" && typed(event)) {
    event.preventDefault();
    show();
  } else if (FORWARD.includes(event.key) || BACK.includes(event.key)) {
    event.preventDefault();
    go(FORWARD.includes(event.key) ? 1 : -1);
  } else if (event.key.toLowerCase() === "l") {
    speak(LANGUAGES[(LANGUAGES.indexOf(currentLanguage()) + 1) % LANGUAGES.length]);
  } else if (event.key.toLowerCase() === "f") {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
  }
};

function speak(language) {
  setLanguage(language);
  document.documentElement.lang = language;
  document.title = text("title");
  for (const each of byId("languages").children) each.setAttribute("aria-pressed", `${each.lang === language}`);
  byId("languages").setAttribute("aria-label", text("language"));
  byId("back").textContent = text("back");
  byId("next").textContent = text("next");
  show();
}

for (const [language, name] of [["fr", "Français"], ["en", "English"]]) {
  const button = element("button", { type: "button", lang: language }, name);
  button.onclick = () => speak(language);
  byId("languages").append(button);
}
byId("back").onclick = () => go(-1);
byId("next").onclick = () => go(1);
window.onresize = () => fit(byId("scene"));

document.ondragover = (event) => event.preventDefault();
document.ondrop = (event) => {
  event.preventDefault();
  if (!state.shown) return;
  const given = ofDrop(event.dataTransfer);
  current = "check";
  given.then(compare).catch(fail);
};

/** All scenes so far on paper, one a sheet. */
window.onbeforeprint = () => {
  const sheets = scenes().map((scene) => {
    const sheet = element("section", { "data-scene": kindOf(scene) });
    if (isRehearsal()) sheet.append(element("p", { class: "rehearsal" }, phrase("rehearsal")));
    sheet.append(...contents(scene));
    return sheet;
  });
  byId("paper").replaceChildren(...sheets);
};
window.onafterprint = () => byId("paper").replaceChildren();

function fail(error) {
  state.failure = `${error?.message ?? error}`.slice(0, 500);
  current = "check";
  show(true);
}

window.onunhandledrejection = ({ reason }) => fail(reason);
whenNew(renew);
setLanguage(document.documentElement.lang);
byId("scene").append(element("p", { class: "cover" }, text("reading")));
begin().then(() => speak(currentLanguage())).catch(fail);
