/* The menus of the filters: what a press, a key and a typed word do in them. */
import { filterOf, held, hold, reset } from "./controls.js";
import { pressed, takenBack } from "./filters.js";
import { find, optionsIn } from "./options.js";
import { hit } from "./page.js";

/**
 * The options that can be reached.
 * @param {ParentNode} menu
 */
function inSight(menu) {
  return optionsIn(menu).filter((one) => !one.parentElement?.hidden);
}

/** @param {HTMLElement} option */
function focusOn(option) {
  for (const one of optionsIn(/** @type {HTMLElement} */ (option.closest(".menu")))) one.tabIndex = -1;
  option.tabIndex = 0;
  option.focus();
}

/** @param {HTMLElement} option */
function press(option) {
  const filter = filterOf(option.closest("[data-filter]")?.dataset.filter);
  if (!filter || option.getAttribute("aria-disabled")) return;
  hold(filter, pressed(filter, held(filter), option.dataset.option || ""));
}

/* Where a key leads from an option, among those in sight. */
/** @type {Record<string, ((at: number, last: number) => number) | undefined>} */
const MOVES = {
  ArrowDown: (at, last) => (at < last ? at + 1 : 0),
  ArrowUp: (at, last) => (at > 0 ? at - 1 : last),
  Home: () => 0,
  End: (_at, last) => last,
};

/** @param {KeyboardEvent} event */
function move(event) {
  const menu = hit(event, ".menu");
  const go = MOVES[event.key];
  const seen = menu ? inSight(menu) : [];
  if (!go || !seen.length) return;
  const own = hit(event, ".option")?.querySelector("[data-option]");
  const field = hit(event, ".find");
  if (field && (event.key === "Home" || event.key === "End")) return;
  event.preventDefault();
  const from = field ? (event.key === "ArrowDown" ? -1 : seen.length) : own ? seen.indexOf(own) : -1;
  focusOn(seen[go(from, seen.length - 1)]);
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const opener = hit(event, "[data-filter] > summary");
  if (opener && event.key === "ArrowDown") {
    event.preventDefault();
    const menu = /** @type {HTMLDetailsElement} */ (opener.parentElement);
    menu.open = true;
    /** @type {HTMLElement | null} */
    const first = menu.querySelector(".find, [data-option][tabindex='0']");
    first?.focus();
  }
  move(event);
  // To the way to choose an option alone, and back.
  const row = hit(event, ".option");
  const beside = row?.querySelector(event.key === "ArrowRight" ? "[data-only]" : "[data-option]");
  if (beside && (event.key === "ArrowRight" || event.key === "ArrowLeft")) beside.focus();
});

document.addEventListener("input", (event) => {
  /** @type {HTMLInputElement | null} */
  const field = hit(event, ".menu .find");
  if (field && !(/** @type {InputEvent} */ (event).isComposing))
    find(/** @type {Element} */ (field.closest(".menu")), field.value);
});
document.addEventListener("compositionend", (event) => {
  /** @type {HTMLInputElement | null} */
  const field = hit(event, ".menu .find");
  if (field) find(/** @type {Element} */ (field.closest(".menu")), field.value);
});

document.addEventListener("click", (event) => {
  const option = hit(event, "[data-option]");
  if (option) {
    focusOn(option);
    press(option);
  }
  const only = hit(event, "[data-only]");
  const alone = filterOf(only?.closest("[data-filter]")?.dataset.filter);
  if (only && alone) hold(alone, only.dataset.only || null);
  const every = filterOf(hit(event, "[data-every]")?.dataset.every);
  if (every) hold(every, null);
  const chip = hit(event, "[data-remove]");
  const narrowed = filterOf(chip?.dataset.remove);
  if (chip && narrowed) hold(narrowed, takenBack(narrowed, held(narrowed), chip.dataset.value || ""));
  if (hit(event, "[data-reset]")) reset();
  /** @type {NodeListOf<HTMLDetailsElement>} */
  const menus = document.querySelectorAll("details.choice[open]");
  // What was pressed may have left the document meanwhile, as a chip does.
  const target = /** @type {Node} */ (event.target);
  for (const menu of menus) if (target.isConnected && !menu.contains(target)) menu.open = false;
});
/* The filters answer at once; only a form that leads to an address is sent. */
document.addEventListener("submit", (event) => {
  if (hit(event, ".filters")) event.preventDefault();
});
