/* The buttons that copy: a citation, the address, or what shows this address in another page. */
import { dashboard } from "./dash/namespace.js";
import { hit } from "./page.js";
import { proofParameter } from "./proof.js";

function address() {
  if (dashboard.file) return dashboard.file.address(proofParameter());
  return window.location.origin + window.location.pathname + window.location.search;
}

/** @param {string | undefined} height */
function embedding(height) {
  const frame = document.createElement("iframe");
  Object.assign(frame, { src: address(), title: document.title, width: "100%", height });
  frame.setAttribute("loading", "lazy");
  return frame.outerHTML;
}

/** @param {DOMStringMap} asked */
function textOf({ copy, copyAddress, copyFrame }) {
  if (copyFrame !== undefined) return embedding(copyFrame);
  return copyAddress === undefined ? copy || "" : address();
}

/**
 * Says in words whether it worked; where the browser refuses, the text stands there to be copied by hand.
 * @param {HTMLElement} button
 */
async function copyFrom(button) {
  const { copied, refused } = button.dataset;
  const text = textOf(button.dataset);
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
  const button = hit(event, "[data-copy],[data-copy-address],[data-copy-frame]");
  if (button) copyFrom(button);
});
