/* In a file that was taken away there is no Dash: what the other scripts ask of it is answered here, from the file. */
import { drawFirst } from "../figures.js";
import { dashboard, standIn } from "../dash/namespace.js";
import { element } from "../page.js";
import { results } from "./finding.js";
import { data, fragment } from "./packed.js";

/** @param {Reference} asked */
function showProof(asked) {
  const told = data.proofs[`proof ${asked.kind} ${asked.id}`] || data.unknown;
  element("proof-body").replaceChildren(fragment(told));
}

function presenting() {
  return Boolean(document.querySelector("[data-present]"));
}

export function drawPlots() {
  const look = getComputedStyle(document.documentElement).colorScheme;
  if (!presenting()) drawFirst(document, data.plots, look);
}

dashboard.base = data.base;
dashboard.shapes = data.boundaries;

/* A file has no address to share: an open proof stands behind `#`, and the link is that of the dashboard. While slides
   are shown, the number of the slide stands there. */
dashboard.file = {
  parameters: () => new URLSearchParams(presenting() ? "" : window.location.hash.slice(1)),
  write: (parameter) => {
    if (presenting() || window.location.hash === (parameter && "#" + parameter)) return;
    window.history.replaceState(null, "", parameter ? "#" + parameter : window.location.pathname);
  },
  find: (asked) => results(asked, data.found),
  picture: (key) => data.pictures[key],
  address: (parameter) => data.home + (parameter && "?" + parameter),
};

standIn((id, props) => {
  if (id === "proof-request") showProof(props.data);
  if (id === "theme") drawPlots();
});
