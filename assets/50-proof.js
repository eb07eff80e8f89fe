/* A click on a figure or a mark opens its proof; Escape or the close button closes it and gives the focus back. */
(function () {
  window.dash_clientside = window.dash_clientside || {};
  const dashboard = (window.dash_clientside.dashboard = window.dash_clientside.dashboard || {});
  const KINDS = ["fact", "derived", "county", "case"];
  let opener = null;

  function language() {
    return document.documentElement.lang === "en" ? "en" : "zh";
  }

  function open(kind, id) {
    const panel = document.getElementById("proof");
    if (!panel.contains(document.activeElement)) opener = document.activeElement;
    document.querySelectorAll(".explained").forEach((one) => one.classList.remove("explained"));
    document.querySelectorAll(`[data-${kind}="${CSS.escape(id)}"]`).forEach((one) => one.classList.add("explained"));
    panel.hidden = false;
    window.dash_clientside.set_props("proof-request", { data: { kind, id, lang: language(), at: Date.now() } });
  }

  function close() {
    const panel = document.getElementById("proof");
    if (!panel || panel.hidden) return;
    panel.hidden = true;
    document.querySelectorAll(".explained").forEach((one) => one.classList.remove("explained"));
    if (opener && opener.isConnected) opener.focus();
    opener = null;
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) return close();
    const copy = event.target.closest("[data-copy]");
    if (copy) return void navigator.clipboard.writeText(copy.dataset.copy).then(() => copy.classList.add("copied"));
    const figure = event.target.closest("[data-fact],[data-derived],[data-county],[data-case]");
    if (!figure) return;
    const kind = KINDS.find((name) => figure.dataset[name]);
    if (kind) open(kind, figure.dataset[kind]);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });

  dashboard.openMark = function (clicks) {
    const triggered = window.dash_clientside.callback_context.triggered[0];
    const mark = triggered && triggered.value && triggered.value.points && triggered.value.points[0];
    const ref = mark && (Array.isArray(mark.customdata) ? mark.customdata[0] : mark.customdata);
    if (typeof ref === "string" && ref.includes(":")) {
      const at = ref.indexOf(":");
      open(ref.slice(0, at), ref.slice(at + 1));
    }
    return window.dash_clientside.no_update;
  };

  /* When the proof has arrived the focus goes to its heading, so that keyboard and screen reader follow. */
  function watch() {
    const body = document.getElementById("proof-body");
    if (!body) return void window.requestAnimationFrame(watch);
    new MutationObserver(() => {
      const heading = body.querySelector("h2");
      if (heading && !document.getElementById("proof").hidden) heading.focus({ preventScroll: true });
    }).observe(body, { childList: true });
  }
  watch();
})();
