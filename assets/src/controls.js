/* The filters of the page on show, and the stores that hold what each has chosen. */
import { propsOf, setProps } from "./dash/namespace.js";

/** @returns {Filter[]} */
export function filters() {
  return JSON.parse(document.querySelector("form.filters")?.dataset.spec || "[]");
}

/**
 * The filter of a name; undefined where the page has none.
 * @param {string | undefined} name
 */
export function filterOf(name) {
  return filters().find((one) => one.name === name);
}

/**
 * What a filter has chosen, as text.
 * @param {Filter} filter
 * @returns {string | null}
 */
export function held(filter) {
  return textIn(propsOf(filter.id).data);
}

/**
 * Sets what a filter has chosen, which runs the page's one callback.
 * @param {Filter} filter
 * @param {string | null} text
 */
export function hold(filter, text) {
  if (held(filter) !== text) setProps(filter.id, { data: stored(text) });
}

/**
 * What a store has for a text, in a list since Dash takes a store without data for one that was changed.
 * @param {string | null} text
 */
export function stored(text) {
  return text === null ? [] : [text];
}

/**
 * The text that a store has; null for none.
 * @param {string[] | undefined} data
 * @returns {string | null}
 */
export function textIn(data) {
  return data?.[0] ?? null;
}

/** Sets filters that have chosen something back to nothing. */
export function reset() {
  for (const filter of filters()) hold(filter, null);
}
