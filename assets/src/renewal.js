/* After each answer of the server what was done here is done again, before the page is painted. */
import { KINDS } from "./proof-address.js";
import { highlight, offerFilters } from "./proof-filters.js";
import { arrangeAll } from "./sorting.js";

/** @param {Node} node */
function inPlot(node) {
  const element = node instanceof Element ? node : node.parentElement;
  return Boolean(element?.closest(".plot"));
}

new MutationObserver((records) => {
  const main = document.getElementById("main");
  const changed = records.map((record) => record.target).filter((node) => !inPlot(node));
  if (!changed.length) return;
  arrangeAll();
  offerFilters();
  if (changed.some((node) => main?.contains(node))) highlight();
}).observe(document.documentElement, {
  childList: true,
  subtree: true,
  characterData: true,
  attributes: true,
  attributeFilter: ["data-row", "data-sort", "data-filter-value", ...KINDS.map((kind) => "data-" + kind)],
});
