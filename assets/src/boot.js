/* The page before Dash is there. What came with the document is drawn where it is near the screen; then Dash is loaded,
   is handed its layout and its callbacks, which came with the document too, and its page takes the place of ours. */
import { askBy } from "./dash/fetch.js";
import { answering } from "./dash/requests.js";
import { drawFirst, moveFigures } from "./figures.js";
import { components, named } from "./dash/layout.js";
import { dashboard, offer, propsOf as propsNow } from "./dash/namespace.js";
import { ROOT, render } from "./dash/renderer.js";
import { element } from "./page.js";
import { load, loadPlotly } from "./scripts.js";
import { heeding } from "./version.js";
import { waitingForAnswer } from "./waiting.js";

const FOCUSABLE = "a[href], button, input, select, summary, [tabindex]";
const first = element("first");
const root = element(ROOT);
/** @type {Component} */
const layout = JSON.parse(element("first-layout").textContent || "");
/** @type {Callback[]} */
const callbacks = JSON.parse(element("first-dependencies").textContent || "");
const wired = new Set(callbacks.flatMap(named));

/* Links lead on as they are. Nothing else here answers yet; what is pressed now would be lost. */
for (const control of first.querySelectorAll("button, input, select, summary")) control.inert = true;

const all = [...components(layout)];

/** @param {string} id */
function propsOf(id) {
  const found = all.find((one) => one.props.id === id);
  if (!found) throw new Error(`the layout has no ${id}`);
  return found.props;
}

dashboard.base = propsOf("plot-base").data;
Object.assign(propsOf("url"), {
  pathname: window.location.pathname,
  search: window.location.search,
  hash: window.location.hash,
  href: window.location.href,
});

askBy((ask) => {
  const { dash, fetchAhead } = answering(heeding(ask), layout, callbacks, wired, waitingForAnswer, propsNow);
  offer({ fetchAhead });
  return dash;
});

/* Taking over ------------------------------------------------------------------------------------------------- */

/* Dash's page stands complete from one moment to the next, and in that moment ours goes. */
function giveWay() {
  if (!root.querySelector("main")) return;
  watcher.disconnect();
  const place = [...first.querySelectorAll(FOCUSABLE)].findIndex((one) => one === document.activeElement);
  moveFigures(first, root);
  dashboard.foldFilters();
  first.remove();
  root.hidden = false;
  if (place >= 0) root.querySelectorAll(FOCUSABLE)[place].focus({ preventScroll: true });
}
const watcher = new MutationObserver(giveWay);
watcher.observe(root, { childList: true, subtree: true });

async function start() {
  for (const one of dashboard.base.scripts.dash) await load(one);
  render();
  // Safari has no idle callbacks.
  if ("requestIdleCallback" in window) window.requestIdleCallback(() => loadPlotly());
  else loadPlotly();
}

/** @param {() => void} act */
function afterNextFrame(act) {
  window.requestAnimationFrame(() => window.setTimeout(act));
}

/** @param {string} address */
function preload(address) {
  document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "script", href: address }));
}

/* What comes over the line has to be unpacked and compiled, which would hold up the first look at the page; so nothing
   is fetched before that. */
afterNextFrame(() => {
  const plots = all.filter((one) => one.props.id && one.props.id.role === "plot");
  drawFirst(
    first,
    plots.map((one) => [one.props.id.key, one.props.data]),
  ).then(() => afterNextFrame(start));
  const { dash, presenter } = dashboard.base.scripts;
  const needed = first.querySelector("[data-present]") ? [...dash, presenter] : dash;
  needed.forEach(preload);
});
