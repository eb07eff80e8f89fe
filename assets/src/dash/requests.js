/* What Dash asks of a server. Layout and callbacks came with the document; what a callback answers comes from the server,
   but for a question that was asked lately. Where a callback was asked again meanwhile, the earlier answer sets nothing:
   Dash drops it, and what was dropped does not stand. */
import { Remembered, Standing } from "../answers.js";
import { CALLBACK, DEPENDENCIES, LAYOUT, askedFor } from "./addresses.js";
import { stilled } from "./still.js";

const SUMMARY = "-summary.children"; // what every answer to filters puts out

/** @typedef {import("./addresses.js").Ask} Ask */

/**
 * A fetch for Dash in front of the browser's.
 * @param {Ask} ask
 * @param {Content} layout
 * @param {Callback[]} callbacks
 * @param {Set<string>} wired the ids that callbacks name
 * @param {() => () => void} wait called when a question of filters is on its way; what it gives, when it no longer is
 * @returns {Ask}
 */
export function answering(ask, layout, callbacks, wired, wait) {
  const remembered = new Remembered();
  const standing = new Standing();
  /** @type {Map<string, symbol>} */
  const latest = new Map(); // by what a callback puts out: its question on the way, or answered last

  /** @param {string} text */
  function lean(text) {
    const content = JSON.parse(text);
    const parts = content.response || {};
    standing.leaveOut(parts);
    for (const props of Object.values(parts)) if ("children" in props) props.children = stilled(props.children, wired);
    return answer(content);
  }

  return async function (address, options) {
    const name = askedFor(address);
    if (name === LAYOUT) return answer(stilled(layout, wired));
    if (name === DEPENDENCIES) return answer(callbacks);
    if (name !== CALLBACK) return ask(address, options);
    const question = String(options?.body);
    const { output } = JSON.parse(question);
    const turn = Symbol(output);
    latest.set(output, turn);
    const known = remembered.to(question);
    if (known !== undefined) return lean(known);
    const ended = output.includes(SUMMARY) ? wait() : () => {};
    const response = await ask(address, options).finally(ended);
    const text = response.status === 200 ? await response.text() : undefined;
    if (text !== undefined) remembered.remember(question, text);
    if (latest.get(output) !== turn) return answer({ multi: true, response: {} });
    return text === undefined ? response : lean(text);
  };
}

/**
 * An answer whose content need not be written and read again.
 * @param {Json} content
 */
function answer(content) {
  const response = new Response(null, { headers: { "Content-Type": "application/json" } });
  response.json = () => Promise.resolve(content);
  return response;
}
