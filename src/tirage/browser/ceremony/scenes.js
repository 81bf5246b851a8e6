/** The scenes, in the order in which a room sees them: each has its name, its title and what stands on it. */

import { element } from "../page/elements.js";
import { grouped, number, percent, safe, text } from "../page/texts.js";
import { brought, pulse } from "./brought.js";
import { checking } from "./checking.js";
import { pagesOf } from "./fitting.js";
import { dice } from "./roll.js";
import { isDice, isOfSeats, state } from "./state.js";
import { ALONE, columnsOf, COUNTED, layOut } from "./tables.js";

/** References of a scene. */
const REFERENCES = 60;

/** The scenes there are so far: those of what follows from the dice come once these are confirmed. */
export function scenes() {
  const { shown, found } = state;
  if (!shown) return [{ name: "check", title: text("check"), body: checking }];
  const tables = shown.rows.length ? layOut(shown.rows, ALONE) : [];
  return [
    { name: "title", title: "", body: title },
    { name: "fixed", title: text("fixed"), body: fixed },
    ...tables.map((columns, at) => paged("quotas", at, tables.length, () => [columnsOf(columns, shown.rows, null)])),
    ...(shown.sealed.length ? [{ name: "brought", title: text("brought"), body: brought }] : []),
    ...(shown.form ? [{ name: "roll", title: text(rolled()), body: dice }] : []),
    ...(shown.beacon ? [{ name: "beacon", title: text("beacon"), body: pulse }] : []),
    ...(found ? [{ name: "number", title: text(isOfSeats() ? "number" : "seed"), body: outcome }] : []),
    ...(found?.panel ? members() : []),
    ...(found?.steps.length ? [{ name: "steps", title: text("steps"), body: lines }] : []),
    { name: "check", title: text("check"), body: checking },
  ];
}

/** What is typed: dice, numbers, a number drawn by hand or words. */
function rolled() {
  const { form, shape } = state.shown;
  if (form === "hand") return "roll.hand";
  if (!shape) return "roll.words";
  return isDice() ? "roll" : "roll.numbers";
}

function paged(name, at, count, body) {
  const title = count > 1 ? text(`${name}.page`, { page: `${at + 1}`, pages: `${count}` }) : text(name);
  return { name: `${name}-${at + 1}`, title, body };
}

/** Of the panel: its seats, where the pool is at hand, and its references. */
function members() {
  const { rows } = state.shown;
  const { panel } = state.found;
  const tables = rows.length ? layOut(rows, COUNTED) : [];
  const lists = pagesOf(panel.references, REFERENCES);
  return [
    ...(panel.seats ? tables.map((columns, at) => paged("panel", at, tables.length, () => counted(columns, rows, panel))) : []),
    ...lists.map((ids, at) => paged("references", at, lists.length, () => listed(ids))),
  ];
}

// --- What is fixed ---------------------------------------------------------------------------------------------

/** What is drawn, in the words of the page: the panel, a wave of letters, a later draw. */
export function named(act) {
  const [kind, place = ""] = act.split("/");
  return text(`act.${kind}`, { place });
}

function title() {
  const { act, named: { name, organiser, city } } = state.shown;
  const under = [organiser, city].filter(Boolean).map(safe).join(" · ");
  return [
    element("div", { class: "cover" },
      element("p", { class: "over" }, text("title")),
      element("h1", { tabindex: "-1" }, name ? safe(name) : named(act)),
      ...(name ? [element("p", { class: "under" }, named(act))] : []),
      ...(under ? [element("p", { class: "under" }, under)] : []),
      element("p", { class: "aside" }, text("title.aside"))),
  ];
}

function fixed() {
  const { plan, seats, people, panels, chances, letters } = state.shown;
  const facts = isOfSeats()
    ? [["seats", number(seats)], ["people", number(people)], ["panels", number(panels)], ["chances", chancesOf(chances, panels)]]
    : [["letters", number(letters)]];
  facts.push(["form", formWords()]);
  const list = facts.map(([code, value]) => element("div", {}, element("dt", {}, text(`fixed.${code}`)), element("dd", {}, value)));
  return [
    element("dl", { class: "facts" }, ...list),
    element("div", { class: "print" }, element("p", {}, text("fixed.plan")), fingerprint(plan)),
  ];
}

