/* Figures: painted in the colours of the theme, and drawn when they come near the screen.

   A figure comes as data in a store, with names of colours and assets. `paint` gives it to its host, the element
   `.plot > [id='{"key":KEY,"role":"graph"}']`, and the host gets one child, which is plotly's: `.js-plotly-plot`.

   For scripts that need figures elsewhere or all at once, such as print, presenter and pictures:

   dashboard.drawAll()             draws every figure that takes up room on the page, near or not; a promise, kept when
                                   all stand as they are to stand, boundaries of maps included
   dashboard.onPaper(widthOf)      the same for paper, where a host is `widthOf(host)` wide; null is back to the screen
   dashboard.painted(plot, narrow) the figure of a store's data in the colours of the theme in force, {data, layout};
                                   `narrow` asks for the form for a phone, and is left out to go by the window
   dashboard.shapes                the files that areas of maps are drawn from, by their addresses, as far as they are here
   dashboard.shapesOf(plot)        the addresses that a figure needs of these
   dashboard.loadShapes(addresses) a promise, kept when they are here
   dashboard.plotIn(element)       the data of the figure that an element holds, or null
   dashboard.plotConfig()          the settings for plotly to draw it with
   dashboard.paintOn(base)         {layout, config, assets, scripts} to paint with, where no store has brought them
   dashboard.loadPlotly()          a promise, kept when window.Plotly is there; it is loaded when it is first needed */
