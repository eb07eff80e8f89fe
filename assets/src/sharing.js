/* The code of the address for a phone: drawn by the server once it is asked for, of the address as it then is. */
document.addEventListener(
  "toggle",
  (event) => {
    const menu = /** @type {HTMLDetailsElement} */ (event.target);
    if (!menu.matches(".share") || !menu.open) return;
    const picture = /** @type {HTMLImageElement} */ (menu.querySelector("[data-code]"));
    const to = window.location.pathname + window.location.search;
    picture.src = picture.dataset.code + "?to=" + encodeURIComponent(to);
  },
  true,
);
