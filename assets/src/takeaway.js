/* Taking a page away: its links ask for what is on show, and a file is fetched with its progress told on the button. */
import { hit } from "./page.js";
import { save } from "./saving.js";

const PATIENCE = 300; // seconds of waiting in the queue, all together

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

/** @param {Response} answer */
export function nameIn(answer) {
  const found = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") || "");
  return found ? found[1] : "";
}

/**
 * The server's own sentence where it refuses; a proxy's page about an error helps nobody.
 * @param {Response} answer
 * @param {Words} words
 */
export async function reason(answer, words) {
  const sentence = (answer.headers.get("Content-Type") || "").startsWith("text/plain");
  if (answer.status < 500 && sentence) return (await answer.text()).trim();
  return words.broken.replace("{status}", String(answer.status));
}

/**
 * After how many seconds a file may be asked for again; 0 where an answer is no place in the queue.
 * @param {Response} answer
 */
export function secondsToWait(answer) {
  return answer.status === 429 ? Number(answer.headers.get("Retry-After")) || 0 : 0;
}

/**
 * The file, or what became of it; a place in the queue is told and waited for.
 * @param {string} address
 * @param {Words} words
 * @param {(told: string) => void} place
 */
export async function patientFetch(address, words, place) {
  for (let left = PATIENCE; ;) {
    const answer = await window.fetch(address);
    const seconds = secondsToWait(answer);
    left -= seconds;
    if (!seconds || left < 0) return answer;
    place(words.waiting.replace("{sentence}", await reason(answer, words)));
    await new Promise((resolve) => window.setTimeout(resolve, seconds * 1000));
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
  if (hit(event, "[data-print]")) {
    close(menu);
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
