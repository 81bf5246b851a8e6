/** What is said, in French or English: the checklist in the words of `tirage verify`, the page in its own. */

const ALL = JSON.parse(document.getElementById("texts").textContent);
export const LANGUAGES = Object.keys(ALL);

let language = navigator.languages.some((each) => each.startsWith("fr")) ? "fr" : "en";

export const currentLanguage = () => language;
export const setLanguage = (wanted) => void (language = wanted);

const filled = (template, values) => template.replace(/\{(\w*)\}/g, (_, name) => `${values[name || 0]}`);

/** A text of the page, with its values by name: numbers as the language writes them, words in the form that goes with them. */
export function text(code, values = {}) {
  const { template, forms } = ALL[language].page[code];
  const spoken = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, number(value)]));
  const worded = Object.entries(forms).map(([name, of]) => [name, filled(formOf(of, values[name]), spoken)]);
  return filled(template, { ...spoken, ...Object.fromEntries(worded) });
}

/** A number with its thousands apart; anything else as it is. */
export const number = (value) => (typeof value === "number" ? new Intl.NumberFormat(language).format(value) : value);

/** A share of 1 in percent, with one decimal where it has one. */
export const percent = (share) =>
  new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 }).format(share);

/** Of the forms of a text by the plural categories of CLDR, that of a number. */
const formOf = (forms, count) => forms[new Intl.PluralRules(language).select(count)] ?? forms.other;

/** A phrase of the report, with its values in order or by name; `count` chooses the form of one that has forms. */
export function phrase(code, values = []) {
  const said = ALL[language].phrases[code];
  return filled(typeof said === "string" ? said : formOf(said, values.count), values);
}

/** What the check of that code says. */
export const sentence = (code) => ALL[language].sentences[code];

const WORD = /(?:^|(?<=\())[a-z0-9-]+(?=$|[: )])/g;

/** A value of a check, with the words of ours in it translated: at its start or after a bracket. */
export const valued = (said) => said.replace(WORD, (word) => ALL[language].words[word] ?? word);

const HASH = /\b([0-9a-f]{16})[0-9a-f]{48}\b/g;
const LONGEST = 300;

/** No control character of a hostile file is shown, and no line is endless. */
export function safe(value) {
  const visible = [...value].map((c) => (c !== " " && /[\p{C}\p{Z}]/u.test(c) ? escaped(c) : c)).join("");
  const characters = [...visible];
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST).join("")}…` : visible;
}

function escaped(character) {
  const code = character.codePointAt(0);
  const named = { 9: "\\t", 10: "\\n", 13: "\\r" }[code];
  const [mark, width] = code < 0x100 ? ["x", 2] : code < 0x10000 ? ["u", 4] : ["U", 8];
  return named ?? `\\${mark}${code.toString(16).padStart(width, "0")}`;
}

/** A hash in groups of eight characters, to be read aloud and compared. */
export const grouped = (digest) => (digest.match(/.{1,8}/g) ?? []).join(" ");

/** Whether a check is of the last part: what no file can show. */
export const isBeyond = ({ code }) => code.startsWith("beyond.") || code === "proof.identity";

/** The values of a check, or why it was not made; empty where its sentence says it all. */
export function saidOf(check) {
  const [got, expected] = [check.got, check.expected].map((value) => valued(safe(value)));
  if (check.code === "beyond.head") return grouped(got);
  if (check.code.startsWith("beyond.")) return got;
  if (check.status === "not-checked") return phrase("why", [got]);
  // What is right is said once, and of a hash as much as it takes to recognise it.
  if (check.status === "ok" && got === expected) return got.replace(HASH, "$1…");
  const parts = [got ? phrase("got", [got]) : "", expected ? phrase("expected", [expected]) : ""];
  return parts.filter(Boolean).join(", ");
}

/** The first sentence of the report. */
export function verdictOf({ checks, drawn }) {
  const count = (status) => checks.filter((check) => check.status === status).length;
  // What a void plan of a later draw would have filled stays open; the panel is drawn all the same.
  const isVoid = !drawn && checks.some(({ code }) => code === "beyond.void");
  const empty = checks.every(({ code }) => code !== "counts.balance");
  // Of a roll there may be letters, and no plan of a panel yet.
  const planned = checks.some(({ code }) => code === "order.plan");
  const begun = empty ? "opened" : drawn ? "drawn" : planned ? "planned" : "framed";
  const isApart = checks.some(({ code: each }) => each === "no-panel.conflicts");
  const code = count("failed") ? "failed" : isApart ? "no-panel" : isVoid ? "void" : begun;
  return phrase(`verdict.${code}`, { count: count("failed") || count("ok") });
}
