/* What a keyboard needs besides the browser's own: menus close behind it, and a new page takes the focus. */
(function () {
  window.dash_clientside = window.dash_clientside || {};
  const dashboard = (window.dash_clientside.dashboard = window.dash_clientside.dashboard || {});
  const NARROW = 700;
  let arrived = false;

  function openMenus() {
    return [...document.querySelectorAll("details.choice[open]")];
  }

  /* Escape closes an open menu and gives the focus back to its button; only the next Escape closes the proof panel. */
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && openMenus()[0];
    if (!menu) return;
    event.stopImmediatePropagation();
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  /* Nothing that the focus has left may cover where it goes. */
  document.addEventListener("focusin", (event) => {
    for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
    const sheet = document.querySelector(".filter-sheet");
    if (sheet && window.innerWidth < NARROW && !sheet.contains(event.target)) sheet.open = false;
  });

  /* After a link the focus goes to the place it led to, as it would on a page loaded anew. */
  dashboard.arrive = function (place) {
    const target = place || document.getElementById("main");
    if (arrived && target) {
      if (target.tabIndex < 0) target.tabIndex = -1;
      target.focus({ preventScroll: true });
    }
    arrived = true;
  };
})();
