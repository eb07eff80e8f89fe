/* The filters live in the address: written at each change, read again at Back and Forward. One server call each way. */
(function () {
  window.dash_clientside = window.dash_clientside || {};
  const dashboard = (window.dash_clientside.dashboard = window.dash_clientside.dashboard || {});
  let spec = null; // the filters of the page on show
  let page = ""; // the path the spec belongs to
  let values = []; // what their controls hold

  function same(a, b) {
    return JSON.stringify(a) === JSON.stringify(b);
  }

  function written(filter, held) {
    const value = held[0];
    if (filter.kind === "many") return !value || value.length >= filter.values.length ? null : value.join(",");
    if (filter.kind === "range") {
      const years = [...held].sort();
      return same(years, [filter.values[0], filter.values[filter.values.length - 1]]) ? null : years.join("-");
    }
    if (filter.kind === "one") return value && value !== filter.values[0] ? value : null;
    return (value || "").trim() || null;
  }

  function read(filter, text) {
    if (filter.kind === "many") return [text === null ? filter.values : text === "" ? [] : text.split(",")];
    if (filter.kind === "range") {
      const years = text ? text.split("-") : [];
      if (!years.length) return [filter.values[0], filter.values[filter.values.length - 1]];
      return [years[0], years[years.length - 1]];
    }
    if (filter.kind === "one") return [filter.values.includes(text) ? text : filter.values[0]];
    return [text || ""];
  }

  /* What each filter writes, null where it narrows nothing. */
  function texts(filters, held) {
    let at = 0;
    return filters.map((filter) => [filter.name, written(filter, held.slice(at, (at += filter.ids.length)))]);
  }

  function asked(pairs) {
    const parts = pairs
      .filter(([, text]) => text !== null)
      .map(([name, text]) => name + "=" + encodeURIComponent(text).replace(/%2C/g, ","));
    return parts.length ? "?" + parts.join("&") : "";
  }

  /* The choices, and the proof that stands open. */
  function query(pairs) {
    const proof = dashboard.proofParameter();
    const chosen = asked(pairs);
    return proof ? chosen + (chosen ? "&" : "?") + proof : chosen;
  }

  dashboard.writeAddress = function (...held) {
    adopt();
    if (!spec) return window.dash_clientside.no_update;
    values = held;
    const pairs = texts(spec, values);
    const given = new URLSearchParams(window.location.search);
    if (pairs.some(([name, text]) => text !== given.get(name))) {
      window.history.pushState({}, "", window.location.pathname + query(pairs));
      dashboard.carryChoices();
    }
    return window.dash_clientside.no_update;
  };

  /* What the controls hold when they stand as the address says. */
  function valuesOfAddress() {
    const given = new URLSearchParams(window.location.search);
    return spec ? spec.flatMap((filter) => read(filter, given.get(filter.name))) : [];
  }

  /* Set the controls that differ from the address; each change then runs the page's one callback. */
  function restore() {
    if (window.location.pathname !== page) return;
    dashboard.carryChoices();
    dashboard.followAddress();
    if (!spec) return;
    const ids = spec.flatMap((filter) => filter.ids);
    valuesOfAddress().forEach((value, index) => same(value, values[index]) || setControl(ids[index], value));
  }

  function setControl(id, value) {
    window.dash_clientside.set_props(id, { value });
  }

  window.addEventListener("popstate", restore);
  window.addEventListener("_dashprivate_pushstate", restore); // a link may stay on the page, such as the navigation's own

  /* The links of the header lead on with the choices in force: the other language and the slides with all of them, the
     other pages with the choices of filters that they share. No callback does so, since each costs Dash a round. */
  dashboard.carryChoices = function () {
    const root = document.getElementById("react-entry-point");
    const search = window.location.search;
    const given = new URLSearchParams(search);
    const here = (root.querySelector("header[data-page]") || { dataset: {} }).dataset.page;
    lead(root.querySelector("#language-link"), (href) => href.split("?")[0] + search);
    for (const name of root.querySelectorAll("[data-nav]")) {
      const shared = (name.dataset.carries || "").split(" ").filter((one) => one && given.has(one));
      const pairs = shared.map((one) => [one, given.get(one)]);
      const carried = pairs.length ? asked([...pairs, ["from", here]]) : "";
      lead(name.closest("a"), (href) => href.split("?")[0] + carried);
    }
    for (const name of root.querySelectorAll("[data-slides]")) lead(name.closest("a"), (href) => presented(href, search));
  };

  function lead(link, changed) {
    if (link) link.setAttribute("href", changed(link.getAttribute("href")));
  }

  /* The choices of an address, but neither its open proof nor where the reader came from. */
  function choices(search) {
    const left = (part) => part && !["from", "fact", "derived", "county", "case"].includes(part.split("=")[0]);
    return search.slice(1).split("&").filter(left);
  }

  function presented(href, search) {
    return [href.split("&")[0], ...choices(search)].join("&");
  }

  /* A table is asked for under the choices in force when its link is used; so a choice leaves the links as they are. */
  function askForTable(event) {
    const link = event.target.closest("a[data-download]:not([download])");
    lead(link, (href) => [href.split("?")[0], choices(window.location.search).join("&")].filter(Boolean).join("?"));
  }
  for (const use of ["click", "auxclick", "contextmenu"]) document.addEventListener(use, askForTable, true);

  dashboard.enter = function (route) {
    if (!route || !route.lang) return window.dash_clientside.no_update;
    document.documentElement.lang = route.lang === "zh" ? "zh-CN" : "en";
    document.title = route.title;
    document.getElementById("skip").textContent = route.skip;
    document.getElementById("proof").setAttribute("aria-label", route.proof);
    window.requestAnimationFrame(() => {
      const target = window.location.hash && document.getElementById(window.location.hash.slice(1));
      // A figure that the address names is brought into view by its proof.
      if (target && !dashboard.proofParameter()) target.scrollIntoView();
      else if (!dashboard.proofParameter()) window.scrollTo(0, 0);
      dashboard.arrive(target);
      adopt();
      values = valuesOfAddress();
      dashboard.foldFilters();
      dashboard.carryChoices();
      dashboard.followAddress();
    });
    return window.dash_clientside.no_update;
  };

  /* The filters of the page just shown, so that Back works before the first change. */
  function adopt() {
    const form = document.querySelector("form.filters");
    spec = form && JSON.parse(form.dataset.spec);
    page = window.location.pathname;
  }

  /* On a phone the filters wait behind their button. */
  dashboard.foldFilters = function () {
    const sheet = document.querySelector(".filter-sheet");
    if (sheet && window.innerWidth < 700) sheet.removeAttribute("open");
  };

  document.addEventListener("click", (event) => {
    const choose = event.target.closest("[data-choose]");
    if (choose && spec) {
      const filter = spec.find((item) => item.ids[0] === choose.dataset.for);
      setControl(choose.dataset.for, choose.dataset.choose === "all" ? filter.values : []);
    }
    if (event.target.closest("[data-reset]") && spec)
      for (const filter of spec) read(filter, null).forEach((value, index) => setControl(filter.ids[index], value));
    for (const open of document.querySelectorAll("details.choice[open]"))
      if (!open.contains(event.target)) open.removeAttribute("open");
  });
  document.addEventListener("submit", (event) => event.preventDefault());
})();