function chancesOf({ least, most, never }, panels) {
  const said = text(least === most ? "fixed.chances.same" : "fixed.chances.of", { least: percent(least / panels), most: percent(most / panels) });
  return never ? `${said} ${text("fixed.chances.never", { never })}` : said;
}

/** What is rolled, drawn or read aloud, by the form of the plan. */
function formWords() {
  const { form, beacon } = state.shown;
  return [form ? ofForm() : "", beacon ? text("form.beacon") : ""].filter(Boolean).join(" ");
}

function ofForm() {
  const { form, shape, panels } = state.shown;
  if (form === "hand") return text("form.hand", { highest: `${panels - 1}` });
  if (!shape) return text("form.words");
  const { count, width, high } = shape;
  if (isDice()) return text("form.dice", { count, faces: `${high}` });
  return text("form.numbers", { count: count / width, lowest: "0".repeat(width), highest: "9".repeat(width) });
}

/** A hash in two lines of four groups, to be read aloud. */
export function fingerprint(digest) {
  const groups = grouped(digest).split(" ");
  const row = (some) => element("span", { class: "groups" }, ...some.map((each) => element("span", {}, each)));
  return element("p", { class: "fingerprint" }, row(groups.slice(0, 4)), " ", row(groups.slice(4)));
}

// --- What follows ----------------------------------------------------------------------------------------------

function outcome() {
  const { panels } = state.shown;
  const { number: drawn, steps } = state.found;
  const width = `${panels - 1}`.length;
  const big = isOfSeats()
    ? [
      element("p", { class: "drawn" }, `${drawn}`.padStart(width, "0")),
      element("p", { class: "under" }, text("number.of", { panels, lowest: "0".repeat(width), highest: `${panels - 1}` })),
    ]
    : [element("div", { class: "print" }, fingerprint(steps.at(-1).value)), element("p", { class: "under" }, text("seed.of"))];
  return [element("div", { class: "result" }, ...big), ...(steps.length ? [chain(steps)] : [])];
}

/** Where it comes from, each by its first signs: plan and roll, their seed. */
function chain(steps) {
  const valueOf = (name) => steps.find((each) => each.name === name)?.value ?? "";
  const part = (code, value) => element("span", { class: "part" }, element("small", {}, text(code)), element("b", {}, value));
  const parts = [part("step.plan", `${valueOf("plan").slice(0, 8)}…`)];
  if (state.shown.form) parts.push("+", part("chain.roll", safe([...state.typed].slice(0, 24).join(""))));
  if (state.shown.sealed.length || state.shown.beacon) parts.push("+", part("chain.others", "…"));
  return element("p", { class: "chain" }, ...parts, "→", part("step.seed", `${valueOf("seed").slice(0, 8)}…`));
}

/** Every line, to be reckoned again by anyone. */
function lines() {
  return [element("p", { class: "summary" }, text("steps.aside")), element("ol", { class: "steps" }, ...state.found.steps.map(step))];
}

function step({ name, line, value }) {
  const item = element("li", {}, element("strong", {}, text(`step.${name}`)));
  if (line) item.append(element("code", {}, `printf '${line}' | sha256sum`));
  item.append(element("code", { class: "value" }, /^[0-9a-f]{64}$/.test(value) ? grouped(value) : safe(value)));
  return item;
}

function counted(columns, rows, panel) {
  const met = panel.met.filter(Boolean).length;
  const all = met === rows.length;
  const summary = text(all ? "panel.all" : "panel.some", { met, rows: rows.length });
  return [element("p", { class: all ? "summary met" : "summary unmet" }, summary), columnsOf(columns, rows, panel)];
}

function listed(ids) {
  const items = ids.map((id) => element("li", {}, safe(id)));
  return [element("p", { class: "summary" }, text("references.aside")), element("ul", { class: "references" }, ...items)];
}
