/* Scripts that are loaded when they are needed. */
import { dashboard } from "./dash/namespace.js";
import { tell } from "./status.js";
import { isOutdated } from "./version.js";

const FIRST_WAIT = 500; // ms
const LONGEST_WAIT = 8000; // ms
/** @type {Map<string, Promise<void>>} */
const loading = new Map(); // by address

/**
 * A promise, kept when the script of this address has run.
 * @param {string} address
 */
export function load(address) {
  const promise = loading.get(address) || loaded(address, FIRST_WAIT);
  loading.set(address, promise);
  return promise;
}

/**
 * The same for one that the page knows by name.
 * @param {ScriptName} name
 */
export function loadScript(name) {
  return load(dashboard.base.scripts[name]);
}

/** A promise, kept when `window.Plotly` is there; a file that was taken away has it from the start. */
export function loadPlotly() {
  return window.Plotly ? Promise.resolve() : loadScript("plotly");
}

/**
 * A script that does not come is asked for again, and the reader is told, until it is there; a server of another version
 * will never have it.
 * @param {string} address
 * @param {number} wait
 * @returns {Promise<void>}
 */
function loaded(address, wait) {
  return new Promise((done) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", () => {
      if (wait > FIRST_WAIT) tell("");
      done();
    });
    script.addEventListener("error", () => {
      script.remove();
      tell("gone");
      window.setTimeout(async () => {
        if (await isOutdated()) tell("");
        else done(loaded(address, Math.min(2 * wait, LONGEST_WAIT)));
      }, wait);
    });
    document.head.append(script);
  });
}
