/* A table is asked for under the choices in force when its link is used; so a choice leaves the links as they are. */
import { lead } from "./links.js";
import { hit } from "./page.js";
import { choicesIn } from "./proof-address.js";

/** @param {Event} event */
function askForTable(event) {
  const link = hit(event, "a[data-download]:not([download])");
  lead(link, (href) => [href.split("?")[0], choicesIn(window.location.search).join("&")].filter(Boolean).join("?"));
}

for (const use of ["click", "auxclick", "contextmenu"]) document.addEventListener(use, askForTable, true);
