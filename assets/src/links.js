/* Links lead on with the choices in force: the other language and the slides with all of them, the other pages with what
   was last chosen there and with the choices that all pages share. No callback does so, since each costs Dash a round. */
import { ROOT } from "./dash/renderer.js";
import { queryOf } from "./filters.js";
import { choicesIn } from "./proof-address.js";

const STORED = "choices";

/**
 * What was chosen in this window: the query of each page that was left, and of each shared filter its text, null for
 * none, with the page that it was last set on.
 * @typedef {{ pages: Record<string, string>, shared: Record<string, { text: string | null, from: string }> }} Memory
 */

/** @returns {Memory} */
function remembered() {
  try {
    return JSON.parse(window.sessionStorage.getItem(STORED) || "null") || { pages: {}, shared: {} };
  } catch (error) {
    console.info("choices not read:", error instanceof Error ? error.message : error);
    return { pages: {}, shared: {} };
  }
}

/** @param {Memory} memory */
function remember(memory) {
  try {
    window.sessionStorage.setItem(STORED, JSON.stringify(memory));
  } catch (error) {
    console.info("choices not stored:", error instanceof Error ? error.message : error);
  }
}

/**
 * The memory when a page stands under a query.
 * @param {Memory} memory
 * @param {string} page
 * @param {string[]} carries the filters of the page that are shared
 * @param {string} search
 * @returns {Memory}
 */
export function noted({ pages, shared }, page, carries, search) {
  const given = new URLSearchParams(search);
  const own = carries.map((name) => {
    const text = given.get(name);
    const kept = shared[name]?.text === text ? shared[name] : { text, from: page };
    return [name, kept];
  });
  return {
    pages: { ...pages, [page]: choicesIn(search).join("&") },
    shared: { ...shared, ...Object.fromEntries(own) },
  };
}

/**
 * The query that a link to a page has, with its `?`: what was chosen there, with the shared choices in force now; where
 * one of these is new to the page, it says from where it comes.
 * @param {Memory} memory
 * @param {string} page
 * @param {string[]} carries
 */
export function queryTo({ pages, shared }, page, carries) {
  const chosen = new Map(new URLSearchParams(pages[page] || ""));
  const brought = carries.filter((name) => shared[name] && shared[name].text !== (chosen.get(name) ?? null));
  for (const name of brought) {
    const { text } = shared[name];
    if (text === null) chosen.delete(name);
    else chosen.set(name, text);
  }
  const [origin] = brought.filter((name) => shared[name].text !== null && shared[name].from !== page);
  /** @type {[string, string | null][]} */
  const pairs = [...chosen, ["from", origin ? shared[origin].from : null]];
  return queryOf(pairs);
}

export function carryChoices() {
  const root = document.getElementById(ROOT);
  const search = window.location.search;
  const here = root?.querySelector("header[data-page]")?.dataset.page || "";
  const filtered = Boolean(root?.querySelector("form.filters"));
  let memory = remembered();
  const ways = [...(root?.querySelectorAll("[data-nav]") || [])];
  /** @param {HTMLElement} way */
  const carries = (way) => (way.dataset.carries || "").split(" ").filter(Boolean);
  const current = ways.find((one) => one.dataset.nav === here);
  if (filtered && current) remember((memory = noted(memory, here, carries(current), search)));
  lead(root?.querySelector("#language-link"), (href) => href.split("?")[0] + search);
  for (const way of ways) {
    // The link to the page on show frees it of its filters.
    const query = way === current && filtered ? "" : queryTo(memory, way.dataset.nav || "", carries(way));
    lead(way.closest("a"), (href) => href.split("?")[0] + query);
  }
  for (const name of root?.querySelectorAll("[data-slides]") || [])
    lead(name.closest("a"), (href) => [href.split("&")[0], ...choicesIn(search)].join("&"));
}

/**
 * @param {Element | null | undefined} link
 * @param {(href: string) => string} changed
 */
export function lead(link, changed) {
  link?.setAttribute("href", changed(link.getAttribute("href") || ""));
}
