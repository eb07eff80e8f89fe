/* Leaving the slides, where the page that is gone to can come. */
import { setProps } from "../dash/namespace.js";
import { deck, say } from "./deck.js";

const PATIENCE_MS = 4000;

/* Nobody is sent to a page that cannot come. */
async function reachable() {
  if (!deck.root.dataset.alive) return true;
  const patience = new AbortController();
  window.setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    return (await fetch(deck.root.dataset.alive, { cache: "no-store", signal: patience.signal })).ok;
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
    return false;
  }
}

export async function go(address) {
  if (await reachable()) window.location.assign(address);
  else if (deck.root) say("gone");
}

export function leave() {
  const detail = { slide: deck.at + 1, href: deck.slides[deck.at].dataset.href };
  const asked = new CustomEvent("present:leave", { detail, bubbles: true, cancelable: true });
  if (deck.root.dispatchEvent(asked)) go(detail.href);
}

/* Beside the server: what the proof panel says while it is away. */
export async function explainAbsence() {
  if (!deck.root.dataset.gone) return;
  if (!(await reachable()) && deck.root) setProps("proof-body", { children: JSON.parse(deck.root.dataset.gone) });
}
