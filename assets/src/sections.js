/* The index of a long page marks the section in sight. */
import { ROOT } from "./dash/renderer.js";
import { hit } from "./page.js";

const LINE = "-30% 0px -69% 0px"; // a line across the window, at the height where one reads
/** @type {IntersectionObserver | null} */
let watcher = null;

function index() {
  return document.getElementById(ROOT)?.querySelector(".sections");
}

function links() {
  return /** @type {HTMLAnchorElement[]} */ ([...(index()?.querySelectorAll("li a") || [])]);
}

/** @param {HTMLAnchorElement} link */
function target(link) {
  return document.getElementById(link.hash.slice(1));
}

/** @param {Element} section */
function mark(section) {
  for (const link of links())
    if (target(link) === section) {
      link.setAttribute("aria-current", "location");
      const now = index()?.querySelector(".sections-now");
      if (now) now.textContent = link.textContent;
    } else link.removeAttribute("aria-current");
}

/** Called when another page is there. */
export function watchSections() {
  watcher?.disconnect();
  watcher = new IntersectionObserver(
    (entries) => {
      for (const link of links())
        /** @type {HTMLElement} */ (link.parentElement).hidden = !target(link)?.getClientRects().length;
      entries.filter((one) => one.isIntersecting).forEach((one) => mark(one.target));
    },
    { rootMargin: LINE },
  );
  for (const section of links().map(target)) if (section) watcher.observe(section);
}

function fold() {
  index()?.querySelector("details")?.removeAttribute("open");
}

/* The list closes behind what was chosen of it, and gives way to what is pressed elsewhere. */
document.addEventListener("click", (event) => {
  if (!hit(event, ".sections summary")) fold();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") fold();
});
