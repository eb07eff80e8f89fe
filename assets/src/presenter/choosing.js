/* Choosing the exhibits to show, their order, and what the cover says. */
import { hit } from "../page.js";
import { patientFetch } from "../saving.js";
import { all, closeDialog, deck, one } from "./deck.js";
import { go } from "./leaving.js";

/** @param {Event} event */
export function choose(event) {
  const box = hit(event, "[role=checkbox]");
  const move = hit(event, "[data-move]");
  if (box) box.setAttribute("aria-checked", String(box.getAttribute("aria-checked") !== "true"));
  if (move) moveRow(move, move.dataset.move === "1");
  follow(hit(event, "[data-chooser]"));
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
  follow(row.closest("form"));
}

/* Alt and an arrow move the exhibit that has the focus. */
document.addEventListener("keydown", (event) => {
  const held = deck.root && event.altKey && hit(event, "[data-chooser] li button");
  if (!held || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
  event.preventDefault();
  moveRow(held, event.key === "ArrowDown");
});

const chosen = (form) => all("li[data-key]", form).filter((row) => one("[aria-checked=true]", row));
const keysOf = (form) =>
  chosen(form)
    .map((row) => row.dataset.key)
    .join(",");

/** What stands for the choice in an address without naming its exhibits. */
const known = (form) => JSON.parse(form.dataset.known)[keysOf(form)];

/** How many slides the choice makes, in the proportions that are ticked: a set those on show; what filters leave nothing of shares one, which has no cover. */
function slidesOf(form) {
  if (known(form)) return deck.slides.length;
  const asked = one("[data-ask^='ratio='][aria-checked=true]", form)?.dataset.ask.split("=")[1];
  const slides = chosen(form).map((row) => {
    const counts = JSON.parse(row.dataset.slides);
    return counts[asked ?? Object.keys(counts)[0]];
  });
  const drawn = slides.reduce((sum, own) => sum + own, 0);
  return Number(drawn > 0) + drawn + Number(slides.includes(0));
}

/**
 * `{slides:slide|slides}` is the first word for one and the second for any other number, as in the catalogue.
 * @param {string} words
 * @param {Record<string, number>} told
 */
function filled(words, told) {
  return words.replace(/\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g, (_, name, single, several) =>
    several === undefined ? String(told[name]) : told[name] === 1 ? single : several,
  );
}

/** Count and file follow what is chosen, and in which order. */
export function follow(form) {
  const exhibits = chosen(form).length;
  const told = { exhibits, slides: slidesOf(form) };
  const words = exhibits ? deck.words[told.slides > 1 ? "count" : "emptied"] : deck.words.none;
  one(".choice-count", form).textContent = filled(words, told);
  const file = one("a[data-base]", form);
  file.href = exhibits ? address(form, file.dataset.base) : file.dataset.base;
}

function address(form, base) {
  const written = all("input[name]", form).map(
    (field) => field.value && field.name + "=" + encodeURIComponent(field.value),
  );
  const ticked = all("[data-ask][aria-checked=true]", form).map((tick) => tick.dataset.ask);
  const asked = [known(form) ?? "show=" + keysOf(form), ...written, ...ticked].filter(Boolean);
  return [base, asked.join("&")].filter(Boolean).join(base.includes("?") ? "&" : "?");
}

/* Pictures come from the server one after the other, from the first time that the list is opened. */
export async function openChooser() {
  const form = one("[data-chooser]");
  follow(form);
  if ("opened" in form.dataset) return;
  form.dataset.opened = "";
  for (const image of deck.root.dataset.alive ? all("img[data-thumbnail]", form) : []) await furnish(image);
}

/* A place in the queue of files, such as behind one that a page which is gone asked for, is waited for unsaid. */
async function furnish(image) {
  const drawing = image.dataset.thumbnail;
  delete image.dataset.thumbnail;
  const answer = await patientFetch(drawing, { waiting: "" }, () => {}).catch(() => null);
  if (!answer?.ok) return image.remove();
  image.src = URL.createObjectURL(await answer.blob());
  await image.decode();
  URL.revokeObjectURL(image.src);
}

document.addEventListener("input", (event) => {
  const form = deck.root && hit(event, "[data-chooser]");
  if (form) follow(form);
});

document.addEventListener("submit", (event) => {
  const form = hit(event, "[data-chooser]");
  if (!deck.root || !form) return;
  event.preventDefault();
  if (!chosen(form).length) return;
  closeDialog(event);
  go(address(form, form.dataset.base));
});
