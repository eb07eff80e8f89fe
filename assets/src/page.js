/* What several modules ask of the document. */

const NARROW = 700; // px at the usual size of type; below it a page is laid out for a phone
const ROOT = 16; // px of the type of a browser that nobody has set

/**
 * A length that grows with the browser's type.
 * @param {number} px
 */
export function rem(px) {
  return px / ROOT + "rem";
}

/** How much larger than usual the reader has set the browser's type. */
export function typeScale() {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) / ROOT;
}

/**
 * Whether the window is narrower than that at the usual size of type: larger type needs more room.
 * @param {number} px
 */
export function isNarrow(px = NARROW) {
  return window.innerWidth < px * typeScale();
}

export const SHEET = 1100; // px; below it the filters are a sheet, as in filters.css

export function language() {
  return document.documentElement.lang === "en" ? "en" : "zh";
}

/**
 * An element that stands in every document.
 * @param {string} id
 */
export function element(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the document has no #${id}`);
  return found;
}

/**
 * What was pressed, or what it stands in, where that is what the selector names. A target need not be an element, and
 * one of another window is of another class.
 * @template {Element} [E=HTMLElement]
 * @param {Event} event
 * @param {string} selector
 * @returns {E | null}
 */
export function hit(event, selector) {
  const target = /** @type {Partial<Element> | null} */ (event.target);
  return target?.closest?.(selector) || null;
}
