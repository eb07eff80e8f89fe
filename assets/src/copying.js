/* The buttons of a proof that copy its citation or its address. */
import { dashboard } from "./dash/namespace.js";
import { hit } from "./page.js";
import { proofParameter } from "./proof.js";

function address() {
  if (dashboard.file) return dashboard.file.address(proofParameter());
  return window.location.origin + window.location.pathname + window.location.search;
}

/**
 * Says in words whether it worked; where the browser refuses, the text stands there to be copied by hand.
 * @param {HTMLElement} button
 */
async function copyFrom(button) {
  const { copy, copyAddress, copied, refused } = button.dataset;
  const text = copyAddress === undefined ? copy || "" : address();
  const told = button.closest(".actions")?.querySelector("[role=status]");
  if (!told) return;
  told.textContent = "";
  try {
    await navigator.clipboard.writeText(text);
    told.textContent = copied || "";
  } catch (error) {
    if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
    told.textContent = refused + text;
  }
}

document.addEventListener("click", (event) => {
  const button = hit(event, "[data-copy],[data-copy-address]");
  if (button) copyFrom(button);
});