(function () {
  const FIRST_WAIT = 500; // ms
  const LONGEST_WAIT = 8000; // ms
  const NARROW = 960; // as in 10-dashboard.css; below it labels of maps and rows would meet
  const NEAR = "300px 0px";
  const PATIENCE = 120; // frames to wait for the host of a figure to stand
  window.dash_clientside = window.dash_clientside || {};
  const dashboard = (window.dash_clientside.dashboard = window.dash_clientside.dashboard || {});
  const figures = new Map(); // host -> {plot, near, stale, graph}
  const queue = new Set(); // hosts to be drawn, one a task, so that a click is answered in between
  const loading = new Map(); // address of a script -> promise
  let base = null; // {layout, config, assets, scripts}
  let paper = null; // the width of a host on paper, as long as it is being printed

  /* Loading --------------------------------------------------------------------------------------------------- */

  dashboard.load = function (address) {
    if (!loading.has(address)) loading.set(address, loaded(address));
    return loading.get(address);
  };

  /* A script that does not come is asked for again, and the reader is told, until it is there. */
  function loaded(address, wait = FIRST_WAIT) {
    return new Promise((done) => {
      const script = document.createElement("script");
      script.src = address;
      script.addEventListener("load", () => {
        if (wait > FIRST_WAIT) tell("");
        done();
      });
      script.addEventListener("error", () => {
        script.remove();
        tell("gone");
        window.setTimeout(() => done(loaded(address, Math.min(2 * wait, LONGEST_WAIT))), wait);
      });
      document.head.append(script);
    });
  }

  function tell(word) {
    const region = document.getElementById("faults");
    if (!region) return;
    const words = JSON.parse(region.dataset.words)[document.documentElement.lang === "en" ? "en" : "zh"];
    region.querySelector("[role=status]").textContent = word && words[word];
  }

  dashboard.loadPlotly = function () {
    return window.Plotly ? Promise.resolve() : dashboard.load(base.scripts.plotly);
  };

  /* Shapes of maps -------------------------------------------------------------------------------------------- */

  dashboard.shapes = dashboard.shapes || {};
  const fetching = new Map(); // address -> promise

  dashboard.shapesOf = function (plot) {
    const named = plot.figure.data.filter((trace) => trace.shapes).map((trace) => trace.shapes.file);
    return [...new Set(named)].map((file) => resolve(file, null, base.assets));
  };

  dashboard.loadShapes = function (addresses) {
    const missing = addresses.filter((address) => !dashboard.shapes[address]);
    for (const address of missing) if (!fetching.has(address)) fetching.set(address, fetched(address));
    return Promise.all(missing.map((address) => fetching.get(address)));
  };

  async function fetched(address) {
    try {
      dashboard.shapes[address] = await (await fetch(address)).json();
    } finally {
      fetching.delete(address);
    }
  }

  function areHere(plot) {
    return dashboard.shapesOf(plot).every((address) => dashboard.shapes[address]);
  }

  /* A trace of areas with its points: the borders one after the other, the pen lifted between them. */
  function outlined(trace) {
    const file = trace.shapes && dashboard.shapes[trace.shapes.file];
    if (!file) return trace;
    const x = [];
    const y = [];
    for (const ring of trace.shapes.ids.flatMap((id) => file.areas[id].rings)) {
      if (x.length) {
        x.push(null);
        y.push(null);
      }
      for (let at = 0; at < ring.length; at += 2) {
        x.push(ring[at]);
        y.push(ring[at + 1]);
      }
      x.push(ring[0]);
      y.push(ring[1]);
    }
    return { ...trace, x, y };
  }

  /* Painting -------------------------------------------------------------------------------------------------- */

  function resolve(value, style, assets) {
    if (typeof value === "string") {
      if (value.startsWith("@asset:")) return assets + value.slice(7);
      return value.startsWith("@") ? style.getPropertyValue("--" + value.slice(1)).trim() : value;
    }
    if (Array.isArray(value)) return value.map((item) => resolve(item, style, assets));
    if (value && typeof value === "object")
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item, style, assets)]));
    return value;
  }

  function overlay(below, above) {
    const merged = { ...below };
    for (const [key, value] of Object.entries(above || {})) {
      const both =
        value && below && typeof value === "object" && !Array.isArray(value) && typeof below[key] === "object";
      merged[key] = both ? overlay(below[key], value) : value;
    }
    return merged;
  }

  dashboard.painted = function (plot, narrow = window.innerWidth < NARROW) {
    let layout = overlay(base.layout, plot.figure.layout);
    if (narrow) layout = overlay(layout, plot.narrow);
    layout = { ...layout, height: narrow ? plot.narrow_height : plot.height, autosize: true };
    const style = getComputedStyle(document.documentElement);
    const painted = resolve({ data: plot.figure.data, layout }, style, base.assets);
    return { ...painted, data: painted.data.map(outlined) };
  };

  dashboard.paintOn = function (given) {
    base = given;
  };

  /* The plot that an element holds, as its store gave it; null where it holds none. */
  dashboard.plotIn = function (element) {
    const host = [...figures.keys()].find((one) => element.contains(one));
    return host ? figures.get(host).plot : null;
  };

  dashboard.plotConfig = function () {
    return resolve(base.config, null, base.assets);
  };

  /* Drawing --------------------------------------------------------------------------------------------------- */

  /* At once where plotly is there, since print does not wait. */
  function draw(host) {
    queue.delete(host);
    return window.Plotly ? drawn(host) : dashboard.loadPlotly().then(() => drawn(host));
  }

  function drawn(host) {
    const figure = figures.get(host);
    if (!figure || !figure.stale || !figure.plot) return Promise.resolve();
    if (!areHere(figure.plot)) return dashboard.loadShapes(dashboard.shapesOf(figure.plot)).then(() => drawn(host));
    figure.stale = false;
    if (!figure.graph) {
      figure.graph = document.createElement("div");
      host.replaceChildren(figure.graph);
    }
    const { data, layout } = dashboard.painted(figure.plot, paper ? false : undefined);
    if (paper) Object.assign(layout, { width: paper(host), autosize: false });
    const done = window.Plotly.react(figure.graph, data, layout, dashboard.plotConfig());
    if (!figure.listens) figure.graph.on("plotly_click", (event) => dashboard.openMark(event));
    figure.listens = true;
    return done;
  }

  function drawNext() {
    if (!window.Plotly) return void dashboard.loadPlotly().then(() => window.setTimeout(drawNext));
    const host = queue.values().next().value;
    if (!host) return;
    draw(host);
    if (queue.size) window.setTimeout(drawNext);
  }

  /* A promise, kept when `act` has been done in a task of its own. */
  function inATask(act) {
    return new Promise((done) => window.setTimeout(() => done(void act())));
  }

  function request(host) {
    if (!queue.size) window.setTimeout(drawNext);
    queue.add(host);
  }

  const nearness = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const figure = figures.get(target);
        if (!figure) continue;
        figure.near = isIntersecting;
        if (figure.near && figure.stale) request(target);
      }
    },
    { rootMargin: NEAR },
  );

  function stands(host) {
    return host.getClientRects().length > 0;
  }

  dashboard.drawAll = function () {
    return Promise.all([...figures.keys()].filter(stands).map(draw));
  };

  /* Filters may leave fewer rows, and so a lower figure of which less is to be said. */
  function reserve(host, plot) {
    const frame = host.closest(".plot");
    if (plot.alt) frame.setAttribute("aria-label", plot.alt);
    frame.style.setProperty("--height", plot.height + "px");
    frame.style.setProperty("--narrow-height", plot.narrow_height + "px");
  }

  function clear(figure) {
    if (figure.graph) window.Plotly.purge(figure.graph);
    if (figure.graph) figure.graph.remove();
    figure.graph = null;
    figure.listens = false;
  }

  /* A page that was left takes its hosts with it. */
  function forget() {
    for (const [host, figure] of figures) {
      if (host.isConnected) continue;
      clear(figure);
      nearness.unobserve(host);
      figures.delete(host);
    }
  }

  function give(host, plot, look = "") {
    forget();
    const known = figures.has(host);
    const figure = figures.get(host) || { near: false, graph: null, listens: false };
    if (figure.moved) return void (figure.moved = false); // what Dash gives first is what the document had
    const given = JSON.stringify(plot) + look;
    if (known && figure.given === given) return;
    figure.given = given;
    figures.set(host, Object.assign(figure, { plot, stale: true }));
    if (!plot) return clear(figure);
    reserve(host, plot);
    if (figure.near) request(host);
    if (!known) nearness.observe(host);
  }

  function whenStanding(id, act, frames) {
    const host = document.getElementById(id);
    if (host) act(host);
    else if (frames) window.requestAnimationFrame(() => whenStanding(id, act, frames - 1));
  }

  dashboard.paint = function (plot, theme, given) {
    base = given;
    const { key, role } = window.dash_clientside.callback_context.outputs_list.id;
    whenStanding(JSON.stringify({ key, role }), (host) => give(host, plot, theme), PATIENCE);
    return window.dash_clientside.no_update;
  };

  /* Before Dash is there: hosts of the document are given their plots, and those on the screen are drawn. Nothing waits
     for boundaries of maps, which come when they come. */
  dashboard.drawFirst = function (page, plots, look) {
    const hostOf = (key) => page.querySelector(`[id='${JSON.stringify({ key, role: "graph" })}']`);
    for (const [key, plot] of plots) give(hostOf(key), plot, look);
    const seen = [...figures.keys()].filter((host) => {
      const box = host.getBoundingClientRect();
      return stands(host) && box.top < window.innerHeight && box.bottom > 0;
    });
    if (!seen.length) return Promise.resolve();
    return seen.reduce((done, host) => done.then(() => inATask(() => drawn(host))), dashboard.loadPlotly());
  };

  /* The drawn figures of one page go to the hosts of another that is its like. */
  dashboard.moveFigures = function (from, to) {
    for (const [host, figure] of [...figures]) {
      const place = from.contains(host) && to.querySelector(`[id='${host.id}']`);
      if (!place) continue;
      figures.delete(host);
      nearness.unobserve(host);
      queue.delete(host);
      if (figure.graph) place.replaceChildren(figure.graph);
      figures.set(place, Object.assign(figure, { moved: true, near: false }));
      if (figure.plot) nearness.observe(place);
    }
  };

  dashboard.onPaper = function (widthOf) {
    paper = widthOf;
    for (const figure of figures.values()) figure.stale = true;
    return dashboard.drawAll();
  };

  /* Crossing the phone's width changes labels and heights, so every figure is painted again. */
  let wasNarrow = window.innerWidth < NARROW;
  window.addEventListener("resize", () => {
    const narrow = window.innerWidth < NARROW;
    if (narrow === wasNarrow) return;
    wasNarrow = narrow;
    window.dash_clientside.set_props("theme", { data: String(Date.now()) });
  });
})();
