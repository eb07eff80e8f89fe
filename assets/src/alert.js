/* A sentence that asks for something to be done, at the foot of the window, with the buttons for it. */
import { element } from "./page.js";
import { words } from "./status.js";

export function alert() {
  return /** @type {HTMLElement} */ (element("faults").querySelector("[role=alert]"));
}

/**
 * @param {string} sentence
 * @param {string | null} number of the fault in the server's log
 * @param {string} action
 * @param {() => void} act
 */
export function warn(sentence, number, action, act) {
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

export function dismiss() {
  const main = document.getElementById("main");
  if (alert().contains(document.activeElement) && main) main.focus({ preventScroll: true });
  alert().replaceChildren();
  delete alert().dataset.of;
}
