/* What several modules ask of the document. */

export const NARROW = 700; // px; below it a page is laid out for a phone

export const SHEET = 960; // px; below it the filters are a sheet, as in filters.css

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
