/* The sources of an exhibit that are counted below it are listed where it stands by itself; the list comes when it is
   opened, under the choices in force. */
import { choicesIn } from "./proof-address.js";

/**
 * @param {HTMLElement} list
 * @param {string} path
 */
async function fill(list, path) {
  const query = choicesIn(window.location.search).join("&");
  try {
    const answer = await window.fetch(query ? `${path}?${query}` : path);
    if (!answer.ok) throw new TypeError(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    list.replaceChildren(...page.querySelectorAll(".source-line li"));
  } catch (fault) {
    console.info("sources not listed:", fault); // the link to them stays
  }
}

/* It does not bubble. */
document.addEventListener(
  "toggle",
  ({ target }) => {
    const fold = target instanceof HTMLDetailsElement && target.open ? target : null;
    const list = fold?.querySelector("[data-elsewhere]:empty");
    /** @type {HTMLAnchorElement | null | undefined} */
    const way = list?.parentElement?.querySelector("p a");
    if (list && way) fill(list, way.pathname);
  },
  true,
);
