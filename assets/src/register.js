/* The register of sources is narrowed at once, as the server does by the same address (pages/source_list.py). */
import { hit } from "./page.js";

const CHOSEN_BY = ["kind", "grade", "topic"];

/**
 * Whether a source is asked for: each word somewhere in its line, and all that is chosen.
 * @param {URLSearchParams} asked
 * @param {{ text: string, [name: string]: string | undefined }} entry
 */
export function fits(asked, entry) {
  const words = (asked.get("q") || "").toLowerCase().split(/\s+/);
  const chosen = CHOSEN_BY.every(
    (name) => !asked.get(name) || (entry[name] || "").split(" ").includes(asked.get(name) || ""),
  );
  return chosen && words.every((word) => entry.text.includes(word));
}

/** @param {HTMLFormElement} form */
function narrow(form) {
  const given = [...new FormData(form)]
    .map(([name, value]) => [name, String(value).trim()])
    .filter(([, value]) => value);
  const asked = new URLSearchParams(given);
  const section = /** @type {HTMLElement} */ (form.parentElement);
  const list = /** @type {HTMLElement} */ (section.querySelector(".register"));
  let count = 0;
  for (const item of list.querySelectorAll("li:not(li li)")) {
    const row = /** @type {HTMLElement} */ (item.querySelector("details"));
    const line = [...row.querySelectorAll("summary :is(h3, .publisher)")].map((one) => one.textContent).join(" ");
    item.hidden = !fits(asked, { ...row.dataset, text: line.toLowerCase() });
    count += item.hidden ? 0 : 1;
  }
  list.classList.toggle("is-narrowed", given.length > 0);
  const told = /** @type {HTMLElement} */ (section.querySelector(".register-count"));
  told.textContent = (told.dataset.shown || "").replace("{count}", String(count));
  const address = new URL(window.location.href);
  for (const name of ["q", ...CHOSEN_BY]) address.searchParams.delete(name);
  for (const [name, value] of asked) address.searchParams.set(name, value);
  window.history.replaceState(window.history.state, "", address);
}

document.addEventListener("input", (event) => {
  const form = /** @type {HTMLFormElement | null} */ (hit(event, ".register-form"));
  if (form) narrow(form);
});
document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement | null} */ (hit(event, ".register-form"));
  if (!form) return;
  event.preventDefault();
  narrow(form);
});
