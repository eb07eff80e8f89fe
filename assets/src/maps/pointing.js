/* What is pointed at on a map, or in the list beside it, stands out: its area, its lines and its line of the list; a
   tooltip says what it is. */
import { hit } from "../page.js";

const OFF = 14; // px between the pointer and the tooltip

/**
 * The area that a mark stands for; empty where it stands for none.
 * @param {MarkClick | null} event
 */
export function areaOf(event) {
  const [point] = event?.points || [];
  const { areas = [] } = point?.data.stands || {};
  return String(areas[areas.length > 1 ? (point?.pointNumber ?? 0) : 0] || "");
}

/* Standing out -------------------------------------------------------------------------------------------------- */

/**
 * The elements of a trace, one for each of its marks.
 * @param {Element} group
 * @param {Trace} trace
 */
function marksOf(group, trace) {
  if (trace.shapes) return [group];
  const selector = { lines: ".js-line", markers: "path.point", text: ".textpoint" }[String(trace.mode)];
  return selector ? [...group.querySelectorAll(selector)] : [];
}

/**
 * All that does not belong to an area fades; nothing does where none is named.
 * @param {Element} graph
 * @param {Trace[]} traces
 * @param {string} area
 */
export function isolate(graph, traces, area) {
  for (const trace of traces) {
    const group = trace.stands?.about && graph.querySelector(`.trace${trace.uid}`);
    if (!group) continue;
    marksOf(group, trace).forEach((mark, at) => {
      mark.classList.toggle("apart", Boolean(area) && !trace.stands.about[at]?.includes(area));
    });
  }
}

/**
 * The map of a figure and its line of the list stand for an area as long as it is pointed at, or its profile is open.
 * @param {Element | null} figure
 * @param {string} pointed
 */
export function show(figure, pointed) {
  const area = pointed || figure?.querySelector(".map-profile:not([hidden])")?.dataset.shows || "";
  const graph = /** @type {Graph | null} */ (figure?.querySelector(".js-plotly-plot"));
  if (graph?.data) isolate(graph, graph.data, area);
  figure?.querySelectorAll(".map-list .shown").forEach((one) => one.classList.remove("shown"));
  if (area) figure?.querySelector(`.map-list [data-area="${CSS.escape(area)}"]`)?.classList.add("shown");
}

/* The tooltip --------------------------------------------------------------------------------------------------- */

/** @type {HTMLElement | null} */
let tip = null;

/**
 * @param {string[]} lines
 * @param {number} x
 * @param {number} y
 */
function tell(lines, x, y) {
  tip?.remove();
  tip = null;
  if (!lines.length) return;
  tip = document.createElement("div");
  tip.className = "map-tip";
  tip.setAttribute("aria-hidden", "true"); // the list says the same
  for (const line of lines) tip.append(Object.assign(document.createElement("p"), { textContent: line }));
  document.body.append(tip);
  const { width, height } = tip.getBoundingClientRect();
  const left = x + OFF + width > window.innerWidth ? x - OFF - width : x + OFF;
  const top = y + OFF + height > window.innerHeight ? y - OFF - height : y + OFF;
  Object.assign(tip.style, { left: Math.max(0, left) + "px", top: Math.max(0, top) + "px" });
}

/**
 * Called for a figure when a mark of it is pointed at, and with nothing when no longer.
 * @param {Graph} graph
 * @param {MarkClick | null} event
 */
export function pointAt(graph, event) {
  const [point] = event?.points || [];
  if (point && point.data.hoverinfo !== "none") return;
  const area = areaOf(event);
  const figure = graph.closest("figure");
  const word = figure?.querySelector(".map-beside")?.dataset.open;
  const given = point?.text ?? point?.data.text;
  const said = typeof given === "string" ? given.split("<br>") : [];
  const leads = area && word ? [word] : [];
  tell(said.length ? [...said, ...leads] : [], event?.event?.clientX || 0, event?.event?.clientY || 0);
  if (figure?.querySelector(".map-list")) show(figure, area);
}

/* The list ------------------------------------------------------------------------------------------------------ */

if (typeof document !== "undefined") {
  for (const [entering, leaving] of [
    ["mouseover", "mouseout"],
    ["focusin", "focusout"],
  ]) {
    document.addEventListener(entering, (event) => {
      const line = hit(event, ".map-beside [data-area]");
      if (line) show(line.closest("figure"), line.dataset.area || "");
    });
    document.addEventListener(leaving, (event) => {
      const line = hit(event, ".map-beside [data-area]");
      if (line) show(line.closest("figure"), "");
    });
  }
  window.addEventListener("scroll", () => tell([], 0, 0), { capture: true, passive: true });

  /* The list is one stop for the Tab key; arrows go along it. */
  document.addEventListener("focusin", (event) => {
    const link = hit(event, ".map-list a");
    const list = link?.closest(".map-list");
    for (const one of list?.querySelectorAll("a") || []) one.tabIndex = one === link ? 0 : -1;
  });
  document.addEventListener("keydown", (event) => {
    const link = hit(event, ".map-list a");
    const links = [...(link?.closest(".map-list")?.querySelectorAll("a") || [])];
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -links.length, End: links.length }[event.key];
    if (!link || step === undefined) return;
    event.preventDefault();
    const at = links.indexOf(link) + step;
    links[Math.min(Math.max(at, 0), links.length - 1)].focus();
  });
}
