/* Presenting: slides one at a time, with keys, buttons, swipes, a notes window, a clock, and playing by itself.

   Works on plain DOM, with or without Dash, and with what 30-paint.js offers (`loadPlotly`, `painted`, `plotConfig`; what to
   paint with has been told it by `paintOn`). What it reads:

   [data-present]            the root; taken up as soon as it can be seen, given up when it leaves the document
     data-words              JSON, every word this script writes itself
     data-load               JSON list of addresses (boundaries) to load at the start. `data-ready` is set when all are there
     data-alive              an address that answers while the server is there; absent where there is no server, and then
                             exhibits cannot be chosen
     data-gone               JSON of Dash components: what the proof panel says when the server is away; only with Dash
     data-auto               seconds a slide; absent where the deck waits for the speaker
     data-mode               "light" or "dark", absent where the reader's own theme holds
   section.slide[data-slide] the slides in order; `data-current` is set on the one on show, `#3` in the address is the third
     data-drawn              set when it stands as it is to stand; but for a cover, which is never drawn
     data-href               where Escape leads from here. Before leaving, `present:leave` is sent to the root with
                             {href, slide}; a listener that prevents its default does the leaving itself
     .slide-body > .stage    is enlarged as far as its content fits (--k); data-widest bounds the factor at 1920 x 1080
     .slide-plot[data-plot]  JSON {figure, height, narrow, narrow_height}, as exhibit.plot_data gives it; painted when near
     .slide-notes[hidden]    what the notes window shows for this slide
   [data-go]                 buttons: next back first last full blank notes play theme help contents leave close
   [data-goto="5"]           a button or link to a slide
   dialog[data-dialog]       "help", "contents": opened by the buttons of that name
   form[data-chooser]        in "contents": li[data-key] with a [role=checkbox] and buttons [data-move="-1|1"]; `data-base` is
                             the address that `show=KEY,KEY` is added to, `data-all` the keys that need no `show`
   .deck-said                role=status, for what cannot be done

   It calls `dashboard.openMark` for a mark that was clicked, where there is one; a figure with data-fact and the like is
   left to whoever listens.
*/
(function () {
  window.dash_clientside = window.dash_clientside || {};
  const dashboard = (window.dash_clientside.dashboard = window.dash_clientside.dashboard || {});
  const SMALL = window.matchMedia("(max-width: 700px), (max-height: 480px)"); // there a slide scrolls, as a page does
  const WIDE = [1920, 1080]; // px; what sizes are given for
  const LEAST_UNIT = 0.36; // px; under it type would be too small to read in the hand
  const MOST = { plot: 2.2, html: 2.6 }; // times the size on a page, at 1920 x 1080
  const LEAST = 0.5;
  const FLATTEST = { chart: 0.75, map: 0.5 }; // of its height on a page; a chart is pressed together, a map made smaller
  const STEP = 0.93;
  const COLUMNS = [5, 3, 2]; // of cards, at most
  const CLEARLY = 1.1; // so much larger must type become to be worth fewer columns
  const SECONDS = 15; // a slide, where the address does not say
  const IDLE_MS = 4000;
  const SETTLED_MS = 120;
  const SWIPE = 50; // px
  const PATIENCE_MS = 4000;

  let root = null; // the presentation under way
  let slides = [];
  let at = 0;
  let words = {};
  let drawing = Promise.resolve(); // one plot after the other
  let playing = 0; // the timer of the next turn; 0 while the speaker turns
  let notes = null; // the notes window
  const clock = { spent: 0, since: null }; // ms

  const all = (selector, within = root) => [...within.querySelectorAll(selector)];
  const one = (selector, within = root) => within.querySelector(selector);

  function filled(name, values = {}) {
    return Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), words[name]);
  }

  /* Taking up and giving up --------------------------------------------------------------------------------- */

  function take(found) {
    root = found;
    slides = all("section.slide[data-slide]");
    words = JSON.parse(root.dataset.words);
    if (root.dataset.mode) document.documentElement.setAttribute("data-bs-theme", root.dataset.mode);
    document.documentElement.classList.add("presenting");
    drawing = load();
    show(wanted());
    if (root.dataset.auto) play();
    stir();
  }

  function giveUp() {
    stop();
    closeNotes();
    root = null;
    slides = [];
    document.documentElement.classList.remove("presenting");
  }

  function look() {
    if (root && root.isConnected) return;
    if (root) giveUp();
    const seen = (found) => !found.closest("[inert]") && found.getClientRects().length;
    const found = all("[data-present]", document).find(seen);
    if (found) take(found);
  }

  /* What maps are drawn from is fetched at once, so that no slide needs the server later. */
  async function load() {
    const deck = root;
    try {
      await dashboard.loadShapes(JSON.parse(deck.dataset.load));
      await dashboard.loadPlotly();
      deck.dataset.ready = "";
    } catch (error) {
      console.error(error);
      if (deck === root) say("unloaded");
    }
  }

  function say(name) {
    const told = one(".deck-said");
    told.textContent = name ? words[name] : "";
  }

  /* Moving -------------------------------------------------------------------------------------------------- */

  function wanted() {
    const number = Number(window.location.hash.slice(1));
    return Number.isInteger(number) && number >= 1 && number <= slides.length ? number - 1 : 0;
  }

  function show(index) {
    at = index;
    const held = slides.some((slide) => slide.contains(document.activeElement) && slide !== slides[at]);
    slides.forEach((slide, number) => {
      slide.toggleAttribute("data-near", Math.abs(number - at) <= 1);
      slide.toggleAttribute("data-current", number === at);
    });
    const hash = "#" + (at + 1);
    if (window.location.hash !== hash)
      window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search + hash);
    if (held || document.activeElement === document.body || document.activeElement === root)
      slides[at].focus({ preventScroll: true });
    slides[at].scrollTop = 0;
    say("");
    one(".deck-bar [data-go=back]").disabled = at === 0;
    one(".deck-bar [data-go=next]").disabled = at === slides.length - 1;
    settle();
  }

  /* What is on show first, then what may come next. */
  function settle() {
    for (const near of [at, at + 1, at - 1]) if (slides[near]) fit(slides[near]);
    tellNotes();
  }

  function turn(index) {
    root.removeAttribute("data-blank");
    if (proofOpen()) one("#proof [data-close]", document).click();
    if (index >= 0 && index < slides.length && index !== at) show(index);
    if (playing) wait();
  }

  /* Playing --------------------------------------------------------------------------------------------------- */

  function wait() {
    window.clearTimeout(playing);
    playing = window.setTimeout(advance, 1000 * (Number(root.dataset.auto) || SECONDS));
  }

  /* What the audience is looking into is not taken away: an open proof or list holds the slide. */
  function advance() {
    if (!busy() && !root.hasAttribute("data-blank")) show((at + 1) % slides.length);
    wait();
  }

  function play() {
    wait();
    tellPlaying();
  }

  function stop() {
    window.clearTimeout(playing);
    playing = 0;
    if (root) tellPlaying();
  }

  function tellPlaying() {
    const button = one(".deck-bar [data-go=play]");
    button.textContent = words[playing ? "stop" : "play"];
    root.toggleAttribute("data-playing", Boolean(playing));
  }

  /* Fitting ------------------------------------------------------------------------------------------------- */

  function unit(slide) {
    return Math.max(Math.min(slide.clientWidth / WIDE[0], slide.clientHeight / WIDE[1]), LEAST_UNIT);
  }

  /* A slide is fitted anew when its room or the colours have changed since. */
  function fit(slide) {
    const stage = one(".stage", slide);
    if (!stage) return;
    const body = stage.parentElement;
    const plot = one(".slide-plot", stage);
    const state = [body.clientWidth, body.clientHeight, SMALL.matches, plot && colours()].join();
    if (slide.dataset.fitted === state) return;
    slide.dataset.fitted = state;
    narrate(slide);
    slide.removeAttribute("data-drawn");
    const done = (part) => Object.assign(part.dataset, { fitted: state, drawn: "" });
    if (!plot) return enlarge(slide).forEach(done);
    const drawAnew = async () => slide.dataset.fitted === state && (await draw(slide, plot)) && done(slide);
    drawing = drawing.then(drawAnew).catch(complain);
  }

  /* A long note beside a drawing is set smaller, so that none of it is cut. */
  function narrate(slide) {
    const aside = one(".slide-main > aside", slide);
    if (!aside) return;
    for (let small = 1; small > LEAST; small *= STEP) {
      aside.style.setProperty("--small", small);
      if (SMALL.matches || aside.offsetHeight <= aside.parentElement.clientHeight) return;
    }
  }

  /* A fault of one plot must not keep the next from being drawn. */
  function complain(error) {
    console.error(error);
  }

  function colours() {
    return getComputedStyle(document.documentElement).getPropertyValue("--page");
  }

  function scale(stage, factor) {
    stage.style.setProperty("--k", SMALL.matches ? 1 : factor);
  }

  /* The largest type with which everything is seen, be it in fewer columns; on all slides of one exhibit the same. */
  function enlarge(slide) {
    const parts = slides.filter((part) => part.dataset.exhibit === slide.dataset.exhibit);
    parts.forEach((part) => part.setAttribute("data-measured", ""));
    const stages = parts.map((part) => one(".stage", part));
    const columns = one(".cards, .case-cards", slide) ? COLUMNS : COLUMNS.slice(0, 1);
    let best = { factor: 0 };
    for (const most of columns) {
      stages.forEach((stage) => stage.style.setProperty("--most", most));
      const factor = SMALL.matches ? 1 : largest(stages, unit(slide));
      if (factor > best.factor * CLEARLY) best = { factor, most };
    }
    for (const stage of stages) {
      stage.style.setProperty("--most", best.most);
      scale(stage, best.factor);
    }
    parts.forEach((part) => part.removeAttribute("data-measured"));
    return parts;
  }

  function largest(stages, px) {
    let [low, high] = [LEAST * px, MOST.html * px];
    for (let turns = 0; turns < 9; turns++) {
      const middle = (low + high) / 2;
      stages.forEach((stage) => scale(stage, middle));
      if (stages.every(holds)) low = middle;
      else high = middle;
    }
    return low;
  }

  function holds(stage) {
    const inside = (box) => box.scrollWidth <= box.clientWidth && box.scrollHeight <= box.clientHeight;
    return inside(stage) && all(".cell, .card-figure, th, td:not(.not-stated)", stage).every(inside);
  }

  /* A plot is drawn in the room it would have on a page and enlarged; the larger its type, the smaller that room. So the
     type is made smaller until no label lies on another or outside, or the room is that of the page. */
  async function draw(slide, plot) {
    const stage = plot.parentElement;
    const body = stage.parentElement;
    const given = JSON.parse(plot.dataset.plot);
    if (SMALL.matches) {
      scale(stage, 1);
      await paint(plot, given, body.clientWidth, given.narrow_height || given.height, true);
      return true;
    }
    const width = body.clientWidth;
    const height = body.clientHeight;
    const onPage = Math.min(width / Number(plot.dataset.room), height / given.height);
    const flattest = FLATTEST[given.figure.data.some((trace) => trace.shapes) ? "map" : "chart"];
    const sizes = [Math.max(onPage, Math.min(MOST.plot * unit(slide), height / (given.height * flattest)))];
    while (sizes.at(-1) > onPage) sizes.push(Math.max(sizes.at(-1) * STEP, onPage));
    const fits = async (size) => {
      scale(stage, size);
      await paint(plot, given, Math.floor(width / size), Math.floor(height / size), false);
      return !crowded(plot);
    };
    if (await fits(sizes[0])) return true;
    let [bad, good] = [0, sizes.length - 1];
    while (good - bad > 1) {
      const middle = (bad + good) >> 1;
      if (await fits(sizes[middle])) good = middle;
      else bad = middle;
    }
    await fits(sizes[good]);
    return true;
  }

  async function paint(plot, given, width, height, narrow) {
    const { data, layout } = dashboard.painted(given, narrow);
    const config = { ...dashboard.plotConfig(), responsive: false };
    await window.Plotly.react(plot, data, { ...layout, width, height, autosize: false }, config);
    if (plot.dataset.listens || !dashboard.openMark) return;
    plot.dataset.listens = "1";
    plot.on("plotly_click", (event) => dashboard.openMark(event));
  }

  /* Whether a label lies on another, or leaves the drawing. */
  function crowded(plot) {
    const frame = plot.getBoundingClientRect();
    const boxes = all("svg text", plot)
      .filter((text) => text.textContent.trim() && getComputedStyle(text).fillOpacity !== "0")
      .map((text) => text.getBoundingClientRect())
      .filter((box) => box.width > 2)
      .map((box) => ({
        left: box.left + 1,
        right: box.right - 1,
        top: box.top + box.height * 0.2,
        bottom: box.bottom - box.height * 0.2,
      }));
    const outside = (box) =>
      box.left < frame.left - 2 || box.right > frame.right + 2 || box.top < frame.top - 2 || box.bottom > frame.bottom + 2;
    const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    return boxes.some((box, index) => outside(box) || boxes.slice(index + 1).some((other) => meet(box, other)));
  }

  let settling = 0;
  function refit() {
    window.clearTimeout(settling);
    settling = window.setTimeout(() => root && settle(), SETTLED_MS);
  }

  /* Leaving ------------------------------------------------------------------------------------------------- */

  /* Nobody is sent to a page that cannot come. */
  async function reachable() {
    if (!root.dataset.alive) return true;
    try {
      return (await fetch(root.dataset.alive, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) })).ok;
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
      return false;
    }
  }

  async function go(address) {
    if (await reachable()) window.location.assign(address);
    else if (root) say("gone");
  }

  function leave() {
    const detail = { slide: at + 1, href: slides[at].dataset.href };
    const asked = new CustomEvent("present:leave", { detail, bubbles: true, cancelable: true });
    if (root.dispatchEvent(asked)) go(detail.href);
  }

  /* Beside the server: what the proof panel says while it is away. */
  async function explainAbsence() {
    if (!root.dataset.gone || !window.dash_clientside.set_props) return;
    if (!(await reachable()) && root)
      window.dash_clientside.set_props("proof-body", { children: JSON.parse(root.dataset.gone) });
  }

  /* What is asked for ----------------------------------------------------------------------------------------- */

  function proofOpen() {
    const panel = document.getElementById("proof");
    return Boolean(panel && !panel.hidden);
  }

  function listOpen() {
    return Boolean(one("dialog[open]"));
  }

  function busy() {
    return proofOpen() || listOpen();
  }

  function dialog(name) {
    const asked = one(`dialog[data-dialog=${name}]`);
    if (asked.open) asked.close();
    else asked.showModal();
  }

  function toggleTheme() {
    const dark = getComputedStyle(document.documentElement).colorScheme === "dark";
    document.documentElement.setAttribute("data-bs-theme", dark ? "light" : "dark");
  }

  async function toggleFull() {
    try {
      if (document.fullscreenElement) await document.exitFullscreen();
      else await document.documentElement.requestFullscreen();
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
      if (root) say("unfull");
    }
  }

  const acts = {
    next: () => turn(at + 1),
    back: () => turn(at - 1),
    first: () => turn(0),
    last: () => turn(slides.length - 1),
    full: toggleFull,
    blank: () => root.toggleAttribute("data-blank"),
    notes: toggleNotes,
    play: () => (playing ? stop() : play()),
    theme: toggleTheme,
    help: () => dialog("help"),
    contents: () => dialog("contents"),
    leave: () => (root.hasAttribute("data-blank") ? root.removeAttribute("data-blank") : leave()),
  };
  const KEYS = {
    ArrowRight: "next",
    ArrowDown: "next",
    " ": "next",
    PageDown: "next",
    ArrowLeft: "back",
    ArrowUp: "back",
    PageUp: "back",
    Home: "first",
    End: "last",
    f: "full",
    b: "blank",
    ".": "blank",
    n: "notes",
    p: "play",
    o: "contents",
    t: "theme",
    "?": "help",
    Escape: "leave",
  };

  /* Keys that belong to something else: a control that the keyboard has reached, a list that is open, the browser. */
  function taken(event) {
    const target = event.target;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
    if (listOpen()) return true;
    if (proofOpen()) return event.key !== "PageDown" && event.key !== "PageUp";
    if (event.key === " ") return target.matches("a, button, input, select, summary") && target.matches(":focus-visible");
    return target.matches("input, select, textarea");
  }

  function onKey(event) {
    if (!root) return;
    const name = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!name || taken(event)) return;
    if (SMALL.matches && (event.key === "ArrowDown" || event.key === "ArrowUp")) return;
    event.preventDefault();
    event.stopPropagation();
    acts[name]();
  }

  /* Before the page's own listeners, which would close the proof first and leave nothing to see that it was open. */
  document.addEventListener("keydown", onKey, true);

  document.addEventListener("click", (event) => {
    if (!root) return;
    const hit = (selector) => event.target.closest(selector);
    if (hit("[data-go=close]")) return hit("dialog").close();
    if (hit("[data-go]")) return void acts[hit("[data-go]").dataset.go]();
    if (hit("[data-goto]")) {
      all("dialog[open]").forEach((open) => open.close());
      return turn(Number(hit("[data-goto]").dataset.goto) - 1);
    }
    if (hit("[data-chooser]")) return choose(event);
    if (hit(".slide [data-fact], .slide [data-derived], .slide [data-county], .slide [data-case], .slide-plot"))
      explainAbsence();
  });

  /* A link on a slide opens beside the presentation, which goes on; one around the slides leads to other slides, and the
     other language has the same slide under the same number. */
  document.addEventListener(
    "click",
    (event) => {
      const link = root && event.target.closest("[data-present] a[href]");
      if (!link) return;
      event.preventDefault();
      event.stopPropagation();
      if (link.closest(".slide")) window.open(link.href, "_blank", "noopener");
      else go(link.href + (link.id === "language-link" ? window.location.hash : ""));
    },
    true,
  );

  window.addEventListener("hashchange", () => root && wanted() !== at && turn(wanted()));
  window.addEventListener("resize", () => root && refit());
  window.addEventListener("pagehide", () => root && closeNotes());
  new MutationObserver(() => root && refit()).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => root && refit());

  let touched = null;
  document.addEventListener(
    "touchstart",
    (event) => {
      touched = root && event.touches.length === 1 && event.target.closest(".slide") ? event.touches[0] : null;
    },
    { passive: true },
  );
  document.addEventListener("touchend", (event) => {
    if (!root || !touched || busy()) return;
    const across = event.changedTouches[0].clientX - touched.clientX;
    const down = event.changedTouches[0].clientY - touched.clientY;
    if (Math.abs(across) > SWIPE && Math.abs(across) > 1.5 * Math.abs(down)) turn(at + (across < 0 ? 1 : -1));
  });

  /* Buttons and pointer step back while nobody moves. */
  let idle = 0;
  function stir() {
    if (!root) return;
    root.removeAttribute("data-idle");
    window.clearTimeout(idle);
    idle = window.setTimeout(() => root && root.setAttribute("data-idle", ""), IDLE_MS);
  }
  for (const kind of ["pointermove", "pointerdown", "focusin"]) document.addEventListener(kind, stir);

  /* Choosing ------------------------------------------------------------------------------------------------- */

  function choose(event) {
    const box = event.target.closest("[role=checkbox]");
    const move = event.target.closest("[data-move]");
    if (box) box.setAttribute("aria-checked", String(box.getAttribute("aria-checked") !== "true"));
    if (!move) return;
    const row = move.closest("li");
    const other = move.dataset.move === "1" ? row.nextElementSibling : row.previousElementSibling;
    if (!other) return;
    if (move.dataset.move === "1") other.after(row);
    else other.before(row);
    move.focus();
    row.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-chooser]");
    if (!root || !form) return;
    event.preventDefault();
    const rows = all("li[data-key]", form).filter((row) => one("[aria-checked=true]", row));
    const keys = rows.map((row) => row.dataset.key).join(",");
    one("[role=status]", form).textContent = keys ? "" : words.none;
    if (!keys) return;
    const base = form.dataset.base;
    form.closest("dialog").close();
    go(keys === form.dataset.all ? base : base + (base.includes("?") ? "&" : "?") + "show=" + keys);
  });

  /* The notes window ------------------------------------------------------------------------------------------
     An empty window that this one fills and listens to: it needs no server, and can follow no other presentation. */

  function toggleNotes() {
    if (notes && !notes.closed) return closeNotes();
    notes = window.open("", "", "popup,width=1000,height=760");
    if (!notes) return say("blocked");
    furnish(notes.document);
    clock.since = clock.since || Date.now();
    notes.document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") return closeNotes();
      onKey(event);
    });
    notes.document.addEventListener("click", (event) => {
      const button = event.target.closest("[data-go], [data-clock]");
      if (!button || !root) return;
      if (button.dataset.go) acts[button.dataset.go]();
      else runClock(button.dataset.clock);
    });
    new notes.ResizeObserver(sizePreview).observe(one(".preview-frame", notes.document));
    notes.setInterval(tellTime, 500);
    tellNotes();
  }

  function closeNotes() {
    if (notes && !notes.closed) notes.close();
    notes = null;
  }

  function made(tag, properties = {}, ...children) {
    const element = notes.document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  function furnish(page) {
    const rules = [...document.styleSheets].map((sheet) => [...sheet.cssRules].map((rule) => rule.cssText).join("\n"));
    page.title = words.notes + " · " + document.title;
    page.documentElement.lang = document.documentElement.lang;
    page.head.replaceChildren(made("style", {}, rules.join("\n")));
    const button = (kind, name) => made("button", { type: "button", [kind]: name }, words[name] || "");
    page.body.className = "notes";
    page.body.replaceChildren(
      made(
        "header",
        {},
        made("p", { class: "notes-number" }),
        made("p", { class: "notes-time", role: "timer", "aria-label": words.elapsed }, "0:00"),
        made("p", { class: "notes-tools" }, button("data-clock", "hold"), button("data-clock", "reset")),
        made("p", { class: "notes-tools" }, button("data-go", "back"), button("data-go", "next")),
      ),
      made("main", { tabindex: "0" }),
      made(
        "aside",
        { class: "preview-frame" },
        made("h2", {}, words.following),
        made("p", { class: "notes-next" }),
        made("div", { class: "preview", "aria-hidden": "true" }),
      ),
    );
  }

  function tellNotes() {
    if (!notes || notes.closed || !root) return;
    const page = notes.document;
    const theme = document.documentElement.getAttribute("data-bs-theme");
    if (theme) page.documentElement.setAttribute("data-bs-theme", theme);
    one(".notes-number", page).textContent = at + 1 + " / " + slides.length;
    one("main", page).replaceChildren(...[...one(".slide-notes", slides[at]).childNodes].map((node) => page.importNode(node, true)));
    one("main", page).scrollTop = 0;
    const following = slides[at + 1];
    one(".notes-next", page).textContent = following ? one("h1, h2", following).textContent : words.last;
    one("[data-go=back]", page).disabled = at === 0;
    one("[data-go=next]", page).disabled = !following;
    drawing = drawing.then(() => preview(following));
    tellTime();
  }

  /* The next slide in small, as large as here and then reduced. */
  function preview(following) {
    if (!notes || notes.closed || !root || following !== slides[at + 1]) return;
    const frame = one(".preview", notes.document);
    frame.replaceChildren();
    if (!following || SMALL.matches) return;
    const copy = notes.document.importNode(following, true);
    copy.setAttribute("data-current", "");
    copy.inert = true;
    one(".slide-notes", copy).remove();
    frame.append(copy);
    sizePreview();
  }

  function sizePreview() {
    const frame = notes && !notes.closed && root && one(".preview", notes.document);
    const copy = frame && frame.firstElementChild;
    if (!copy) return;
    const factor = frame.clientWidth / root.clientWidth;
    copy.style.cssText = `width:${root.clientWidth}px;height:${root.clientHeight}px;transform:scale(${factor})`;
    frame.style.height = root.clientHeight * factor + "px";
  }

  function runClock(name) {
    const now = Date.now();
    if (name === "reset") Object.assign(clock, { spent: 0, since: clock.since && now });
    else if (clock.since) Object.assign(clock, { spent: clock.spent + now - clock.since, since: null });
    else clock.since = now;
    tellTime();
  }

  function tellTime() {
    if (!notes || notes.closed) return;
    const seconds = Math.floor((clock.spent + (clock.since ? Date.now() - clock.since : 0)) / 1000);
    const two = (number) => String(number).padStart(2, "0");
    const hours = Math.floor(seconds / 3600);
    const minutes = Math.floor(seconds / 60) % 60;
    one(".notes-time", notes.document).textContent =
      (hours ? hours + ":" + two(minutes) : String(minutes)) + ":" + two(seconds % 60);
    one("[data-clock=hold]", notes.document).textContent = words[clock.since ? "hold" : "run"];
  }

  new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });
  look();
})();
