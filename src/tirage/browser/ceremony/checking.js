/** The last scene: what the engine has checked, and whether the command has come to what stands here. */

import { element } from "../page/elements.js";
import { ofField } from "../page/giving.js";
import { grouped, phrase, text, verdictOf } from "../page/texts.js";
import { compare } from "./reckoning.js";
import { isOfSeats, state } from "./state.js";

/** The checks so far, each { status, words }: `ok`, `failed` or `waiting`. */
function checks() {
  const { shown, report, found } = state;
  const lines = [said(report?.checks.every(({ status }) => status !== "failed") ?? false, report ? text("check.inside", { verdict: verdictOf(report) }) : text("check.unread"))];
  if (!shown) return lines;
  if (!found) return [...lines, waiting(text("check.roll"))];
  if (!isOfSeats()) return [...lines, said(true, text("check.seed"))];
  const { panel, number } = found;
  lines.push(said(panel !== null, text("check.number", { number: `${number}`, panels: shown.panels })));
  if (!panel) return lines;
  lines.push(people(panel));
  if (panel.met?.length) lines.push(said(panel.met.every(Boolean), text("check.quotas", { met: panel.met.filter(Boolean).length, rows: panel.met.length })));
  else if (!panel.met) lines.push(waiting(text("check.no-pool")));
  if (panel.apart !== null) lines.push(said(panel.apart, text(panel.apart ? "check.apart" : "check.together")));
  return lines;
}

/** Whether as many different people as there are seats, of the pool where that is at hand, are in a panel. */
function people({ different, known }) {
  const { seats } = state.shown;
  if (different !== seats || known === false) return said(false, text("check.no-panel", { seats }));
  return said(true, text(known ? "check.people" : "check.different", { seats }));
}

const said = (right, words) => ({ status: right ? "ok" : "failed", words });
const waiting = (words) => ({ status: "waiting", words });

/** Whether the command has come to the same: what it says, and the checklist of its dossier. */
function commanded() {
  const { shown, found, after } = state;
  if (shown.recorded && !after) return found ? [sameAs(shown.recorded, found.panel)] : [];
  if (!after) return [waiting(text("check.command", { command: `tirage draw ${shown.act.split("/")[0]}` }))];
  if (after.reading) return [waiting(text("check.reading"))];
  if (!after.report) return [said(false, text("check.no-dossier"))];
  if (!after.isSame) return [said(false, text("check.other"))];
  if (!after.recorded) return [waiting(text("check.not-drawn"))];
  const right = after.report.checks.every(({ status }) => status !== "failed");
  return [...(found ? [sameAs(after.recorded, after.panel)] : []), said(right, text("check.opened", { verdict: verdictOf(after.report) }))];
}

function sameAs({ number, seed }, panel) {
  const { found, shown } = state;
  if (!isOfSeats()) {
    const own = found.steps.find(({ name }) => name === "seed")?.value;
    return said(own === seed, text(own === seed ? "check.same-seed" : "check.other-seed"));
  }
  const same = number === found.number && (panel === null || panel.ids.join() === found.panel?.ids.join());
  return said(same, text(same ? "check.same" : "check.differs", { number: `${number}`, own: `${found.number}`, panels: shown.panels }));
}

export function checking() {
  const { shown, found, program, failure } = state;
  const lines = [...checks(), ...(shown ? commanded() : []), ...(failure ? [said(false, text("failure", { detail: failure }))] : [])];
  const bad = lines.some(({ status }) => status === "failed");
  const verdict = bad ? "failed" : found ? "ok" : "waiting";
  const isCompared = found && (state.after?.recorded || (shown.recorded && !state.after));
  const passed = isCompared ? "same" : found && !isOfSeats() ? "ok-seed" : "ok";
  return [
    element("p", { class: `verdict ${verdict}`, id: "verdict", role: "status" }, text(`check.verdict.${verdict === "ok" ? passed : verdict}`)),
    element("ul", { class: "checks" }, ...lines.map(item)),
    ...(shown ? [opening()] : []),
    ...(program ? [element("p", { class: "program" }, phrase("program", { ...program, hash: grouped(program.sha256) }))] : []),
  ];
}

const item = ({ status, words }) =>
  element("li", { class: status }, element("span", { class: "mark" }, text(`check.mark.${status}`)), element("span", {}, words));

/** Where the dossier is opened once the command has drawn. */
function opening() {
  const input = element("input", { type: "file", id: "folder", webkitdirectory: "", multiple: "" });
  input.onchange = () => {
    if (input.files.length) compare(ofField([...input.files]));
  };
  return element("p", { class: "opening" }, element("label", { class: "choice" }, text("check.open"), input), " ", text("check.drop"));
}
