/* What Dash asks of a server. Layout and callbacks came with the document; what a callback answers comes from the server,
   but for a question that was asked lately. Where a callback was asked again meanwhile, the earlier answer sets nothing:
   Dash drops it, and what was dropped does not stand. */
import { Remembered, Standing } from "../answers.js";
import { CALLBACK, DEPENDENCIES, LAYOUT, askedFor } from "./addresses.js";
import { callbackAddress, keyOf, questionOf } from "./ahead.js";
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
 * @param {(id: string) => Record<string, Json>} propsOf what components hold now
 * @returns {{ dash: Ask, fetchAhead: (id: string, value: Json) => Promise<void> }}
 */
export function answering(ask, layout, callbacks, wired, wait, propsOf) {
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

  /** @type {Map<string, Promise<string | undefined>>} */
  const coming = new Map(); // by question: what was asked ahead and has not come yet

  /**
   * Asks ahead what a callback would answer, had the input of that id this value: choosing it then costs no wait.
   * @param {string} id
   * @param {Json} value
   */
  async function fetchAhead(id, value) {
    const callback = callbacks.find(
      ({ inputs, output }) => output.includes(SUMMARY) && inputs.some((one) => one.id === id),
    );
    if (!callback) return;
    const body = questionOf(callback, id, value, propsOf);
    const key = keyOf(body);
    if (coming.size || remembered.to(key) !== undefined) return;
    const headers = { "Content-Type": "application/json", Purpose: "prefetch" };
    const text = ask(callbackAddress(), { method: "POST", headers, body }).then(
      async (response) => (response.status === 200 ? response.text() : undefined),
      () => undefined, // whoever then chooses it is told
    );
    coming.set(key, text);
    const found = await text;
    coming.delete(key);
    if (found !== undefined) remembered.remember(key, found);
  }

  /**
   * @param {Parameters<Ask>[0]} address
   * @param {RequestInit} [options]
   */
  async function dash(address, options) {
    const name = askedFor(address);
    if (name === LAYOUT) return answer(stilled(layout, wired));
    if (name === DEPENDENCIES) return answer(callbacks);
    if (name !== CALLBACK) return ask(address, options);
    const question = String(options?.body);
    const { output } = JSON.parse(question);
    const key = keyOf(question);
    const turn = Symbol(output);
    latest.set(output, turn);
    const known = remembered.to(key);
    if (known !== undefined) return lean(known);
    const ended = output.includes(SUMMARY) ? wait() : () => {};
    const { response, text } = await asked(key, address, options).finally(ended);
    if (text !== undefined) remembered.remember(key, text);
    if (latest.get(output) !== turn) return answer({ multi: true, response: {} });
    return text === undefined ? response : lean(text);
  }

  /**
   * What is answered to a question, by the text where it is sound; one that was asked ahead is waited for.
   * @param {string} key
   * @param {Parameters<Ask>[0]} address
   * @param {RequestInit} [options]
   */
  async function asked(key, address, options) {
    const ahead = coming.has(key) ? await coming.get(key) : undefined; // what nobody asked ahead goes out at once
    if (ahead !== undefined) return { response: new Response(), text: ahead };
    const response = await ask(address, options);
    return { response, text: response.status === 200 ? await response.text() : undefined };
  }

  return { dash, fetchAhead };
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
