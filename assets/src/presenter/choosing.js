/* Choosing the exhibits to show, and their order. */
import { hit } from "../page.js";
import { closeDialog } from "./commands.js";
import { all, deck, one } from "./deck.js";
import { go } from "./leaving.js";

/** @param {Event} event */
export function choose(event) {
  const box = hit(event, "[role=checkbox]");
  const move = hit(event, "[data-move]");
  if (box) box.setAttribute("aria-checked", String(box.getAttribute("aria-checked") !== "true"));
  if (!move) return;
  const row = move.closest("li");
  const other = move.dataset.move === "1" ? row.nextElementSibling : row.previousElementSibling;
  if (!other) return;
  if (move.dataset.move === "1") other.after(row);
  else other.before(row);
  move.focus();
  row.scrollIntoView({ block: "nearest" });
}

document.addEventListener("submit", (event) => {
  const form = hit(event, "[data-chooser]");
  if (!deck.root || !form) return;
  event.preventDefault();
  const rows = all("li[data-key]", form).filter((row) => one("[aria-checked=true]", row));
  const keys = rows.map((row) => row.dataset.key).join(",");
  one("[role=status]", form).textContent = keys ? "" : deck.words.none;
  if (!keys) return;
  const base = form.dataset.base;
  closeDialog(event);
  const tiles = one("[data-tiles][aria-checked=true]", form);
  const asked = [keys === form.dataset.all ? "" : "show=" + keys, tiles ? tiles.dataset.tiles : ""].filter(Boolean);
  go([base, asked.join("&")].filter(Boolean).join(base.includes("?") ? "&" : "?"));
});
