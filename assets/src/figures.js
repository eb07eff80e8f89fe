/* Figures: painted in the colours of the theme, and drawn when they come near the screen.

   A figure comes as data in a store, with names of colours and assets. `paint` gives it to its host, the element
   `.plot > [id='{"key":KEY,"role":"graph"}']`, and the host gets one child, which is plotly's: `.js-plotly-plot`. */
import { dashboard, outputId, setProps, unchanged } from "./dash/namespace.js";
import { partNames } from "./maps/names.js";
import { overlaid, resolved } from "./painting.js";
import { isNarrow, rem, typeScale } from "./page.js";
import { loadPlotly } from "./scripts.js";
import { slice } from "./slices.js";
import { areHere, loadShapes, outlined, shapesOf } from "./shapes.js";

/**
 * What is known of a host.
 * @typedef {object} Figure
 * @property {Plot | null} plot
 * @property {string} [given] the plot and the look it was given with, as text
 * @property {boolean} near
 * @property {boolean} stale it does not stand as it is to stand
 * @property {Graph | null} graph plotly's element
 * @property {boolean} listens
 * @property {boolean} [moved] it came from another host, and its first plot is the one it has
 */

const NARROW = 960; // as in screens.css; below it labels of maps and rows would meet
const NEAR = "300px 0px";
const PATIENCE = 120; // frames to wait for the host of a figure to stand
/** @type {Map<HTMLElement, Figure>} */
const figures = new Map(); // by host
/** @type {Set<HTMLElement>} */
const queue = new Set(); // hosts to be drawn, one a task, so that a click is answered in between
/** @type {((host: HTMLElement) => PaperPlace) | null} */
let paper = null; // how a host is drawn on paper, as long as it is being printed

/* Painting ---------------------------------------------------------------------------------------------------- */

/**
 * The figure of a store's data in the colours of the theme in force; `narrow` asks for the form for a phone.
 * @param {Plot} plot
 */
export function painted(plot, narrow = isNarrow(NARROW)) {
  const { base, shapes } = dashboard;
  let layout = overlaid(base.layout, plot.figure.layout);
  if (narrow) layout = overlaid(layout, plot.narrow);
  layout = { ...layout, autosize: true }; // its room is that of the style sheets
  const style = getComputedStyle(document.documentElement);
  const figure = resolved({ data: plot.figure.data, layout }, style, base.assets);
  const withShapes = (/** @type {Trace} */ trace) => outlined(trace, trace.shapes && shapes[trace.shapes.file]);
  return { layout: figure.layout, data: figure.data.map(withShapes) };
}

/**
 * The plot that an element holds, as its store gave it; null where it holds none.
 * @param {Element} element
 */
export function plotIn(element) {
  const found = [...figures].find(([host]) => element.contains(host));
  return found ? found[1].plot : null;
}

/** The settings for plotly to draw a figure with. */
export function plotConfig() {
  return resolved(dashboard.base.config, null, dashboard.base.assets);
}

/* Drawing ----------------------------------------------------------------------------------------------------- */

/**
 * At once where plotly is there, since print does not wait.
 * @param {HTMLElement} host
 */
function draw(host) {
  queue.delete(host);
  return window.Plotly ? drawn(host) : loadPlotly().then(() => drawn(host));
}

/**
 * @param {HTMLElement} host
 * @returns {Promise<unknown>}
 */
function drawn(host) {
  const figure = figures.get(host);
  if (!figure || !figure.stale || !figure.plot) return Promise.resolve();
  if (!areHere(figure.plot)) return loadShapes(shapesOf(figure.plot)).then(() => drawn(host));
  figure.stale = false;
  const graph = figure.graph || /** @type {Graph} */ (/** @type {HTMLElement} */ (document.createElement("div")));
  magnify(graph);
  if (!figure.graph) host.replaceChildren(graph);
  figure.graph = graph;
  const sheet = paper?.(host);
  const { data, layout } = painted(figure.plot, sheet?.narrow);
  if (sheet) Object.assign(layout, { width: sheet.width / typeScale(), height: sheet.height, autosize: false });
  const done = window.Plotly.react(graph, data, layout, plotConfig());
  if (!figure.listens) listen(graph);
  figure.listens = true;
  return done;
}

/** What is pointed at may be answered by what is loaded later. @param {Graph} graph */
function listen(graph) {
  graph.on("plotly_click", (event) => dashboard.openMark(event, graph));
  graph.on("plotly_hover", (event) => dashboard.pointAt?.(graph, event));
  graph.on("plotly_unhover", () => dashboard.pointAt?.(graph, null));
  const redrawn = () => {
    partNames(graph);
    dashboard.pointAt?.(graph, null); // its marks may be others now
  };
  graph.on("plotly_afterplot", redrawn);
  redrawn();
}

/**
 * Labels and marks of a plot grow with the browser's type, and together: it is drawn for a smaller place and enlarged.
 * @param {HTMLElement} graph
 */
function magnify(graph) {
  const scale = typeScale();
  const side = 100 / scale + "%";
  const enlarged = { width: side, height: side, transform: `scale(${scale})`, transformOrigin: "0 0" };
  if (scale !== 1) Object.assign(graph.style, enlarged);
}

/** @returns {void} */
function drawNext() {
  if (!window.Plotly) return void loadPlotly().then(() => window.setTimeout(drawNext));
  const [host] = queue;
  if (!host) return;
  draw(host);
  if (queue.size) window.setTimeout(drawNext);
}

/**
 * A promise, kept when `act` has been done in a task of its own.
 * @param {() => unknown} act
 * @returns {Promise<void>}
 */
function inATask(act) {
  return new Promise((done) => window.setTimeout(() => done(void act())));
}

