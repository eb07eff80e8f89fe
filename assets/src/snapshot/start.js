/* The file comes to life: plots are drawn, `#fact=…` opens a proof, and `#3` the third slide. */
import { element, hit } from "../page.js";
import { followAddress } from "../proof.js";
import { save } from "../saving.js";
import { drawPlots } from "./dash.js";
import { data, fragment } from "./packed.js";

const page = element("page");
const SERVED = ["data-alive", "data-gone"]; // what a deck asks of a server
/** @type {Node[]} */
let held = []; // the page, while slides stand in its place

/**
 * Which slides there are was chosen when the file was made: the list of them leads to each.
 * @param {Element} list
 */
function settle(list) {
  list.querySelectorAll("[data-move], img, :scope > :not(ol)").forEach((one) => one.remove());
  for (const line of list.querySelectorAll("li")) {
    const link = line.querySelector("[data-goto]");
    const box = line.querySelector("[role=checkbox]");
    if (!link) line.remove();
    else if (box) box.dataset.goto = link.dataset.goto;
    box?.removeAttribute("role");
    box?.removeAttribute("aria-checked");
  }
}

function slides() {
  return /** @type {HTMLElement} */ (fragment(data.deck).firstElementChild);
}

function start() {
  const deck = slides();
  SERVED.forEach((name) => deck.removeAttribute(name));
  deck.querySelectorAll("[data-chooser]").forEach(settle);
  held = [...page.childNodes];
  page.replaceChildren(deck);
}

/** @param {string} place the id of the exhibit that the slide showed */
function leave(place) {
  page.replaceChildren(...held);
  held = [];
  window.history.replaceState(null, "", window.location.pathname);
  drawPlots();
  const exhibit = document.getElementById(place);
  if (exhibit) exhibit.scrollIntoView();
  document.querySelector("[data-start]")?.focus({ preventScroll: true });
}

function follow() {
  if (held.length) return;
  if (/^#\d+$/.test(window.location.hash)) return start();
  followAddress();
}

document.addEventListener("click", (event) => {
  if (hit(event, "[data-start]")) start();
  /** @type {HTMLAnchorElement | null} */
  const link = hit(event, "a[data-download],a[data-picture]");
  if (!link) return;
  event.preventDefault();
  const { download: table, picture = "" } = link.dataset;
  if (table) save(new Blob([data.tables[table]], { type: "text/csv" }), link.download);
  else save(new Blob([data.pictures[picture]], { type: "image/svg+xml" }), link.download);
});
document.addEventListener("present:leave", (event) => {
  event.preventDefault();
  leave(/** @type {CustomEvent} */ (event).detail.href.split("#")[1]);
});
document.addEventListener("submit", (event) => event.preventDefault());
window.addEventListener("hashchange", follow);
drawPlots();
follow();
