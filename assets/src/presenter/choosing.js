/* Choosing the exhibits to show, their order, and what the cover says. */
import { hit } from "../page.js";
import { all, closeDialog, deck, one } from "./deck.js";
import { go } from "./leaving.js";

/** @param {Event} event */
export function choose(event) {
  const box = hit(event, "[role=checkbox]");
  const move = hit(event, "[data-move]");
  if (box) box.setAttribute("aria-checked", String(box.getAttribute("aria-checked") !== "true"));
  if (move) moveRow(move, move.dataset.move === "1");
  count(hit(event, "[data-chooser]"));
}

/**
 * @param {HTMLElement} held what keeps the focus
 * @param {boolean} down
 */
function moveRow(held, down) {
  const row = held.closest("li");
  const other = down ? row.nextElementSibling : row.previousElementSibling;
  if (!other) return;
  if (down) other.after(row);
  else other.before(row);
  held.focus();
  row.scrollIntoView({ block: "nearest" });
}

/* Alt and an arrow move the exhibit that has the focus. */
document.addEventListener("keydown", (event) => {
  const held = deck.root && event.altKey && hit(event, "[data-chooser] li button");
  if (!held || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
  event.preventDefault();
  moveRow(held, event.key === "ArrowDown");
});

const chosen = (form) => all("li[data-key]", form).filter((row) => one("[aria-checked=true]", row));

/** How many exhibits are chosen, and how many slides that makes; what filters leave nothing of shares one. */
function count(form) {
  const slides = chosen(form).map((row) => Number(row.dataset.slides));
  const number = 1 + slides.reduce((sum, own) => sum + own, 0) + Number(slides.includes(0));
  const told = { exhibits: slides.length, slides: number };
  one(".choice-count", form).textContent = deck.words.count.replace(/\{(\w+)\}/g, (_, name) => told[name]);
}

/* Pictures come from the server one after the other, the first time that the list is opened. */
export async function openChooser() {
  const form = one("[data-chooser]");
  count(form);
  for (const image of deck.root.dataset.alive ? all("img[data-thumbnail]", form) : []) {
    image.src = image.dataset.thumbnail;
    delete image.dataset.thumbnail;
    await image.decode().catch(() => image.remove());
  }
}

document.addEventListener("submit", (event) => {
  const form = hit(event, "[data-chooser]");
  if (!deck.root || !form) return;
  event.preventDefault();
  const keys = chosen(form)
    .map((row) => row.dataset.key)
    .join(",");
  if (!keys) one("[role=status]", form).textContent = deck.words.none;
  if (!keys) return;
  const base = form.dataset.base;
  closeDialog(event);
  const written = all("input[name]", form).map(
    (field) => field.value && field.name + "=" + encodeURIComponent(field.value),
  );
  const ticked = all("[data-ask][aria-checked=true]", form).map((tick) => tick.dataset.ask);
  const asked = [keys === form.dataset.all ? "" : "show=" + keys, ...written, ...ticked].filter(Boolean);
  go([base, asked.join("&")].filter(Boolean).join(base.includes("?") ? "&" : "?"));
});
