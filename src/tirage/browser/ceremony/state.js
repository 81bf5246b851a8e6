/** What the room has seen so far: the dossier that stands in the page, what fell, what was reckoned from it. */

export const state = {
  /** What the engine shows of the act (`engine/ceremony.js`), null where the dossier cannot be read. */
  shown: null,
  /** The checklist of the dossier in the page. */
  report: null,
  /** Version and hash of the engine. */
  program: null,
  /** Digits typed so far, or a text. */
  typed: "",
  /** What was wrong with the last key: a text of the page and its values; null where nothing was. */
  refused: null,
  /** Whether whoever types has said that all is as it fell. */
  confirmed: false,
  /** What guarantors brought, in the order of the plan; empty texts for what did not come. */
  values: [],
  /** The signature of the beacon's round. */
  signature: "",
  /** Whether these are what the plan has fixed: `right`, `wrong` or `missing`. */
  judged: { sealed: [], beacon: "missing" },
  /** What follows: the steps, the number and the panel of that number; null before. */
  found: null,
  /** What the dossier says that was opened after the command: null before. */
  after: null,
  /** What went wrong in the page itself. */
  failure: "",
};

/** Whether a panel has a number: letters have none. */
export const isOfSeats = () => state.shown.panels > 0;

/** Whether a number is drawn by hand, and no seed made. */
export const isByHand = () => state.shown.form === "hand";

/** Whether dice are rolled, and no numbers drawn. */
export const isDice = () => /^[0-9]+d[0-9]$/.test(state.shown.form);

/** The digits that a roll takes: how many, how many of them in a number, the lowest and the highest. */
export function shapeOf({ form, shape, panels }) {
  if (form !== "hand") return shape;
  const width = `${Math.max(panels - 1, 0)}`.length;
  return { count: width, width, low: 0, high: 9 };
}

/** Whether everything is there that the number follows from. */
export const isComplete = () =>
  (state.shown.form === "" || state.confirmed) &&
  !state.judged.sealed.includes("wrong") &&
  (state.shown.beacon === null || state.judged.beacon === "right");
