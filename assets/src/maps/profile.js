/* A click on an area, or on its line of the list, opens its profile beside the map; Escape closes it. */
import { areaOf, pointAt, show as standOut } from "./pointing.js";
import { element, hit } from "../page.js";
import { dashboard } from "../dash/namespace.js";
import { openMark } from "../proof.js";

/** @type {AbortController | null} */
let asking = null;

/**
 * What a click on a mark opens: the profile of its area where there is a place for that, else its proof.
 * @param {MarkClick} click
 * @param {Graph} [graph]
 */
export function choose(click, graph) {
  const beside = graph?.closest("figure")?.querySelector(".map-beside");
  const area = areaOf(click);
  if (!beside || !area || dashboard.file) return openMark(click);
  if (graph) pointAt(graph, null);
  open(beside, area);
}

/**
 * @param {HTMLElement} beside
 * @param {string} area
 */
async function open(beside, area) {
  asking?.abort();
  const own = new AbortController();
  asking = own;
  try {
    const answer = await window.fetch(beside.dataset.profile + encodeURIComponent(area), { signal: own.signal });
    if (!answer.ok) throw new TypeError(answer.statusText);
    show(beside, area, new DOMParser().parseFromString(await answer.text(), "text/html").body);
  } catch (fault) {
    if (own.signal.aborted) return;
    console.info(fault);
    const told = Object.assign(document.createElement("p"), { textContent: beside.dataset.failed, role: "status" });
    const body = document.createElement("body");
    body.append(told);
    show(beside, area, body);
  }
}

/**
 * @param {HTMLElement} beside
 * @param {string} area
 * @param {HTMLElement} content
 */
function show(beside, area, content) {
  const place = beside.querySelector(".map-profile");
  if (!place) return;
  place.replaceChildren(...content.childNodes);
  place.dataset.shows = area;
  place.hidden = false;
  place.scrollTop = 0;
  place.scrollIntoView({ block: "nearest" });
  place.querySelector("h3")?.focus({ preventScroll: true });
  standOut(beside.closest("figure"), area);
}

/** @param {HTMLElement} place */
function close(place) {
  const line = place.parentElement?.querySelector(`.map-list [data-area="${CSS.escape(place.dataset.shows || "")}"] a`);
  const [first] = place.parentElement?.querySelectorAll(".map-list a") || [];
  place.hidden = true;
  place.replaceChildren();
  standOut(place.closest("figure"), "");
  (line || first)?.focus({ preventScroll: true });
}

document.addEventListener(
  "click",
  (event) => {
    const beside = hit(event, ".map-beside");
    const line = hit(event, "a")?.closest(".map-beside [data-area]");
    if (!beside || !line || dashboard.file || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    open(beside, line.dataset.area || "");
  },
  true,
);
document.addEventListener("click", (event) => {
  const place = hit(event, "[data-close-profile]")?.closest(".map-profile");
  if (place) close(place);
});
/* Before the proof, which closes at the same key and is closed first. */
document.addEventListener(
  "keydown",
  (event) => {
    const place = event.key === "Escape" ? document.querySelector(".map-profile:not([hidden])") : null;
    const here = document.activeElement === document.body || place?.contains(document.activeElement);
    if (place && here && element("proof").hidden) close(place);
  },
  true,
);
