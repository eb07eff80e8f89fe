/* One dialog finds on every page: `/` or the header opens it, the server answers, arrows and Enter choose. It asks once a
   reader has paused, never within a composition, and only the last question is answered. */
import { dashboard } from "./dash/namespace.js";
import { hit } from "./page.js";

const PAUSE = 200; // ms without a key before the server is asked
const OPTION = "[role=option]";

/** @type {HTMLElement | null} */
let dialog = null;
/** @type {HTMLElement | null} */
let opener = null; // what the focus goes back to
/** @type {AbortController | null} */
let asking = null;
let waiting = 0;

/**
 * The option after the one at a place, or before it; beyond either end lies the field, at -1.
 * @param {string} key
 * @param {number} at
 * @param {number} count
 */
export function moved(key, at, count) {
  if (!count) return -1;
  const step = key === "ArrowDown" ? 1 : -1;
  return ((at + 1 + step + count + 1) % (count + 1)) - 1;
}

/**
 * Whether a key is meant for the page: not written into a field, and without another key held.
 * @param {KeyboardEvent} event
 */
function opens(event) {
  const held = event.ctrlKey || event.metaKey || event.altKey;
  return event.key === "/" && !held && !event.isComposing && !hit(event, "input,select,textarea,[contenteditable]");
}

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} content
 * @returns {HTMLElementTagNameMap[Tag]}
 */
function make(tag, attributes, ...content) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...content);
  return made;
}

/** @param {HTMLElement} link */
function open(link) {
  const words = JSON.parse(link.querySelector("[data-find]")?.dataset.find || "{}");
  const address = link.getAttribute("href") || "";
  opener = /** @type {HTMLElement | null} */ (document.activeElement);
  const field = make("input", {
    ...{ id: "find-q", name: "q", type: "search", class: "form-control", maxlength: "100", autocomplete: "off" },
    ...{ role: "combobox", "aria-expanded": "false", "aria-controls": "find-found", "aria-autocomplete": "list" },
    "aria-describedby": "find-hint",
  });
  const shut = make("button", { type: "button" }, words.close);
  const hint = make("p", { id: "find-hint" }, words.hint);
  const label = make("label", { for: "find-q" }, words.label);
  const form = make("form", { action: address, role: "search" }, label, make("div", {}, field, shut), hint);
  const told = make("p", { role: "status" });
  const found = make("div", { id: "find-found", class: "found", role: "listbox", "aria-label": words.title });
  found.hidden = true;
  dialog = make(
    "div",
    { class: "search-dialog", role: "dialog", "aria-modal": "true", "aria-label": words.title },
    ...[form, told, found],
  );
  document.body.append(dialog);
  shut.addEventListener("click", close);
  field.addEventListener("input", (event) => {
    if (!(/** @type {InputEvent} */ (event).isComposing)) later(field, address, words.failed);
  });
  field.addEventListener("compositionstart", () => window.clearTimeout(waiting));
  field.addEventListener("compositionend", () => later(field, address, words.failed));
  field.addEventListener("keydown", (event) => choose(event, field));
  found.addEventListener("click", close);
  field.focus();
}

function close() {
  asking?.abort();
  window.clearTimeout(waiting);
  dialog?.remove();
  dialog = null;
  if (opener?.isConnected) opener.focus({ preventScroll: true });
}

/**
 * @param {HTMLInputElement} field
 * @param {string} address
 * @param {string} failed
 */
function later(field, address, failed) {
  asking?.abort();
  window.clearTimeout(waiting);
  waiting = window.setTimeout(() => ask(field, address, failed), PAUSE);
}

/**
 * @param {HTMLInputElement} field
 * @param {string} address
 * @param {string} failed
 */
async function ask(field, address, failed) {
  const own = new AbortController();
  asking = own;
  try {
    if (dashboard.file) return show(field, dashboard.file.find(field.value));
    const query = "?q=" + encodeURIComponent(field.value);
    const answer = await window.fetch(address + "/found" + query, { signal: own.signal });
    if (!answer.ok) throw new TypeError(answer.statusText);
    show(field, await answer.text());
  } catch (fault) {
    if (!own.signal.aborted) show(field, "", failed, fault);
  }
}

/**
 * Results as the server writes them: groups of options within the list, and what is told of them above it.
 * @param {HTMLInputElement} field
 * @param {string} answer
 * @param {string} [failed]
 * @param {unknown} [fault]
 */
function show(field, answer, failed = "", fault = null) {
  if (!dialog) return;
  if (fault) console.info(fault);
  const [told, found] = [dialog.querySelector("[role=status]"), dialog.querySelector(".found")];
  if (!told || !found) return;
  const parts = new DOMParser().parseFromString(answer, "text/html").body;
  told.textContent = parts.querySelector("[role=status]")?.textContent || failed;
  parts.querySelectorAll("[role=status]").forEach((one) => one.remove());
  parts.querySelectorAll("section").forEach((one) => one.setAttribute("role", "group"));
  parts.querySelectorAll("div, p, ul, li").forEach((one) => one.setAttribute("role", "presentation"));
  parts.querySelectorAll("h2").forEach((one) => one.setAttribute("aria-hidden", "true")); // it is the group's name
  for (const [at, link] of parts.querySelectorAll("a").entries()) {
    const named = { id: `find-${at}`, role: "option", tabindex: "-1", "aria-selected": "false" };
    for (const [name, value] of Object.entries(named)) link.setAttribute(name, value);
  }
  found.replaceChildren(...parts.childNodes);
  found.hidden = !found.querySelector(OPTION);
  field.setAttribute("aria-expanded", String(!found.hidden));
  field.removeAttribute("aria-activedescendant");
}

/**
 * Arrows go through the options while the focus stays in the field; Enter follows the one chosen, else the form leads to
 * the page of all results.
 * @param {KeyboardEvent} event
 * @param {HTMLInputElement} field
 */
function choose(event, field) {
  if (event.isComposing || !dialog) return;
  const options = [...dialog.querySelectorAll(OPTION)];
  const at = options.findIndex((one) => one.getAttribute("aria-selected") === "true");
  if (event.key === "Enter" && options[at]) {
    event.preventDefault();
    /** @type {HTMLElement} */ (options[at]).click();
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  event.preventDefault();
  const next = moved(event.key, at, options.length);
  options.forEach((one, number) => one.setAttribute("aria-selected", String(number === next)));
  field.removeAttribute("aria-activedescendant");
  if (next < 0) return;
  field.setAttribute("aria-activedescendant", options[next].id);
  options[next].scrollIntoView({ block: "nearest" });
}

if (typeof document !== "undefined") {
  /* Before all others: a menu or a proof below the dialog stays as it is. */
  window.addEventListener(
    "keydown",
    (event) => {
      const link = document.querySelector("#page [data-find]")?.closest("a");
      if (dialog && event.key === "Escape" && !event.isComposing) {
        event.stopImmediatePropagation();
        close();
      } else if (!dialog && link && opens(event)) {
        event.preventDefault();
        open(link);
      }
    },
    true,
  );
  document.addEventListener(
    "click",
    (event) => {
      const link = hit(event, "a")?.querySelector("[data-find]")?.closest("a");
      if (link && !dialog && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        event.stopPropagation();
        open(link);
      } else if (dialog && !hit(event, ".search-dialog")) close();
    },
    true,
  );
  document.addEventListener("focusin", (event) => {
    if (dialog && !dialog.contains(/** @type {Node} */ (event.target))) close();
  });
}
