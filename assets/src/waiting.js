/* What a reader is told while an answer to the filters is late: the region says so, and what is about to change pales. */

const LATE_MS = 150;
let pending = 0;
let timer = 0;

/**
 * A question of a page's filters is on its way; what is returned ends that.
 * @returns {() => void}
 */
export function waitingForAnswer() {
  if (!pending) timer = window.setTimeout(() => tell(true), LATE_MS);
  pending += 1;
  return () => {
    pending -= 1;
    if (pending) return;
    window.clearTimeout(timer);
    tell(false);
  };
}

/** @param {boolean} late */
function tell(late) {
  const page = document.querySelector("#page main");
  /** @type {HTMLElement | null | undefined} */
  const region = page?.querySelector("[data-updating]");
  if (!page || !region) return;
  if (late) page.setAttribute("aria-busy", "true");
  else page.removeAttribute("aria-busy");
  region.textContent = late ? region.dataset.updating || "" : "";
}
