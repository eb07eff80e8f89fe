/* The file comes to life: plots are drawn, `#fact=…` opens a proof, and `#3` the third slide. */
(function () {
  const dashboard = window.dash_clientside.dashboard;
  const page = document.getElementById("page");
  const SERVED = ["data-alive", "data-gone", "data-topology"]; // what a deck asks of a server
  let held = []; // the page, while slides stand in its place

  /* Which slides there are was chosen when the file was made: the list of them leads to each. */
  function settle(list) {
    list.querySelectorAll("[data-move], :scope > p").forEach((one) => one.remove());
    for (const line of list.querySelectorAll("li")) {
      const link = line.querySelector("[data-goto]");
      const box = line.querySelector("[role=checkbox]");
      if (!link) line.remove();
      else box.dataset.goto = link.dataset.goto;
      box.removeAttribute("role");
      box.removeAttribute("aria-checked");
    }
  }

  function start() {
    const deck = document.getElementById("deck").content.firstElementChild.cloneNode(true);
    SERVED.forEach((name) => deck.removeAttribute(name));
    deck.querySelectorAll("[data-chooser]").forEach(settle);
    held = [...page.childNodes];
    page.replaceChildren(deck);
  }

  function leave(place) {
    page.replaceChildren(...held);
    held = [];
    window.history.replaceState(null, "", window.location.pathname);
    dashboard.drawPlots();
    const exhibit = document.getElementById(place);
    if (exhibit) exhibit.scrollIntoView();
    document.querySelector("[data-start]").focus({ preventScroll: true });
  }

  function follow() {
    if (held.length) return;
    if (/^#\d+$/.test(window.location.hash)) return start();
    dashboard.followAddress();
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-start]")) start();
  });
  document.addEventListener("present:leave", (event) => {
    event.preventDefault();
    leave(event.detail.href.split("#")[1]);
  });
  document.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("hashchange", follow);
  dashboard.drawPlots();
  follow();
})();
