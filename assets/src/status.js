/* The line at the foot of a page that says whether the server is there. */
import { language } from "./page.js";

/** @returns {HTMLElement | null} */
export function region() {
  return document.getElementById("faults");
}

/** @returns {Words} */
export function words() {
  return JSON.parse(region()?.dataset.words || "{}")[language()];
}

/**
 * Says a word of the region's own; nothing for none, and in a file that was taken away, which has no server to miss.
 * @param {string} word
 */
export function tell(word) {
  const line = region()?.querySelector("[role=status]");
  if (line) line.textContent = word && words()[word];
}
