/** The page: what is dropped on it goes to the worker, what comes back is shown, in French or in English. */

import { ask, stop, Stopped } from "./asking.js";
import { byId, element, show } from "./elements.js";
import { ofDrop, ofField } from "./giving.js";
import { forget, lookUp, showFacts, tell } from "./person.js";
import { compute, fillIn, offer, showReplay } from "./replay.js";
import { showReport } from "./report.js";
import { currentLanguage, grouped, LANGUAGES, phrase, safe, setLanguage, text } from "./texts.js";
import { fill, showTrust, trustAgain, trusted } from "./trust.js";

let opened = null;
/** Which program this is, once the worker has told. */
let program = null;
/** What the line below the drop zone says: a text of the page and its values. */
let state = null;

/** What is said while something is read and checked, which can be stopped. */
const BUSY = ["reading", "count", "count.people"];
const isBusy = () => BUSY.includes(state?.code);

function say(code, values = {}) {
  state = code ? { code, values } : null;
  byId("state").textContent = state ? text(state.code, state.values) : "";
  show("stop", isBusy());
}

const far = (count) => say(count.people ? "count.people" : "count", count);

/** Open what was given: ask for its report, show it, and take the reader there. */
async function open({ name, ...given }) {
  if (isBusy()) await leave();
  opened = null;
  show("result", false);
  forget();
  say("reading");
  const found = await ask("open", given, far);
  if (!found || found.halfway) {
    say(found ? "halfway" : "not-a-dossier");
    return;
  }
  opened = { report: found.report, name: safe(name), next: found.next };
  say("");
  showReport(opened);
  offer(found.acts);
  show("person-first", false);
  byId("verdict").focus();
}

/** Check a citizen's proof against the dossier that is open. */
async function prove(file) {
  if (!opened) {
    say("first");
    return;
  }
  say("reading");
  const { report, facts } = await ask("prove", { name: file.name, file });
  opened = { ...opened, report };
  say("");
  showReport(opened);
  tell(facts);
  byId("verdict").focus();
}

/** Verify what is open again, under the keys that are trusted; `file` has them, null for those in the field. */
async function trust(file) {
  if (file) await fill(file);
  if (opened) say("reading");
  const report = await trusted(far);
  say("");
  if (!report || !opened) return;
  opened = { ...opened, report };
  showReport(opened);
  byId("verdict").focus();
}

/** Do it; what goes wrong in this page itself is said, and is no verdict. */
async function safely(act) {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Stopped)) say("failure", { detail: error.message.slice(0, 500) });
  }
}

/** Let what is being read go: nothing of it is known here any more, but which keys are trusted. */
async function leave() {
  stop();
  opened = null;
  show("result", false);
  forget();
  say("stopped");
  byId("folder").focus();
  await trustAgain();
}

function showProgram() {
  if (program) byId("program").textContent = phrase("program", { ...program, hash: grouped(program.sha256) });
}

function speak(language) {
  setLanguage(language);
  document.documentElement.lang = language;
  document.title = text("title");
  for (const each of document.querySelectorAll("[data-text]")) each.textContent = text(each.dataset.text);
  for (const each of byId("languages").children) each.setAttribute("aria-pressed", `${each.lang === language}`);
  byId("languages").setAttribute("aria-label", text("language"));
  if (state) say(state.code, state.values);
  showProgram();
  if (opened) showReport(opened);
  showFacts();
  showReplay();
  showTrust();
}

for (const [language, name] of [["fr", "Français"], ["en", "English"]]) {
  const button = element("button", { type: "button", lang: language }, name);
  button.onclick = () => speak(language);
  if (LANGUAGES.includes(language)) byId("languages").append(button);
}

for (const id of ["folder", "archive"]) {
  byId(id).onchange = async ({ target }) => {
    if (target.files.length) await safely(() => open(ofField([...target.files])));
    // The same folder can be chosen again, once it has changed.
    target.value = "";
  };
}

byId("proof").onchange = async ({ target }) => {
  if (target.files.length) await safely(() => prove(target.files[0]));
  target.value = "";
};

byId("trust-file").onchange = async ({ target }) => {
  if (target.files.length) await safely(() => trust(target.files[0]));
  target.value = "";
};

/** One text alone: the keys that are trusted. */
const isTrust = ({ given }) => given?.length === 1 && /\.txt$/.test(given[0].path);
/** One file alone that is no archive, dropped on a dossier. */
const isProof = ({ given }) => opened && given?.length === 1 && /\.(html|json)$/.test(given[0].path);

const zone = byId("drop");
document.ondragover = (event) => {
  event.preventDefault();
  zone.classList.add("over");
};
document.ondragleave = () => zone.classList.remove("over");
document.ondrop = (event) => {
  event.preventDefault();
  zone.classList.remove("over");
  // What was dropped is gone once this function returns: it is asked for at once.
  const given = ofDrop(event.dataTransfer);
  safely(async () => {
    const found = await given;
    if (isTrust(found)) await trust(found.given[0].file);
    else await (isProof(found) ? prove(found.given[0].file) : open(found));
  });
};

const submits = { "trust-form": () => trust(null), "person-form": lookUp, "replay-form": compute };
for (const [id, act] of Object.entries(submits)) {
  byId(id).onsubmit = (event) => {
    event.preventDefault();
    safely(act);
  };
}
byId("act").onchange = fillIn;
byId("stop").onclick = () => safely(leave);
byId("print").onclick = () => window.print();
byId("failed-only").onchange = ({ target }) => byId("checks").classList.toggle("failed-only", target.checked);
speak(currentLanguage());
ask("program", { source: byId("engine").textContent }).then((told) => {
  program = told;
  showProgram();
});
