/* A click on a figure or a mark opens its proof, and an address with `?fact=`, `?derived=`, `?county=` or `?case=` does.
   The parameter stands in the address exactly while the panel is open; opening and closing add no entry to the history. */
(function () {
  window.dash_clientside = window.dash_clientside || {};
  const dashboard = (window.dash_clientside.dashboard = window.dash_clientside.dashboard || {});
  const KINDS = ["fact", "derived", "county", "case"];
  const NARROW = 700;
  const PATIENCE = 120; // frames to wait for a page to stand before its figure is looked for
  let opener = null;
  let shown = ""; // what the panel shows: kind, id and language; empty while it is closed

  function language() {
    return document.documentElement.lang === "en" ? "en" : "zh";
  }

  /* In the address -------------------------------------------------------------------------------------------- */

  function asked() {
    const given = dashboard.file ? dashboard.file.parameters() : new URLSearchParams(window.location.search);
    const kind = KINDS.find((one) => given.get(one));
    return kind ? { kind, id: given.get(kind) } : null;
  }

  /* The parameter as it stands in the address, to be kept where the filters are written anew. */
  dashboard.proofParameter = function () {
    const proof = asked();
    return proof ? proof.kind + "=" + encodeURIComponent(proof.id) : "";
  };

  function writeParameter(parameter) {
    if (dashboard.file) return dashboard.file.write(parameter);
    const rest = window.location.search
      .slice(1)
      .split("&")
      .filter((part) => part && !KINDS.includes(part.split("=")[0]));
    const search = [...rest, parameter].filter(Boolean).join("&");
    const path = window.location.pathname + (search ? "?" + search : "");
    if (path === window.location.pathname + window.location.search) return;
    window.history.replaceState(window.history.state, "", path + window.location.hash);
    dashboard.carryChoices();
  }

  /* Open or close the panel as the address says: on entering a page, at Back and Forward, after a link. */
  dashboard.followAddress = function () {
    const proof = asked();
    if (!proof) return close();
    if (shown === name(proof.kind, proof.id)) return;
    open(proof.kind, proof.id);
    bringIntoView(proof.kind, proof.id, PATIENCE);
  };

  /* The panel ------------------------------------------------------------------------------------------------- */

  function name(kind, id) {
    return [kind, id, language()].join(" ");
  }

  function figures(kind, id) {
    return [...document.querySelectorAll(`#page [data-${kind}="${CSS.escape(id)}"]`)];
  }

  function open(kind, id) {
    const panel = document.getElementById("proof");
    if (!panel.contains(document.activeElement)) opener = document.activeElement;
    document.querySelectorAll(".explained").forEach((one) => one.classList.remove("explained"));
    figures(kind, id).forEach((one) => one.classList.add("explained"));
    panel.hidden = false;
    shown = name(kind, id);
    writeParameter(kind + "=" + encodeURIComponent(id));
    window.dash_clientside.set_props("proof-request", { data: { kind, id, lang: language(), at: Date.now() } });
  }

  function close() {
    const panel = document.getElementById("proof");
    if (!panel || panel.hidden) return;
    const elsewhere = document.activeElement !== document.body && !panel.contains(document.activeElement);
    panel.hidden = true;
    shown = "";
    writeParameter("");
    document.querySelectorAll(".explained").forEach((one) => one.classList.remove("explained"));
    if (!elsewhere && opener && opener.isConnected) opener.focus({ preventScroll: true });
    opener = null;
  }

  /* The panel takes the other side where it would cover the figure it explains. */
  function makeRoom(figure) {
    const panel = document.getElementById("proof");
    const box = figure.getBoundingClientRect();
    const width = panel.offsetWidth;
    panel.classList.toggle("at-left", box.right > window.innerWidth - width && box.left > width);
  }

  function fold(figure) {
    return figure.closest("details:not([open])");
  }

  /* The first place of a figure that can be seen; else one in a closed table, which is then opened. */
  function bringIntoView(kind, id, frames) {
    const standing = figures(kind, id).filter((one) => (fold(one) || one).getClientRects().length);
    const figure = standing.find((one) => !fold(one)) || standing[0];
    if (!figure) {
      if (frames && shown === name(kind, id)) window.requestAnimationFrame(() => bringIntoView(kind, id, frames - 1));
      return;
    }
    figure.classList.add("explained");
    for (let box = fold(figure); box; box = fold(figure)) box.open = true;
    figure.scrollIntoView({ block: window.innerWidth < NARROW ? "start" : "center", inline: "nearest" });
    makeRoom(figure);
    opener = figure;
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) return close();
    const copy = event.target.closest("[data-copy],[data-copy-address]");
    if (copy) return void copyFrom(copy);
    const figure = event.target.closest("[data-fact],[data-derived],[data-county],[data-case]");
    if (!figure) return;
    const kind = KINDS.find((one) => figure.dataset[one]);
    if (!kind) return;
    open(kind, figure.dataset[kind]);
    if (!figure.closest("#proof")) makeRoom(figure);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });

  /* A link of the panel to a place on the page on show goes there, and leaves filters and panel as they are. */
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest("#proof a[href]");
      if (!link || !link.hash || link.pathname !== window.location.pathname) return;
      const place = document.getElementById(link.hash.slice(1));
      if (!place || !place.getClientRects().length) return;
      event.preventDefault();
      event.stopPropagation();
      place.scrollIntoView();
    },
    true,
  );

  dashboard.openMark = function (click) {
    const mark = click.points && click.points[0];
    const given = mark && (mark.customdata || mark.data.customdata); // a filled area is one mark, its trace
    const ref = Array.isArray(given) ? given[0] : given;
    if (typeof ref === "string" && ref.includes(":")) {
      const at = ref.indexOf(":");
      open(ref.slice(0, at), ref.slice(at + 1));
    }
  };

  /* Copying --------------------------------------------------------------------------------------------------- */

  function address() {
    if (dashboard.file) return dashboard.file.address(dashboard.proofParameter());
    return window.location.origin + window.location.pathname + window.location.search;
  }

  /* Says in words whether it worked; where the browser refuses, the text stands there to be copied by hand. */
  async function copyFrom(button) {
    const text = "copyAddress" in button.dataset ? address() : button.dataset.copy;
    const told = button.closest(".actions").querySelector("[role=status]");
    told.textContent = "";
    try {
      await navigator.clipboard.writeText(text);
      told.textContent = button.dataset.copied;
    } catch (error) {
      if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
      told.textContent = button.dataset.refused + text;
    }
  }

  /* When the proof has arrived the focus goes to its heading, so that keyboard and screen reader follow. The panel that
     came with the document (see boot.js) gives way to Dash's, which is the one to watch. */
  function watch() {
    const body = document.getElementById("proof-body");
    if (!body || body.closest("#first")) return void window.requestAnimationFrame(watch);
    new MutationObserver(() => {
      const heading = body.querySelector("h2");
      if (heading && !document.getElementById("proof").hidden) heading.focus({ preventScroll: true });
    }).observe(body, { childList: true });
  }
  watch();
})();