/** @param {HTMLElement} host */
function request(host) {
  if (!queue.size) window.setTimeout(drawNext);
  queue.add(host);
}

const nearness = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      const host = /** @type {HTMLElement} */ (target);
      const figure = figures.get(host);
      if (!figure) continue;
      figure.near = isIntersecting;
      if (figure.near && figure.stale) request(host);
    }
  },
  { rootMargin: NEAR },
);

/** @param {HTMLElement} host */
function stands(host) {
  return host.getClientRects().length > 0;
}

/** Draws every figure that takes up room, near or not; a promise, kept when all stand as they are to stand. */
export function drawAll() {
  return Promise.all([...figures.keys()].filter(stands).map(draw));
}

/**
 * Filters may leave fewer rows, and so a lower figure of which less is to be said.
 * @param {HTMLElement} host
 * @param {Plot} plot
 */
function reserve(host, plot) {
  const frame = host.closest(".plot");
  if (plot.alt) frame?.setAttribute("aria-label", plot.alt);
  frame?.style.setProperty("--height", rem(plot.height));
  frame?.style.setProperty("--narrow-height", rem(plot.narrow_height));
}

/** @param {Figure} figure */
function clear(figure) {
  if (figure.graph) {
    window.Plotly.purge(figure.graph);
    figure.graph.remove();
  }
  figure.graph = null;
  figure.listens = false;
}

/** A page that was left takes its hosts with it. */
function forget() {
  for (const [host, figure] of figures) {
    if (host.isConnected) continue;
    clear(figure);
    nearness.unobserve(host);
    figures.delete(host);
  }
}

/**
 * @param {HTMLElement} host
 * @param {Plot | null} plot
 * @param {string} look what it is painted in; a change of it paints the same plot again
 * @returns {void}
 */
function give(host, plot, look) {
  forget();
  const known = figures.has(host);
  const figure = figures.get(host) || { plot, near: false, stale: true, graph: null, listens: false };
  if (figure.moved) return void (figure.moved = false); // what Dash gives first is what the document had
  const given = JSON.stringify(plot) + look;
  if (known && figure.given === given) return;
  figures.set(host, Object.assign(figure, { plot, given, stale: true }));
  if (!plot) return clear(figure);
  reserve(host, plot);
  if (figure.near) request(host);
  if (!known) nearness.observe(host);
}

/**
 * @param {string} id
 * @param {(host: HTMLElement) => void} act
 * @param {number} frames
 */
function whenStanding(id, act, frames) {
  const host = document.getElementById(id);
  if (host) act(host);
  else if (frames) window.requestAnimationFrame(() => whenStanding(id, act, frames - 1));
}

/**
 * Called by Dash for a store of a plot.
 * @param {Plot | null} plot
 * @param {string} theme
 * @param {Base} base
 */
export function paint(plot, theme, base) {
  const { key, role } = outputId();
  dashboard.base = base;
  whenStanding(JSON.stringify({ key, role }), (host) => give(host, plot, theme), PATIENCE);
  return unchanged();
}

/* Pages that Dash did not make -------------------------------------------------------------------------------- */

/**
 * Before Dash is there: hosts of the document are given their plots, and those on the screen are drawn. Nothing waits
 * for boundaries of maps, which come when they come.
 * @param {ParentNode} page
 * @param {[string, Plot][]} plots by key
 */
export function drawFirst(page, plots, look = "") {
  for (const [key, plot] of plots) {
    const host = page.querySelector(`[id='${JSON.stringify({ key, role: "graph" })}']`);
    if (host) give(host, plot, look);
  }
  const seen = [...figures.keys()].filter((host) => {
    const box = host.getBoundingClientRect();
    return stands(host) && box.top < window.innerHeight && box.bottom > 0;
  });
  if (!seen.length) return Promise.resolve();
  return seen.reduce((done, host) => done.then(() => inATask(() => drawn(host))), loadPlotly());
}

/**
 * The drawn figures of one page go to the hosts of another that is its like.
 * @param {Element} from
 * @param {Element} to
 */
export function moveFigures(from, to) {
  for (const [host, figure] of [...figures]) {
    const place = from.contains(host) && to.querySelector(`[id='${host.id}']`);
    if (!place) continue;
    figures.delete(host);
    nearness.unobserve(host);
    queue.delete(host);
    if (figure.graph) place.replaceChildren(figure.graph);
    figures.set(place, Object.assign(figure, { moved: true, near: false }));
    if (figure.plot) nearness.observe(place);
  }
}

/* Paper, and a window that changes ------------------------------------------------------------------------------ */

/**
 * Draws everything for paper, where a host has the place that `placeOf` says; null is back to the screen.
 * @param {((host: HTMLElement) => PaperPlace) | null} placeOf
 */
export function onPaper(placeOf) {
  paper = placeOf;
  for (const [host, figure] of figures) {
    figure.stale = true;
    if (figure.graph) host.replaceChildren(figure.graph); // it may have been in slices
  }
  return drawAll().then(sliceLong);
}

/** Plotly has placed the words of axes when its promise is kept, which a browser that prints still waits for. */
function sliceLong() {
  for (const [host, { graph, plot }] of figures) {
    if (!graph || !plot || !stands(host) || !paper?.(host).long) continue;
    slice(host, graph, plot.figure.layout.margin.t);
  }
}

/* Crossing the phone's width changes labels and heights, so every figure is painted again. */
let wasNarrow = isNarrow(NARROW);
window.addEventListener("resize", () => {
  const narrow = isNarrow(NARROW);
  if (narrow === wasNarrow) return;
  wasNarrow = narrow;
  setProps("theme", { data: String(Date.now()) });
});
