/* A click on an area, or on its line of the list, opens its profile beside the map; Escape closes it. The address names
   what stands open, so a link opens it and Back closes it. */
import { areaOf, pointAt, show as standOut } from "./pointing.js";
import { unfold } from "../folds.js";
import { element, hit } from "../page.js";
import { PROFILE, withProfile } from "../proof-address.js";
import { dashboard } from "../dash/namespace.js";
import { openMark } from "../proof.js";

/** @type {AbortController | null} */
let asking = null;
let coming = ""; // the area whose profile is asked for
// An answer to filters sets the list anew, and the profile opens again without taking the focus.
const watcher = new MutationObserver(() => followProfile(false));

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
 * @param {boolean} [leads] whether the reader is led there
 */
async function open(beside, area, leads = true) {
  asking?.abort();
  const own = new AbortController();
  asking = own;
  coming = area;
  try {
    const answer = await window.fetch(beside.dataset.profile + encodeURIComponent(area), { signal: own.signal });
    if (!answer.ok) throw new TypeError(answer.statusText);
    show(beside, area, new DOMParser().parseFromString(await answer.text(), "text/html").body, leads);
  } catch (fault) {
    if (own.signal.aborted) return;
    console.info(fault);
    const told = Object.assign(document.createElement("p"), { textContent: beside.dataset.failed, role: "status" });
    const body = document.createElement("body");
    body.append(told);
    show(beside, area, body, leads);
  }
}

/**
 * @param {HTMLElement} beside
 * @param {string} area
 * @param {HTMLElement} content
 * @param {boolean} leads
 */
function show(beside, area, content, leads) {
  const place = beside.querySelector(".map-profile");
  if (!place) return;
  coming = "";
  if (named() !== area) write("pushState", area);
  place.replaceChildren(...content.childNodes);
  place.dataset.shows = area;
  place.hidden = false;
  place.scrollTop = 0;
  if (leads) place.scrollIntoView({ block: "nearest" });
  if (leads) place.querySelector("h3")?.focus({ preventScroll: true });
  const figure = beside.closest("figure");
  standOut(figure, area);
  watcher.disconnect();
  if (figure) watcher.observe(figure, { childList: true, subtree: true });
}

/** The area whose profile the address names; empty for none. */
function named() {
  return new URLSearchParams(window.location.search).get(PROFILE) || "";
}

/**
 * @param {"pushState" | "replaceState"} way
 * @param {string} area
 */
function write(way, area) {
  const { pathname, search, hash } = window.location;
  window.history[way](window.history.state, "", pathname + withProfile(search, area) + hash);
}

/**
 * Opens or closes what the address says; another area that is open gives way.
 * @param {boolean} [leads]
 */
export function followProfile(leads = true) {
  const area = named();
  const shown = document.querySelector(".map-profile:not([hidden])");
  if (area && coming === area) return;
  if (shown?.dataset.shows === area || (!area && !shown)) return;
  if (!area) return shown && close(shown);
  const line = document.querySelector(`.map-list [data-area="${CSS.escape(area)}"]`);
  const beside = line?.closest(".map-beside");
  if (!line || !beside) return;
  unfold(line);
  open(beside, area, leads);
}

/** @param {HTMLElement} place */
function close(place) {
  asking?.abort();
  coming = "";
  watcher.disconnect();
  if (named()) write("replaceState", "");
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
