/* The shapes that maps are drawn from: fetched once, and put into the traces that name them. */
import { dashboard } from "./dash/namespace.js";
import { resolved } from "./painting.js";

dashboard.shapes = dashboard.shapes || {};
/** @type {Map<string, Promise<void>>} */
const fetching = new Map(); // by address

/**
 * The addresses of the files that a figure needs.
 * @param {Plot} plot
 * @returns {string[]}
 */
export function shapesOf(plot) {
  const named = plot.figure.data.flatMap((trace) => (trace.shapes ? [trace.shapes.file] : []));
  return [...new Set(named)].map((file) => resolved(file, null, dashboard.base.assets));
}

/** @param {Plot} plot */
export function areHere(plot) {
  return shapesOf(plot).every((address) => dashboard.shapes[address]);
}

/**
 * A promise, kept when these files are here.
 * @param {string[]} addresses
 */
export function loadShapes(addresses) {
  return Promise.all(addresses.filter((address) => !dashboard.shapes[address]).map(fetchOnce));
}

/** @param {string} address */
function fetchOnce(address) {
  const promise = fetching.get(address) || fetched(address);
  fetching.set(address, promise);
  return promise;
}

/** @param {string} address */
async function fetched(address) {
  try {
    dashboard.shapes[address] = await (await fetch(address)).json();
  } finally {
    fetching.delete(address);
  }
}

/**
 * A trace of areas with its points: the borders one after the other, the pen lifted between them.
 * @param {Trace} trace
 * @param {Shapes | undefined} file
 * @returns {Trace}
 */
export function outlined(trace, file) {
  if (!trace.shapes || !file) return trace;
  /** @type {(number | null)[]} */
  const x = [];
  /** @type {(number | null)[]} */
  const y = [];
  for (const ring of trace.shapes.ids.flatMap((id) => file.areas[id].rings)) {
    if (x.length) {
      x.push(null);
      y.push(null);
    }
    for (let at = 0; at < ring.length; at += 2) {
      x.push(ring[at]);
      y.push(ring[at + 1]);
    }
    x.push(ring[0]);
    y.push(ring[1]);
  }
  return { ...trace, x, y };
}
