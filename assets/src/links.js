/* Links lead on with the choices in force: the other language and the slides with all of them, the other pages with the
   choices of filters that they share. No callback does so, since each costs Dash a round. */
import { ROOT } from "./dash/renderer.js";
import { queryOf } from "./filters.js";
import { choicesIn } from "./proof-address.js";

export function carryChoices() {
  const root = document.getElementById(ROOT);
  const search = window.location.search;
  const here = root?.querySelector("header[data-page]")?.dataset.page || "";
  lead(root?.querySelector("#language-link"), (href) => href.split("?")[0] + search);
  for (const name of root?.querySelectorAll("[data-nav]") || []) {
    const carried = shared((name.dataset.carries || "").split(" "), search, here);
    lead(name.closest("a"), (href) => href.split("?")[0] + carried);
  }
  for (const name of root?.querySelectorAll("[data-slides]") || [])
    lead(name.closest("a"), (href) => [href.split("&")[0], ...choicesIn(search)].join("&"));
}

/**
 * The choices that another page takes over, and from which page they come.
 * @param {string[]} names
 * @param {string} search
 * @param {string} here
 */
export function shared(names, search, here) {
  const given = new URLSearchParams(search);
  const carried = names.filter((one) => one && given.has(one));
  /** @type {[string, string | null][]} */
  const pairs = carried.map((one) => [one, given.get(one)]);
  return pairs.length ? queryOf([...pairs, ["from", here]]) : "";
}

/**
 * @param {Element | null | undefined} link
 * @param {(href: string) => string} changed
 */
export function lead(link, changed) {
  link?.setAttribute("href", changed(link.getAttribute("href") || ""));
}
