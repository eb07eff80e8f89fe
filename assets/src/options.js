/* The options of the filters as they are shown: which are chosen, what each would leave, which are found by typing. */
import { unchanged } from "./dash/namespace.js";
import { filters } from "./controls.js";
import { isChosen } from "./filters.js";

/**
 * The menu of a filter.
 * @param {string} name
 * @returns {HTMLDetailsElement | null}
 */
export function menuOf(name) {
  return document.querySelector(`#page [data-filter="${name}"]`);
}

/** @param {ParentNode} menu */
export function optionsIn(menu) {
  return [...menu.querySelectorAll("[data-option]")];
}

/**
 * Marks what is chosen; `texts` are in the order of the filters.
 * @param {(string | null)[]} texts
 */
export function showChosen(texts) {
  filters().forEach((filter, at) => {
    const menu = menuOf(filter.name);
    for (const option of menu ? optionsIn(menu) : [])
      option.setAttribute("aria-checked", String(isChosen(filter, texts[at], option.dataset.option || "")));
  });
}

/**
 * Called by Dash with how many rows each option leaves under the other filters.
 * @param {Record<string, Record<string, number>>} counts
 */
export function showCounts(counts) {
  for (const [name, numbers] of Object.entries(counts || {})) {
    const menu = menuOf(name);
    for (const option of menu ? optionsIn(menu) : []) {
      const number = numbers[option.dataset.option || ""];
      const count = option.querySelector(".count");
      if (count && number !== undefined) count.textContent = String(number);
      const none = number === 0 && option.getAttribute("aria-checked") !== "true";
      if (none) option.setAttribute("aria-disabled", "true");
      else option.removeAttribute("aria-disabled");
    }
  }
  return unchanged();
}

/**
 * Text as it is compared: no case, tones, spaces or apostrophes.
 * @param {string} text
 */
export function folded(text) {
  const plain = text.normalize("NFKD").toLowerCase();
  return plain.replace(/[^\p{Letter}\p{Number}]/gu, "");
}

/**
 * Hides the options that a text does not find.
 * @param {ParentNode} menu
 * @param {string} text
 */
export function find(menu, text) {
  const wanted = folded(text);
  for (const option of optionsIn(menu)) {
    const row = /** @type {HTMLElement} */ (option.parentElement);
    row.hidden = !folded(option.dataset.foundBy || "").includes(wanted);
  }
}
