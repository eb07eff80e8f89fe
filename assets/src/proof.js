/* A click on a figure or a mark opens its proof, and an address with `?fact=`, `?derived=`, `?county=` or `?case=` does.
   The parameter stands in the address exactly while the panel is open; opening and closing add no entry to the history. */
import { foldOf, unfold } from "./folds.js";
import { carryChoices } from "./links.js";
import { dashboard, setProps } from "./dash/namespace.js";
import { isNarrow, element, hit, language } from "./page.js";
import { IN_FILE, KINDS, parameterOf, proofIn, proofOfMark, withProof } from "./proof-address.js";

const PATIENCE = 120; // frames to wait for a page to stand before its figure is looked for
/** @type {HTMLElement | null} */
let opener = null; // what the focus goes back to

/* In the address ------------------------------------------------------------------------------------------------ */

function asked() {
  if (dashboard.file) return proofIn(dashboard.file.parameters(), IN_FILE);
  return proofIn(new URLSearchParams(window.location.search));
}

/** The parameter as it stands in the address, to be kept where the filters are written anew. */
export function proofParameter() {
  return parameterOf(asked());
}

/** @param {string} parameter */
function writeParameter(parameter) {
  if (dashboard.file) return dashboard.file.write(parameter);
  const search = withProof(window.location.search, parameter);
  if (search === window.location.search) return;
  const address = window.location.pathname + search + window.location.hash;
  window.history.replaceState(window.history.state, "", address);
  carryChoices();
}

/** Opens or closes the panel as the address says: on entering a page, at Back and Forward, after a link. */
export function followAddress() {
  const proof = asked();
  if (!proof) return close();
  if (shows(proof)) return;
  open(proof);
  bringIntoView(proof, PATIENCE);
}

/* The panel ----------------------------------------------------------------------------------------------------- */

/** @param {Reference} proof */
function nameOf({ kind, id }) {
  return [kind, id, language()].join(" ");
}

/**
 * Whether the panel stands open on a figure, in the language of the page.
 * @param {Reference} proof
 */
function shows(proof) {
  const panel = element("proof");
  return !panel.hidden && panel.dataset.shows === nameOf(proof);
}

/** @param {Reference} proof */
function figures({ kind, id }) {
  return [...document.querySelectorAll(`#page [data-${kind}="${CSS.escape(id)}"]`)];
}

/** @param {HTMLElement[]} explained */
function mark(explained) {
  document.querySelectorAll(".explained").forEach((one) => one.classList.remove("explained"));
  explained.forEach((one) => one.classList.add("explained"));
}

/** @param {Reference} proof */
export function open(proof) {
  const panel = element("proof");
  const focused = document.activeElement;
  if (focused instanceof HTMLElement && !panel.contains(focused)) opener = focused;
  mark(figures(proof));
  panel.hidden = false;
  panel.dataset.shows = nameOf(proof);
  writeParameter(parameterOf(proof));
  setProps("proof-request", { data: { ...proof, lang: language(), at: Date.now() } });
}

function close() {
  const panel = document.getElementById("proof");
  if (!panel || panel.hidden) return;
  const elsewhere = document.activeElement !== document.body && !panel.contains(document.activeElement);
  panel.hidden = true;
  writeParameter("");
  mark([]);
  if (!elsewhere && opener && opener.isConnected) opener.focus({ preventScroll: true });
  opener = null;
}

/**
 * The panel takes the other side where it would cover the figure it explains.
 * @param {HTMLElement} figure
 */
function makeRoom(figure) {
  const panel = element("proof");
  const box = figure.getBoundingClientRect();
  const width = panel.offsetWidth;
  panel.classList.toggle("at-left", box.right > window.innerWidth - width && box.left > width);
}

/**
 * Shows the first place of a figure that can be seen; else one in a closed table, which is then opened.
 * @param {Reference} proof
 * @param {number} frames
 */
function bringIntoView(proof, frames) {
  const standing = figures(proof).filter((one) => (foldOf(one) || one).getClientRects().length);
  const figure = standing.find((one) => !foldOf(one)) || standing[0];
  if (!figure) {
    if (frames && shows(proof)) window.requestAnimationFrame(() => bringIntoView(proof, frames - 1));
    return;
  }
  figure.classList.add("explained");
  unfold(figure);
  figure.scrollIntoView({ block: isNarrow() ? "start" : "center", inline: "nearest" });
  makeRoom(figure);
  opener = figure;
}

document.addEventListener("click", (event) => {
  if (hit(event, "[data-close]")) return close();
  const figure = hit(event, "[data-fact],[data-derived],[data-county],[data-case]");
  const kind = figure && KINDS.find((one) => figure.dataset[one]);
  if (!kind || hit(event, "[data-copy],[data-copy-address]")) return;
  open({ kind, id: figure.dataset[kind] || "" });
  if (!figure.closest("#proof")) makeRoom(figure);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
});

/* A link of the panel to a place on the page on show goes there, and leaves filters and panel as they are. */
document.addEventListener(
  "click",
  (event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (hit(event, "#proof a[href]"));
    if (!link || !link.hash || link.pathname !== window.location.pathname) return;
    const place = document.getElementById(link.hash.slice(1));
    if (!place || !(foldOf(place) || place).getClientRects().length) return;
    event.preventDefault();
    event.stopPropagation();
    unfold(place);
    place.scrollIntoView();
  },
  true,
);

/**
 * Opens the proof of a mark that was clicked, where it has one.
 * @param {MarkClick} click
 */
export function openMark(click) {
  const proof = proofOfMark(click);
  if (proof) open(proof);
}

/* When the proof has arrived the focus goes to its heading, so that keyboard and screen reader follow. The panel that
   came with the document (see boot.js) gives way to Dash's, which is the one to watch. */
function watch() {
  const body = document.getElementById("proof-body");
  if (!body || body.closest("#first")) return void window.requestAnimationFrame(watch);
  new MutationObserver(() => {
    const heading = body.querySelector("h2");
    if (heading && !element("proof").hidden) heading.focus({ preventScroll: true });
  }).observe(body, { childList: true });
}
watch();
