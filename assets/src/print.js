/* Printing: light whatever the theme, every plot drawn at the paper's width, a first line that says what this is, and a
   line below every sheet. A browser that prints does not wait, so all of it is done before its event is over. */
import { dashboard } from "./dash/namespace.js";
import { filtersInForce, today } from "./saving.js";

const root = document.documentElement;
// Pixels of a plot across the sheet and beside its words, as in the style sheet for print.
const WIDTHS = { a4: { sheet: 732, part: 356 }, wall: { sheet: 1511, part: 360 } };
const LONG = 480; // pixels of a plot that would leave a third of a sheet blank, were it not cut
const HIGHEST = 318; // pixels of any other, whose marks move together: three exhibits and the title of a part fill a sheet
const LONGEST = 110; // characters below a sheet
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
  root.style.setProperty("--sheet", sheetLine(`${said.title} · ${said.filters}`));
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

/**
 * @param {HTMLElement} host
 * @returns {PaperPlace}
 */
function placeOf(host) {
  const exhibit = host.closest(".exhibit");
  const plot = dashboard.plotIn(host);
  if (!exhibit || !plot) return { width: host.clientWidth, height: plot?.height, narrow: false, long: false };
  const long = plot.narrow_height > LONG && !dashboard.shapesOf(plot).length;
  exhibit.classList.toggle("is-long", long);
  const widths = root.classList.contains("on-wall") ? WIDTHS.wall : WIDTHS.a4;
  if (long) return { width: widths.sheet, height: plot.height, narrow: false, long };
  return { width: widths.part, height: Math.min(plot.narrow_height, HIGHEST), narrow: true, long };
}

/**
 * What stands below every sheet beside its number, as a style sheet writes a text: of which page it is, under which filters.
 * @param {string} text
 */
export function sheetLine(text) {
  const line = text.replace(/\s+/g, " ");
  return JSON.stringify(line.length > LONGEST ? line.slice(0, LONGEST - 1) + "…" : line);
}

window.addEventListener("beforeprint", () => {
  theme = root.getAttribute("data-bs-theme");
  root.setAttribute("data-bs-theme", "light");
  tell();
  bringMaps();
  dashboard.onPaper(placeOf);
});
window.addEventListener("afterprint", () => {
  if (theme === null) root.removeAttribute("data-bs-theme");
  else root.setAttribute("data-bs-theme", theme);
  dashboard.onPaper(null);
  root.style.removeProperty("--sheet");
  root.classList.remove("on-wall");
});
