import { dashboard } from "./namespace.js";

/** @typedef {import("./addresses.js").Ask} Ask */

/**
 * The one place that stands in front of the browser's fetch. A bundle that is loaded later puts its way before what
 * stands, so a way is handed what was there.
 * @param {(ask: Ask) => Ask} way
 */
export function askBy(way) {
  if (!dashboard.ask) {
    dashboard.ask = window.fetch.bind(window);
    window.fetch = (address, options) => dashboard.ask(address, options);
  }
  dashboard.ask = way(dashboard.ask);
}
