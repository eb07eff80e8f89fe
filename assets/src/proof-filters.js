/* Filtering the page by what its proof is about, and keeping in sight what the proof explains. */
import { filterOf, hold } from "./controls.js";
import { element, hit, isNarrow } from "./page.js";
import { KINDS } from "./proof-address.js";

const MARKED = KINDS.map((kind) => `main [data-${kind}]`).join();
const QUIET_MS = 200; // without a change, an answer that has come has been drawn; one that is late has been told of
let following = false; // whether the highlighted figure is to be brought back into sight
let waiting = 0;

/**
 * The filter of this page that a button speaks of; undefined where the page has none with that value.
 * @param {HTMLElement} button
 */
function filterAt(button) {
  const { filterName, filterValue = "" } = button.dataset;
  const filter = filterOf(filterName);
  return filter?.values.includes(filterValue) ? filter : undefined;
}

/** @param {HTMLElement} button */
function isChosen(button) {
  const { filterName = "", filterValue } = button.dataset;
  return new URLSearchParams(window.location.search).get(filterName) === filterValue;
}

/** A button shows only on a page that has its filter; pressed again it lets everything back in. */
export function offerFilters() {
  for (const button of document.querySelectorAll("#proof [data-filter-name]")) {
    button.hidden = !filterAt(button);
    button.setAttribute("aria-pressed", String(isChosen(button)));
  }
}

/** @param {HTMLElement} button */
function choose(button) {
  const filter = filterAt(button);
  if (!filter) return;
  following = true;
  hold(filter, isChosen(button) ? null : button.dataset.filterValue || null);
}

/** Rows and cells are used again for other figures, so the highlight is put back on what the panel explains. */
export function highlight() {
  const panel = document.getElementById("proof");
  const heading = panel && !panel.hidden && panel.querySelector(".proof-value, .proof-place");
  const kind = heading && KINDS.find((name) => heading.dataset[name]);
  if (kind)
    for (const one of document.querySelectorAll(MARKED))
      one.classList.toggle("explained", one.dataset[kind] === heading.dataset[kind]);
  window.clearTimeout(waiting);
  if (following) waiting = window.setTimeout(follow, QUIET_MS);
}

/* Brings the nearest of the highlighted figures into what the band of filters and the panel leave of the window. */
function follow() {
  if (document.querySelector("main[aria-busy]")) return;
  following = false;
  const band = document.querySelector("form.filters");
  const top = band ? Math.max(0, band.getBoundingClientRect().bottom) : 0;
  const panel = element("proof").getBoundingClientRect();
  const bottom = isNarrow() && panel.height ? panel.top : window.innerHeight;
  /** @param {Element} one */
  const away = (one) => Math.abs(one.getBoundingClientRect().top - (top + bottom) / 2);
  const marked = [...document.querySelectorAll("main .explained")].filter((one) => one.getClientRects().length);
  const [nearest] = marked.sort((a, b) => away(a) - away(b));
  if (!nearest) return;
  const box = nearest.getBoundingClientRect();
  if (box.top < top || box.bottom > bottom) window.scrollBy(0, box.top - top - 12);
}

document.addEventListener("click", (event) => {
  const button = hit(event, "[data-filter-name]");
  if (button) choose(button);
  if (hit(event, "[data-reset-page]")) {
    document.querySelector("[data-reset]")?.click();
    element("main").focus({ preventScroll: true });
  }
});
