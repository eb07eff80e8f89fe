/* Printing: light whatever the theme, every plot drawn at the paper's width, and a first line that says what this is.
   A browser that prints does not wait, so all of it is done before its event is over. */
import { dashboard } from "./dash/namespace.js";
import { filtersInForce, today } from "./saving.js";

const root = document.documentElement;
const WIDTHS = { full: 1030, part: 800 }; // as in the style sheet for print
/** @type {string | null} */
let theme = null; // the reader's own choice, null where there is none

function tell() {
  const line = document.querySelector(".print-line");
  if (!line) return;
  const { filters, unfiltered, address, line: sentence = "" } = line.dataset;
  /** @type {Record<string, string | undefined>} */
  const said = {
    title: document.title,
    filters: filters || filtersInForce(document) || unfiltered,
    date: today(),
    address: address || decodeURI(window.location.href.split("#")[0]),
  };
  line.textContent = sentence.replace(/\{(\w+)\}/g, (_, name) => said[name] || "");
}

/**
 * A map fetches its boundaries when it is drawn, which would be too late: those still missing are brought at once.
 * @param {string} address
 */
function bring(address) {
  if (dashboard.shapes[address]) return;
  const request = new XMLHttpRequest();
  request.open("GET", address, false);
  request.send();
  if (request.status === 200) dashboard.shapes[address] = JSON.parse(request.responseText);
}

function bringMaps() {
  const plots = [...document.querySelectorAll(".plot")].map((frame) => dashboard.plotIn(frame));
  new Set(plots.flatMap((plot) => (plot ? dashboard.shapesOf(plot) : []))).forEach(bring);
}

/** @param {HTMLElement} host */
function widthOf(host) {
  const exhibit = host.closest(".exhibit");
  if (!exhibit) return host.parentElement?.clientWidth ?? WIDTHS.full;
  return exhibit.classList.contains("width-full") ? WIDTHS.full : WIDTHS.part;
}

window.addEventListener("beforeprint", () => {
  theme = root.getAttribute("data-bs-theme");
  root.setAttribute("data-bs-theme", "light");
  tell();
  bringMaps();
  dashboard.onPaper(widthOf);
});
window.addEventListener("afterprint", () => {
  if (theme === null) root.removeAttribute("data-bs-theme");
  else root.setAttribute("data-bs-theme", theme);
  dashboard.onPaper(null);
});
