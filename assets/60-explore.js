/* Exploring without the server: sorting a table, and filtering the page by what its proof is about. */
(function () {
  window.dash_clientside = window.dash_clientside || {};
  const dashboard = (window.dash_clientside.dashboard = window.dash_clientside.dashboard || {});
  const NARROW = 700;
  const KINDS = ["fact", "derived", "county", "case"];
  const MARKED = KINDS.map((kind) => `main [data-${kind}]`).join();
  const QUIET_MS = 200; // without a change, the answer of the server has been drawn
  const sorts = new Map(); // table name -> {column, falling}, kept while filters change the rows
  let following = false; // whether the highlighted figure is to be brought back into sight
  let waiting = 0;

  /* Text of a cell or a sentence on one line; the parts of a cell are set apart. */
  function text(node) {
    const parts = node.querySelectorAll(":scope > .part, :scope > li");
    if (parts.length) return [...parts].map(text).join("; ");
    const label = node.querySelector(":scope > .cell-label");
    const whole = node.textContent.replace(/\s+/g, " ").trim();
    if (!label) return whole;
    return whole.slice(0, whole.length - label.textContent.length).trim() + " " + label.textContent.trim();
  }

  /* Sorting ------------------------------------------------------------------------------------------------- */

  function nameOf(table) {
    const figure = table.closest("figure");
    return table.id || (figure && figure.id) || "";
  }

  function keyOf(row, column) {
    const cell = row.cells[column];
    const key = cell.dataset.sort === undefined ? text(cell) : cell.dataset.sort;
    return key === "—" ? "" : key;
  }

  function collator() {
    const tag = document.documentElement.lang === "en" ? "en" : "zh-CN-u-co-pinyin";
    return new Intl.Collator(tag, { numeric: true });
  }

  function compare(a, b, order) {
    const numbers = a !== "" && b !== "" ? Number(a) - Number(b) : NaN;
    return Number.isNaN(numbers) ? order.compare(a, b) : numbers;
  }

  /* Unknown stands last both ways; equals keep the order they came in. */
  function sorted(rows, sort) {
    const order = collator();
    const place = (row) => Number(row.dataset.row);
    if (!sort) return [...rows].sort((a, b) => place(a) - place(b));
    const keyed = [...rows].map((row) => ({ row, key: keyOf(row, sort.column) }));
    keyed.sort((a, b) => {
      if ((a.key === "") !== (b.key === "")) return a.key === "" ? 1 : -1;
      return compare(a.key, b.key, order) * (sort.falling ? -1 : 1) || place(a.row) - place(b.row);
    });
    return keyed.map((one) => one.row);
  }

  function arrange(table) {
    const sort = sorts.get(nameOf(table));
    [...table.tHead.rows[0].cells].forEach((cell, column) => {
      const value = sort && sort.column === column ? (sort.falling ? "descending" : "ascending") : null;
      if (cell.getAttribute("aria-sort") === value) return;
      if (value) cell.setAttribute("aria-sort", value);
      else cell.removeAttribute("aria-sort");
    });
    const body = table.tBodies[0];
    const rows = sorted(body.rows, sort);
    if (rows.some((row, index) => row !== body.rows[index])) body.append(...rows);
  }

  /* Rising, falling, and back to how the table came. */
  function sortBy(heading) {
    const table = heading.closest("table");
    const column = heading.closest("th").cellIndex;
    const now = sorts.get(nameOf(table));
    if (!now || now.column !== column) sorts.set(nameOf(table), { column, falling: false });
    else if (!now.falling) sorts.set(nameOf(table), { column, falling: true });
    else sorts.delete(nameOf(table));
    arrange(table);
  }

  /* For what is saved --------------------------------------------------------------------------------------- */

  /* The filters that an exhibit stands under, in words; nothing where there are none. */
  dashboard.filtersInForce = function (figure) {
    const own = figure.querySelector(".filter-line");
    if (own) return text(own);
    const chosen = [...document.querySelectorAll(".summary-line > span")];
    return chosen
      .filter((span) => span.querySelector("strong"))
      .map(text)
      .join(" · ");
  };

  dashboard.today = function () {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  };

  dashboard.save = function (file, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = name;
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  /* Filtering by what a proof is about ---------------------------------------------------------------------- */

  function filterOf(button) {
    const form = document.querySelector("form.filters");
    const found = form && JSON.parse(form.dataset.spec).find((one) => one.name === button.dataset.filterName);
    return found && found.values.includes(button.dataset.filterValue) ? found : null;
  }

  function isChosen(button) {
    return new URLSearchParams(window.location.search).get(button.dataset.filterName) === button.dataset.filterValue;
  }

  /* A button shows only on a page that has its filter; pressed again it lets everything back in. */
  function offer() {
    for (const button of document.querySelectorAll("#proof [data-filter-name]")) {
      button.hidden = !filterOf(button);
      button.setAttribute("aria-pressed", String(isChosen(button)));
    }
  }

  function choose(button) {
    const filter = filterOf(button);
    if (!filter) return;
    const value = button.dataset.filterValue;
    const many = filter.kind === "many";
    const everything = many ? filter.values : filter.values[0];
    following = true;
    window.dash_clientside.set_props(filter.ids[0], { value: isChosen(button) ? everything : many ? [value] : value });
  }

  /* Rows and cells are used again for other figures, so the highlight is put back on what the panel explains. */
  function highlight() {
    const panel = document.getElementById("proof");
    const heading = panel && !panel.hidden && panel.querySelector(".proof-value, .proof-place");
    if (!heading) return;
    const kind = KINDS.find((name) => heading.dataset[name]);
    for (const one of document.querySelectorAll(MARKED))
      one.classList.toggle("explained", one.dataset[kind] === heading.dataset[kind]);
  }

  function follow() {
    following = false;
    const band = document.querySelector("form.filters");
    const top = band ? Math.max(0, band.getBoundingClientRect().bottom) : 0;
    const panel = document.getElementById("proof").getBoundingClientRect();
    const bottom = window.innerWidth < NARROW && panel.height ? panel.top : window.innerHeight;
    const away = (one) => Math.abs(one.getBoundingClientRect().top - (top + bottom) / 2);
    const marked = [...document.querySelectorAll("main .explained")].filter((one) => one.getClientRects().length);
    const nearest = marked.sort((a, b) => away(a) - away(b))[0];
    if (!nearest) return;
    const box = nearest.getBoundingClientRect();
    if (box.top < top || box.bottom > bottom) window.scrollBy(0, box.top - top - 12);
  }

  /* ---------------------------------------------------------------------------------------------------------- */

  document.addEventListener("click", (event) => {
    const hit = (selector) => event.target.closest(selector);
    if (hit("th .sort")) sortBy(hit("th .sort"));
    if (hit("[data-filter-name]")) choose(hit("[data-filter-name]"));
    if (hit("[data-reset-page]")) {
      document.querySelector("[data-reset]").click();
      document.getElementById("main").focus({ preventScroll: true });
    }
  });

  function inPlot(node) {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    return Boolean(element && element.closest(".plot"));
  }

  function inMain(node) {
    const main = document.getElementById("main");
    return Boolean(main && main.contains(node));
  }

  /* After each answer of the server what was done here is done again, before the page is painted. */
  new MutationObserver((records) => {
    const changed = records.map((record) => record.target).filter((node) => !inPlot(node));
    if (!changed.length) return;
    document.querySelectorAll("table[class~='data-table']:has(th .sort)").forEach(arrange);
    offer();
    if (!changed.some(inMain)) return;
    highlight();
    window.clearTimeout(waiting);
    if (following) waiting = window.setTimeout(follow, QUIET_MS);
  }).observe(document.documentElement, {
    childList: true,
    subtree: true,
    characterData: true,
    attributes: true,
    attributeFilter: ["data-row", "data-sort", "data-filter-value", ...KINDS.map((kind) => "data-" + kind)],
  });
})();
