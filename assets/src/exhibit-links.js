/* Where the links below an exhibit lead: to its table, to its picture and to it by itself, under the choices in force when
   they are used; so a choice leaves the links as they are. */
import { lead } from "./links.js";
import { hit } from "./page.js";
import { choicesIn } from "./proof-address.js";

/** @param {Event} event */
function askUnderChoices(event) {
  const links = hit(event, ".downloads")?.querySelectorAll("a:not([download])") || [];
  const choices = choicesIn(window.location.search).join("&");
  for (const link of links) lead(link, (href) => [href.split("?")[0], choices].filter(Boolean).join("?"));
}

for (const use of ["click", "auxclick", "contextmenu"]) document.addEventListener(use, askUnderChoices, true);

/* An exhibit that another page shows in a frame leads to a window of its own, not to the whole site in the frame. */
document.addEventListener(
  "click",
  (event) => {
    /** @type {HTMLAnchorElement | null} */
    const link = window.top === window ? null : hit(event, "a[href]");
    if (!link || !document.querySelector(".page-chart")) return;
    event.preventDefault();
    event.stopPropagation();
    window.open(link.href, "_blank", "noopener");
  },
  true,
);
