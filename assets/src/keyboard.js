/* What a keyboard needs besides the browser's own: menus close behind it, and a new page takes the focus. */
import { SHEET, hit, isNarrow } from "./page.js";

let arrived = false;

function openMenus() {
  /** @type {NodeListOf<HTMLDetailsElement>} */
  const menus = document.querySelectorAll("details.choice[open]");
  return [...menus];
}

/* Escape closes an open menu and gives the focus back to its button; only the next Escape closes the proof panel. */
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing) return;
  /** @type {HTMLDetailsElement | null} */
  const sheet = isNarrow(SHEET) ? document.querySelector(".filter-sheet[open]") : null;
  const [menu = sheet] = openMenus().slice(-1); // the innermost first
  if (!menu) return;
  event.stopImmediatePropagation();
  menu.open = false;
  menu.querySelector("summary")?.focus();
});

/* Nothing that the focus has left may cover where it goes. */
document.addEventListener("focusin", (event) => {
  const into = /** @type {Node} */ (event.target);
  for (const menu of openMenus()) if (!menu.contains(into)) menu.open = false;
  /** @type {HTMLDetailsElement | null} */
  const sheet = document.querySelector(".filter-sheet");
  if (sheet && isNarrow(SHEET) && !sheet.contains(into)) sheet.open = false;
});

/* The button of the sheet leads to what the filters leave. */
document.addEventListener("click", (event) => {
  if (!hit(event, "[data-results]")) return;
  document.querySelector(".filter-sheet")?.removeAttribute("open");
  document.getElementById("main")?.focus({ preventScroll: true });
});

/**
 * After a link the focus goes to the place it led to, as it would on a page loaded anew.
 * @param {HTMLElement | null} place
 */
export function arrive(place) {
  const target = place || document.getElementById("main");
  if (arrived && target) {
    if (target.tabIndex < 0) target.tabIndex = -1;
    target.focus({ preventScroll: true });
  }
  arrived = true;
}
