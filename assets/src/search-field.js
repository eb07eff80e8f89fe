/* The field of a filter that searches: it is asked when the typing pauses, and not while an input method composes. */
import { filterOf, filters, held, hold } from "./controls.js";
import { setProps } from "./dash/namespace.js";
import { hit } from "./page.js";

const PAUSE_MS = 250;
let timer = 0;
let composing = false;

/**
 * The field of an event, and its filter.
 * @param {Event} event
 */
function fieldOf(event) {
  const filter = filterOf(hit(event, "[data-search]")?.dataset.search);
  return filter && { filter, field: /** @type {HTMLInputElement} */ (event.target) };
}

/**
 * @param {Event} event
 * @param {number} pause
 */
function ask(event, pause) {
  const found = fieldOf(event);
  window.clearTimeout(timer);
  if (found && !composing) timer = window.setTimeout(() => hold(found.filter, found.field.value.trim() || null), pause);
}

/**
 * Puts into the fields what their filters hold, but not where that is being typed.
 * @param {boolean} [overTyped] there too: the address says otherwise
 */
export function showSearched(overTyped) {
  for (const filter of filters().filter((one) => one.kind === "text")) {
    const id = filter.id + "-field";
    const field = /** @type {HTMLInputElement | null} */ (document.getElementById(id));
    const text = held(filter) || "";
    if (!field || field.value.trim() === text || (field === document.activeElement && !overTyped)) continue;
    setProps(id, { value: text });
    field.value = text;
  }
}

/** What was typed and not yet asked for is not asked for any more: the page is left, or the address says otherwise. */
export function forgetTyped() {
  window.clearTimeout(timer);
}

document.addEventListener("compositionstart", () => {
  composing = true;
});
document.addEventListener("compositionend", (event) => {
  composing = false;
  ask(event, PAUSE_MS);
});
document.addEventListener("input", (event) => ask(event, PAUSE_MS));
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.isComposing) ask(event, 0);
});
