/* The answers to choices that are likely next are fetched while the reader decides: those of the option under the
   pointer or the focus, and of the first of a menu that was opened. One at a time, and none where data is to be saved. */
import { filterOf, held, stored } from "./controls.js";
import { dashboard } from "./dash/namespace.js";
import { pressed } from "./filters.js";
import { optionsIn } from "./options.js";
import { hit } from "./page.js";

const LINGER_MS = 80; // a pointer that only passes by asks nothing
const FIRST = 3; // options of a menu
/** @type {HTMLElement[]} */
let likely = [];
let timer = 0;
let fetching = false; // what is likely meanwhile comes after the one under way

function saves() {
  const { connection } = /** @type {{ connection?: { saveData?: boolean } }} */ (navigator);
  return Boolean(connection?.saveData);
}

async function fetchLikely() {
  if (fetching) return;
  fetching = true;
  try {
    for (let option = likely.shift(); option; option = likely.shift()) {
      const filter = filterOf(option.closest("[data-filter]")?.dataset.filter);
      if (filter && !option.getAttribute("aria-disabled"))
        await dashboard.fetchAhead(filter.id, stored(pressed(filter, held(filter), option.dataset.option || "")));
    }
  } finally {
    fetching = false; // whatever failed, the next may be fetched
  }
}

/** @param {HTMLElement[]} options */
function expect(options) {
  likely = options;
  window.clearTimeout(timer);
  if (options.length && !saves()) timer = window.setTimeout(fetchLikely, LINGER_MS);
}

document.addEventListener(
  "toggle",
  (event) => {
    const menu = /** @type {HTMLDetailsElement} */ (event.target);
    if (menu.open && menu.dataset.filter) expect(optionsIn(menu).slice(0, FIRST));
  },
  true, // it does not rise
);
for (const name of ["pointerover", "focusin"])
  document.addEventListener(name, (event) => {
    const option = hit(event, "[data-option]");
    if (option) expect([option]);
  });
