/* Taking a page away: its links ask for what is on show, and a file is fetched with its progress told on the button. */
import { hit } from "./page.js";
import { nameIn, patientFetch, reason, save } from "./saving.js";

let making = ""; // what the button says while a file is made, whatever page is on show; empty when none is

/**
 * @param {Element} menu
 * @returns {NodeListOf<HTMLAnchorElement>}
 */
function links(menu) {
  return menu.querySelectorAll("[data-take]");
}

/**
 * The links keep the filters in force, which the summary line has as the server read them.
 * @param {HTMLElement} menu
 */
function follow(menu) {
  const mark = document.querySelector(".summary-line [data-view]");
  const query = ["page=" + menu.dataset.page, mark?.dataset.view].filter(Boolean).join("&");
  for (const link of links(menu)) link.href = link.href.split("?")[0] + "?" + query;
}

/**
 * @param {HTMLElement} menu
 * @param {string} text
 */
function tell(menu, text) {
  const line = menu.parentElement?.querySelector("[role=status]");
  if (line) line.textContent = text;
}

/**
 * The button says what is being made; without a text it is itself again.
 * @param {HTMLElement} menu
 * @param {string} text
 */
function show(menu, text) {
  const label = /** @type {HTMLElement} */ (menu.querySelector(".take-label"));
  menu.classList.toggle("is-making", Boolean(text));
  if (text) label.dataset.rest = label.textContent || "";
  label.textContent = text || label.dataset.rest || "";
  for (const link of links(menu)) {
    if (text) link.setAttribute("aria-disabled", "true");
    else link.removeAttribute("aria-disabled");
  }
}

/**
 * @param {string} address
 * @param {Words} words
 * @param {(told: string) => void} place
 */
async function outcome(address, words, place) {
  try {
    const answer = await patientFetch(address, words, place);
    if (!answer.ok) return reason(answer, words);
    const name = nameIn(answer);
    save(await answer.blob(), name);
    return words.done.replace("{name}", name);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // how fetch says that nobody answers
    return words.gone;
  }
}

/**
 * @param {HTMLElement} menu
 * @param {HTMLAnchorElement} link
 */
async function take(menu, link) {
  const words = JSON.parse(menu.dataset.words || "{}");
  making = words.making.replace("{name}", link.dataset.take);
  show(menu, making);
  tell(menu, making);
  try {
    tell(menu, await outcome(link.href, words, (told) => tell(menu, (making = told))));
  } finally {
    making = "";
    show(menu, "");
  }
}

/** @param {HTMLDetailsElement} menu */
function close(menu) {
  menu.open = false;
  menu.querySelector("summary")?.focus();
}

document.addEventListener("click", (event) => {
  /** @type {HTMLDetailsElement | null} */
  const menu = hit(event, ".take-away");
  if (!menu) return;
  follow(menu);
  const printing = hit(event, "[data-print]");
  if (printing) {
    close(menu);
    document.documentElement.classList.toggle("on-wall", printing.dataset.print === "wall");
    window.print();
  }
  /** @type {HTMLAnchorElement | null} */
  const link = hit(event, "[data-take]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !window.fetch) return;
  event.preventDefault();
  close(menu);
  if (making) tell(menu, making);
  else take(menu, link);
});
