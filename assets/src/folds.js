/* What is folded: closed details, the rows or items of a long table or list, which what opens them stands before, and an
   exhibit that the filters do not change, behind a line. */

/**
 * What an element is folded into, outermost last; null where it can be seen.
 * @param {Element} element
 * @returns {HTMLDetailsElement | null}
 */
export function foldOf(element) {
  const closed = /** @type {HTMLDetailsElement | null} */ (element.closest("details:not([open])"));
  if (closed || element.getClientRects().length) return closed;
  const opener = element.closest(".rows:not([open]) + *")?.previousElementSibling;
  if (opener instanceof HTMLDetailsElement) return opener;
  return element.closest(".is-unmoved")?.querySelector(".unmoved:not([open])") || null;
}

/** @param {Element} element */
export function unfold(element) {
  for (let fold = foldOf(element); fold; fold = foldOf(element)) fold.open = true;
}

/** Opens what the place that the address names is folded into. */
export function unfoldTarget() {
  const target = document.getElementById(window.location.hash.slice(1));
  if (!target || !foldOf(target)) return;
  unfold(target);
  target.scrollIntoView();
}
window.addEventListener("hashchange", unfoldTarget);
