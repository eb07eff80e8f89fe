/* The filters live in the address: written at each change, read again at Back and Forward. One server call each way. */
import { onFollowed } from "./dash/renderer.js";
import { unfold, unfoldTarget } from "./folds.js";
import { MOST, pairsOf, queryOf, read, ticked, valuesIn } from "./filters.js";
import { arrive } from "./keyboard.js";
import { carryChoices } from "./links.js";
import { propsOf, setProps, unchanged } from "./dash/namespace.js";
import { isNarrow, element, hit } from "./page.js";
import { loadPresenter } from "./presenting.js";
import { followAddress, proofParameter } from "./proof.js";

let onShow = ""; // the path of the page on show; the address is ahead of it while another page is on its way

/**
 * The filters of the page on show.
 * @returns {Filter[]}
 */
function filters() {
  return JSON.parse(document.querySelector("form.filters")?.dataset.spec || "[]");
}

/* Written ------------------------------------------------------------------------------------------------------ */

/**
 * Called by Dash with what the controls of a page hold.
 * @param {...Json} values
 */
export function writeAddress(...values) {
  if (dropNone(values) || dropFirst(values)) return unchanged(); // called again at once
  const pairs = pairsOf(filters(), values);
  const given = new URLSearchParams(window.location.search);
  if (pairs.some(([name, text]) => text !== given.get(name))) {
    const query = [queryOf(pairs).slice(1), proofParameter()].filter(Boolean).join("&");
    window.history.pushState({}, "", window.location.pathname + (query && "?" + query));
    carryChoices();
  }
  return unchanged();
}

/**
 * Whether an address chose none of a list and now something is ticked: unticked again, it is to mean all.
 * @param {Json[]} values
 */
function dropNone(values) {
  const ids = filters().flatMap((filter) => filter.ids);
  const at = values.findIndex((one) => Array.isArray(one) && one.length > 1 && ticked(one).length < one.length);
  if (at >= 0) setControl(ids[at], ticked(values[at]));
  return at >= 0;
}

/**
 * Whether more is ticked than can be compared: what was ticked first makes room.
 * @param {Json[]} values
 */
function dropFirst(values) {
  const compares = filters().flatMap((filter) => filter.ids.map(() => filter.kind === "compare"));
  const at = values.findIndex((one, number) => compares[number] && ticked(one || []).length > MOST);
  if (at >= 0) setControl(filters().flatMap((filter) => filter.ids)[at], ticked(values[at]).slice(-MOST));
  return at >= 0;
}

/* Read --------------------------------------------------------------------------------------------------------- */

/* Sets the controls that differ from the address; each change then runs the page's one callback. */
function restore() {
  if (window.location.pathname !== onShow) return;
  carryChoices();
  unfoldTarget();
  followAddress();
  const ids = filters().flatMap((filter) => filter.ids);
  for (const [at, value] of valuesIn(filters(), window.location.search).entries())
    if (!holds(ids[at], value)) setControl(ids[at], value);
}

/**
 * Whether a control holds a value: text, or of a list of boxes those that are ticked, in whatever order.
 * @param {string} id
 * @param {string | string[]} value
 */
function holds(id, value) {
  if (!Array.isArray(value)) return /** @type {HTMLInputElement} */ (element(id)).value === value;
  /** @type {string[]} */
  const held = propsOf(id).value;
  return held.length === value.length && held.every((one) => value.includes(one));
}

/**
 * @param {string} id
 * @param {Json} value
 */
function setControl(id, value) {
  setProps(id, { value });
}

window.addEventListener("popstate", restore);
onFollowed(restore); // a link may stay on the page, such as the navigation's own

/* A new page --------------------------------------------------------------------------------------------------- */

/**
 * Called by Dash when another page is there.
 * @param {Route | null} route
 */
export function enter(route) {
  if (!route || !route.lang) return unchanged();
  document.documentElement.lang = route.lang === "zh" ? "zh-CN" : "en";
  document.title = route.title;
  element("skip").textContent = route.skip;
  element("proof").setAttribute("aria-label", route.proof);
  window.requestAnimationFrame(() => {
    const target = window.location.hash ? document.getElementById(window.location.hash.slice(1)) : null;
    // A figure that the address names is brought into view by its proof.
    if (target) unfold(target);
    if (target && !proofParameter()) target.scrollIntoView();
    else if (!proofParameter()) window.scrollTo(0, 0);
    arrive(target);
    onShow = window.location.pathname;
    foldFilters();
    carryChoices();
    followAddress();
    loadPresenter();
  });
  return unchanged();
}

/** On a phone the filters wait behind their button. */
export function foldFilters() {
  const sheet = document.querySelector(".filter-sheet");
  if (sheet && isNarrow()) sheet.removeAttribute("open");
}

/* Buttons of the filters ---------------------------------------------------------------------------------------- */

document.addEventListener("click", (event) => {
  const everything = hit(event, "[data-every]")?.dataset.every;
  if (everything) setControl(everything, []);
  if (hit(event, "[data-reset]"))
    for (const filter of filters()) read(filter, null).forEach((value, at) => setControl(filter.ids[at], value));
  for (const open of document.querySelectorAll("details.choice[open]"))
    if (!open.contains(/** @type {Node} */ (event.target))) open.removeAttribute("open");
});
/* The filters answer at once; only a form that leads to an address is sent. */
document.addEventListener("submit", (event) => {
  if (hit(event, ".filters")) event.preventDefault();
});
