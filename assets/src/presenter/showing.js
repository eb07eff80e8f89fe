/* The slide on show: which it is, by the address, and that it and its neighbours are fitted. */
import { deck, one, say } from "./deck.js";
import { fit } from "./fitting.js";
import { tellNotes } from "./notes.js";

const SETTLED_MS = 120;
let settling = 0; // the timer of the next fitting

/** The slide that the address asks for; the first where it asks for none. */
export function wanted() {
  const number = Number(window.location.hash.slice(1));
  return Number.isInteger(number) && number >= 1 && number <= deck.slides.length ? number - 1 : 0;
}

export function show(index) {
  deck.at = index;
  const held = deck.slides.some((slide) => slide.contains(document.activeElement) && slide !== deck.slides[deck.at]);
  deck.slides.forEach((slide, number) => {
    slide.toggleAttribute("data-near", Math.abs(number - deck.at) <= 1);
    slide.toggleAttribute("data-current", number === deck.at);
  });
  const hash = "#" + (deck.at + 1);
  if (window.location.hash !== hash)
    window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search + hash);
  if (held || document.activeElement === document.body || document.activeElement === deck.root)
    deck.slides[deck.at].focus({ preventScroll: true });
  deck.slides[deck.at].scrollTop = 0;
  say("");
  one(".deck-bar [data-go=back]").disabled = deck.at === 0;
  one(".deck-bar [data-go=next]").disabled = deck.at === deck.slides.length - 1;
  settle();
}

/* What is on show first, then what may come next. */
function settle() {
  for (const near of [deck.at, deck.at + 1, deck.at - 1]) if (deck.slides[near]) fit(deck.slides[near]);
  tellNotes();
}

export function refit() {
  window.clearTimeout(settling);
  settling = window.setTimeout(() => deck.root && settle(), SETTLED_MS);
}
