/* The filters live in the address: written at each change, read again at Back and Forward. One server call each way. */
import { filters, hold, textIn } from "./controls.js";
import { onFollowed } from "./dash/renderer.js";
import { unfold, unfoldTarget } from "./folds.js";
import { queryOf, textsIn, written } from "./filters.js";
import { arrive } from "./keyboard.js";
import { carryChoices } from "./links.js";
import { unchanged } from "./dash/namespace.js";
import { followProfile } from "./maps/profile.js";
import { SHEET, element, rem } from "./page.js";
import { showChosen } from "./options.js";
import { loadPresenter } from "./presenting.js";
import { followAddress, proofParameter } from "./proof.js";
import { PROFILE, withProfile } from "./proof-address.js";
import { forgetTyped, showSearched } from "./search-field.js";
import { watchSections } from "./sections.js";

let onShow = ""; // the path of the page on show; the address is ahead of it while another page is on its way
let searching = false; // whether the step of Back that the address stands at is that of a search

/* Written ------------------------------------------------------------------------------------------------------ */

/**
 * Called by Dash with what the filters of a page have chosen.
 * @param {...string[]} held
 */
export function writeAddress(...held) {
  const texts = held.map(textIn);
  showChosen(texts);
  showSearched();
  const given = new URLSearchParams(window.location.search);
  /** @type {[string, string | null][]} */
  const pairs = filters().map((filter, at) => [filter.name, written(filter, texts[at])]);
  const changed = filters().filter((filter, at) => pairs[at][1] !== given.get(filter.name));
  if (changed.length) {
    const chosen = [queryOf(pairs).slice(1), proofParameter()].filter(Boolean).join("&");
    const query = withProfile(chosen, given.get(PROFILE) || "");
    // All that is typed in one go is one step of Back.
    const typed = changed.every((filter) => filter.kind === "text");
    const write = typed && searching ? "replaceState" : "pushState";
    window.history[write]({}, "", window.location.pathname + query);
    searching = typed;
    carryChoices();
  }
  return unchanged();
}

document.addEventListener("focusout", () => {
  searching = false;
});

/* Read --------------------------------------------------------------------------------------------------------- */

/* Sets the filters that differ from the address; each change then runs the page's one callback. */
function restore() {
  forgetTyped();
  if (window.location.pathname !== onShow) return;
  searching = false;
  carryChoices();
  unfoldTarget();
  followAddress();
  followProfile();
  const texts = textsIn(filters(), window.location.search);
  filters().forEach((filter, at) => hold(filter, texts[at][1]));
  showSearched(true);
}

window.addEventListener("popstate", restore);
onFollowed(restore); // a link may stay on the page, such as the navigation's own

/**
 * Called by Dash with the summary line of an answer, whose last part has the title of what is on show.
 * @param {{ props: { content: { props: Record<string, string> } } }[]} line each part of which is still
 */
export function nameTab(line) {
  document.title = line[line.length - 1].props.content.props["data-title"];
  return unchanged();
}

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
  element("skip-sections").textContent = route.sections;
  element("skip-sections").hidden = !route.sections;
  element("arrows").textContent = route.arrows;
  element("proof").setAttribute("aria-label", route.proof);
  const loaded = !onShow; // who has read on since stays there, and who loads a page again comes back to where it was
  window.requestAnimationFrame(() => {
    const target = window.location.hash ? document.getElementById(window.location.hash.slice(1)) : null;
    // A figure that the address names is brought into view by its proof.
    if (target) unfold(target);
    if (target && !proofParameter()) target.scrollIntoView();
    else if (!loaded && !proofParameter()) window.scrollTo(0, 0);
    arrive(target);
    onShow = window.location.pathname;
    foldFilters();
    carryChoices();
    followAddress();
    followProfile();
    loadPresenter();
    watchSections();
  });
  return unchanged();
}

const narrow = window.matchMedia(`(max-width: ${rem(SHEET - 1)})`);

/** Where the window is too narrow for a row of filters they wait behind their button. */
export function foldFilters() {
  document.querySelectorAll(".filter-sheet").forEach((sheet) => sheet.toggleAttribute("open", !narrow.matches));
}
narrow.addEventListener("change", foldFilters);
