/* Faults are told, never swallowed. A server that is away is asked again until it is back, and the page goes on where it
   was; a step at which it failed can be tried again; a page that no longer fits the server can be loaded again. */
import { patient } from "./connection.js";
import { setProps } from "./dash/namespace.js";
import { CALLBACK, NOTHING_NEW, askedFor, changedInput } from "./dash/addresses.js";
import { askBy } from "./dash/fetch.js";
import { alert, dismiss, warn } from "./alert.js";
import { tell } from "./status.js";

/** @typedef {import("./dash/addresses.js").Sent} Sent */

askBy((ask) => {
  const askPatiently = patient(ask, tell);
  return async function (address, options) {
    const name = askedFor(address);
    if (!name) return ask(address, options);
    const answer = await askPatiently(String(address), options);
    return name === CALLBACK ? settled(answer, JSON.parse(String(options?.body))) : answer;
  };
});

/**
 * @param {Response} answer
 * @param {Sent} sent
 */
async function settled(answer, sent) {
  if (answer.ok) {
    if (alert().dataset.of === sent.output) dismiss();
    return answer;
  }
  if (answer.status >= 500) {
    const told = await answer.json().catch(() => ({}));
    warn("failed", told.number, "retry", () => repeat(sent));
  } else warn("stale", null, "reload", () => window.location.reload());
  alert().dataset.of = sent.output;
  return new Response(null, { status: NOTHING_NEW });
}

/**
 * The input that had changed is set once more, so that the callback runs with all that is chosen now.
 * @param {Sent} sent
 */
function repeat(sent) {
  const changed = changedInput(sent);
  setProps(/** @type {string} */ (changed.id), { [changed.property]: changed.value });
}
