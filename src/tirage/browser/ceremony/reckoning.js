/** Questions to the engine: what the page holds, what follows from what fell, what the command has come to. */

import { ask } from "../page/asking.js";
import { byId } from "../page/elements.js";
import { isByHand, isComplete, isOfSeats, state } from "./state.js";

/** Told when something is new to be shown. */
let tell = () => {};
export const whenNew = (listener) => void (tell = listener);

/** Open the dossier that stands in the page. */
export async function begin() {
  const bytes = Uint8Array.from(atob(byId("archive").textContent), (sign) => sign.charCodeAt(0));
  const opened = await ask("open", { archive: new Blob([bytes]) });
  state.report = opened?.report ?? null;
  state.shown = opened && (await ask("ceremony"));
  state.program = await ask("program", { source: byId("engine").textContent });
  if (state.shown) {
    const known = new Map(state.shown.values.map(({ id, value }) => [id, value ?? ""]));
    state.values = state.shown.sealed.map(({ id }) => known.get(id) ?? "");
    state.signature = state.shown.signature;
    await judge();
  }
  tell();
}

/** Hold what was brought against the plan. */
export async function judge() {
  const { sealed, beacon } = state.shown;
  const { values, signature } = state;
  const judged = await ask("judge", { sealed, values, beacon, signature });
  // What was typed meanwhile is judged by itself.
  if (values === state.values && signature === state.signature) state.judged = judged;
  await reckon();
}

/** The number and its panel, once everything is there. */
export async function reckon() {
  state.found = null;
  if (isComplete()) state.found = isByHand() ? await byHand() : await bySeed();
  tell();
}

async function byHand() {
  const number = Number(state.typed);
  return { steps: [], number, panel: await ask("panel", { act: state.shown.act, number }) };
}

async function bySeed() {
  const { act, plan, form, stage, panels, sealed, beacon } = state.shown;
  const others = sealed.map(({ id }, place) => (state.values[place] ? `${id} ${state.values[place]}` : "")).filter(Boolean);
  const pulse = beacon ? `${beacon.chain} ${beacon.round} ${state.signature}` : "";
  const given = { act, plan, form, text: state.typed, others: others.join("\n"), pulse, stage, panels };
  const { mistakes, steps } = await ask("replay", given);
  if (mistakes.length) throw new Error(mistakes.join(", "));
  const last = steps.find(({ name }) => name === "number");
  const number = last ? Number(last.value) : null;
  const panel = isOfSeats() ? await ask("panel", { act, number }) : null;
  return { steps: steps.filter(({ name }) => name !== "panel"), number, panel };
}

/** Open a dossier as the command has left it, and compare. */
export async function compare({ name, ...given }) {
  state.after = { reading: true };
  tell();
  const opened = await ask("open", given);
  const shown = opened && (await ask("ceremony"));
  const { act, plan } = state.shown;
  const isSame = shown?.act === act && shown.plan === plan;
  const number = isSame ? (shown.recorded?.number ?? null) : null;
  const panel = number === null ? null : await ask("panel", { act, number });
  state.after = { report: opened?.report ?? null, isSame, recorded: isSame ? shown.recorded : null, panel };
  tell();
}
