/* All slides on paper, a sheet each: drawn at the size of a sheet first, since a browser that prints does not wait. */
import { deck } from "./deck.js";
import { fit } from "./fitting.js";
import { show } from "./showing.js";

export async function printAll() {
  const { root, slides } = deck;
  const page = document.documentElement;
  const theme = page.getAttribute("data-bs-theme");
  root.setAttribute("data-printing", "");
  page.setAttribute("data-bs-theme", "light");
  window.addEventListener("afterprint", () => restore(theme), { once: true });
  slides.forEach((slide) => slide.setAttribute("data-near", ""));
  slides.forEach(fit);
  await deck.drawing;
  if (root !== deck.root) return;
  root.setAttribute("data-printable", "");
  window.print();
}

/** @param {string | null} theme */
function restore(theme) {
  if (theme === null) document.documentElement.removeAttribute("data-bs-theme");
  else document.documentElement.setAttribute("data-bs-theme", theme);
  if (!deck.root) return;
  deck.root.removeAttribute("data-printing");
  deck.root.removeAttribute("data-printable");
  show(deck.at);
}
