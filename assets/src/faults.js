/* Faults are told, never swallowed. A server that is away is asked again until it is back, and the page goes on where it
   was; a step at which it failed can be tried again; a page that no longer fits the server can be loaded again. */
import { patient } from "./connection.js";
import { setProps } from "./namespace.js";
import { element } from "./page.js";
import { tell, words } from "./status.js";

const CALLBACK = /_dash-update-component/;
const OURS = /_dash-(update-component|layout|dependencies)/;
const NOTHING_NEW = 204; // Dash then leaves the page as it is

/**
 * What Dash sends for a callback.
 * @typedef {{ id: string | Record<string, string>, property: string, value: Json }} Input
 * @typedef {{ output: string, inputs: (Input | Input[])[], changedPropIds: string[] }} Sent
 */

const ask = window.fetch.bind(window);
const askPatiently = patient(ask, tell);

window.fetch = async function (address, options) {
  if (typeof address !== "string" || !OURS.test(address)) return ask(address, options);
  const answer = await askPatiently(address, options);
  return CALLBACK.test(address) ? settled(answer, JSON.parse(String(options?.body))) : answer;
};

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
  const inputs = sent.inputs.flat();
  /** @param {Input} input */
  const name = (input) => (typeof input.id === "string" ? input.id : JSON.stringify(input.id)) + "." + input.property;
  const changed = inputs.find((input) => sent.changedPropIds.includes(name(input))) || inputs[0];
  setProps(/** @type {string} */ (changed.id), { [changed.property]: changed.value });
}

/* What is told -------------------------------------------------------------------------------------------------- */

function alert() {
  return /** @type {HTMLElement} */ (element("faults").querySelector("[role=alert]"));
}

/**
 * @param {string} sentence
 * @param {string | null} number of the fault in the server's log
 * @param {string} action
 * @param {() => void} act
 */
function warn(sentence, number, action, act) {
  const said = document.createElement("p");
  said.textContent = words()[sentence];
  if (number) said.append(" ", words().number, Object.assign(document.createElement("code"), { textContent: number }));
  alert().replaceChildren(said, button(action, act), button("close"));
}

/**
 * @param {string} word
 * @param {() => void} [act]
 */
function button(word, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "plain";
  made.textContent = words()[word];
  made.addEventListener("click", () => {
    dismiss();
    if (act) act();
  });
  return made;
}

function dismiss() {
  const main = document.getElementById("main");
  if (alert().contains(document.activeElement) && main) main.focus({ preventScroll: true });
  alert().replaceChildren();
  delete alert().dataset.of;
}
