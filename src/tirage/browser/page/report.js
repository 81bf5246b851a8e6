/** The report: verdict, numbered checklist, and what was not checked. */

import { byId, element, MARKS, show } from "./elements.js";
import { grouped, isBeyond, phrase, safe, saidOf, sentence, text, valued, verdictOf } from "./texts.js";

/** Show a report of the dossier of that name. */
export function showReport({ report, name, next }) {
  const ok = report.checks.every(({ status }) => status !== "failed");
  byId("opened").textContent = [text("opened", { name }), ...(next ? [text("next")] : [])].join(" ");
  byId("verdict").textContent = verdictOf(report);
  byId("verdict").className = ok ? "verdict good" : "verdict bad";
  byId("head").textContent = report.head ? phrase("head", [grouped(report.head)]) : "";
  byId("rehearsal").textContent = report.rehearsal ? phrase("rehearsal") : "";
  const apart = reasons(report.checks);
  const alone = ({ status, got }) => status !== "not-checked" || apart.get(got).size === 1;
  byId("checks").replaceChildren(...parts(report.checks.filter((check) => !isBeyond(check) && alone(check))));
  byId("beyond-title").textContent = phrase("not-checked");
  const beyond = [...report.checks.filter(isBeyond).map(item), ...[...apart].map(other)];
  byId("beyond").replaceChildren(...beyond);
  show("beyond-title", beyond.length > 0);
  show("rehearsal", report.rehearsal);
  show("result", true);
}

/** A heading and a list for each part of the checklist. */
function parts(checks) {
  const numbers = [...new Set(checks.map(({ number }) => number.split(".")[0]))];
  return numbers.map((part) => {
    const inside = checks.filter(({ number }) => number.startsWith(`${part}.`));
    const failed = inside.some(({ status }) => status === "failed");
    const title = element("h3", {}, `${part} · ${text(`part.${part}`)}`);
    return element("section", { class: failed ? "part" : "part fine" }, title, element("ul", {}, ...inside.map(item)));
  });
}

function item(check) {
  const said = saidOf(check);
  const mark = element("span", { class: "mark" }, `${MARKS[check.status]} ${text(check.status)}`);
  const words = element("span", { class: "words" }, sentence(check.code));
  if (check.file) words.append(" — ", element("code", {}, safe(check.file)));
  if (said) words.append(" ", element("span", { class: "said" }, `(${said})`));
  const number = element("span", { class: "number" }, check.number);
  return element("li", { class: check.status, "data-number": check.number }, mark, number, words);
}

/** Each reason why something elsewhere in the list was not checked, with the numbers of what was not. */
function reasons(checks) {
  const numbers = new Map();
  for (const check of checks.filter((each) => each.status === "not-checked" && !isBeyond(each))) {
    numbers.set(check.got, (numbers.get(check.got) ?? new Set()).add(check.number));
  }
  return numbers;
}

/** What several checks were not made for is said once. */
const other = ([why, numbers]) =>
  element("li", { class: "others" }, phrase("others", [[...numbers].join(", "), valued(safe(why))]));
