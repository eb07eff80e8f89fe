/* The page before Dash is there. What came with the document is drawn where it is near the screen; then Dash is loaded,
   is handed its layout and its callbacks, which came with the document too, and its page takes the place of ours. */
(function () {
  const dashboard = window.dash_clientside.dashboard;
  const PROOF = "proof-body"; // set by scripts too, and watched for its change
  const MOST_REMEMBERED = 40; // answers; the largest has some 400 KB
  const FOCUSABLE = "a[href], button, input, select, summary, [tabindex]";
  const first = document.getElementById("first");
  const root = document.getElementById("react-entry-point");
  const layout = JSON.parse(document.getElementById("first-layout").textContent);
  const callbacks = JSON.parse(document.getElementById("first-dependencies").textContent);
  const wired = new Set(callbacks.flatMap(named));

  /* Nothing here answers yet; what is pressed now would be lost. */
  first.inert = true;

  /* The ids that a callback names: those of its inputs and states, and those in `..id.property...id.property..`. */
  function named({ inputs, state, output }) {
    const written = output.replace(/^\.\.|\.\.$/g, "").split("...");
    return [...inputs, ...state].map((one) => one.id).concat(written.map((one) => one.slice(0, one.lastIndexOf("."))));
  }

  function* components(part) {
    for (const one of Array.isArray(part) ? part : [part]) {
      if (!one || !one.props) continue;
      yield one;
      yield* components(one.props.children);
    }
  }

  const all = [...components(layout)];
  const withId = (id) => all.find((one) => one.props.id === id);
  const base = withId("plot-base").props.data;
  dashboard.paintOn(base);
  Object.assign(withId("url").props, {
    pathname: window.location.pathname,
    search: window.location.search,
    hash: window.location.hash,
    href: window.location.href,
  });

  /* Dash asks for layout and callbacks once, and they are here. What callbacks answer comes from the server, but for a
     question that was asked lately: callbacks are pure, so it has the same answer. */
  const ask = window.fetch.bind(window);
  const lately = new Map(); // question -> answer, the oldest first
  window.fetch = async function (address, options) {
    const name = typeof address === "string" ? address.split("?")[0].split("/").pop() : "";
    if (name === "_dash-layout") return answer(dashboard.stilled(layout, wired));
    if (name === "_dash-dependencies") return answer(callbacks);
    if (name !== "_dash-update-component") return ask(address, options);
    if (!lately.has(options.body)) {
      const response = await ask(address, options);
      if (response.status !== 200) return response;
      remember(options.body, await response.text());
    }
    return lean(JSON.parse(lately.get(options.body)));
  };

  function remember(question, text) {
    lately.set(question, text);
    if (lately.size > MOST_REMEMBERED) lately.delete(lately.keys().next().value);
  }

  function answer(content) {
    const response = new Response(null, { headers: { "Content-Type": "application/json" } });
    response.json = () => Promise.resolve(content);
    return response;
  }

  function lean(content) {
    leaveOutWhatStands(content.response || {});
    for (const props of Object.values(content.response || {}))
      if ("children" in props) props.children = dashboard.stilled(props.children, wired);
    return answer(content);
  }

  /* A filter leaves most of a page as it is; what was answered last and stands there still is not set again. A new page,
     which is an answer to `page`, stands as its address says, whatever was answered before. */
  const answered = new Map();

  function leaveOutWhatStands(parts) {
    if (parts.page) answered.clear();
    for (const [id, props] of Object.entries(parts)) {
      if (id === PROOF) continue;
      for (const [name, value] of Object.entries(props)) {
        const written = JSON.stringify(value);
        if (answered.get(`${id}.${name}`) === written) delete props[name];
        answered.set(`${id}.${name}`, written);
      }
      if (!Object.keys(props).length) delete parts[id];
    }
  }

  /* Dash's page stands complete from one moment to the next, and in that moment ours goes. */
  function giveWay() {
    if (!root.querySelector("main")) return;
    watcher.disconnect();
    const place = [...first.querySelectorAll(FOCUSABLE)].indexOf(document.activeElement);
    dashboard.moveFigures(first, root);
    dashboard.foldFilters();
    first.remove();
    root.hidden = false;
    if (place >= 0) root.querySelectorAll(FOCUSABLE)[place].focus({ preventScroll: true });
  }
  const watcher = new MutationObserver(giveWay);
  watcher.observe(root, { childList: true, subtree: true });

  function start() {
    const loaded = base.scripts.dash.reduce((done, one) => done.then(() => dashboard.load(one)), Promise.resolve());
    loaded.then(() => {
      new window.DashRenderer(); // oxlint-disable-line no-new - it draws the page
      if (window.requestIdleCallback) window.requestIdleCallback(dashboard.loadPlotly);
      else dashboard.loadPlotly();
    });
  }

  function afterNextFrame(act) {
    window.requestAnimationFrame(() => window.setTimeout(act));
  }

  function preload(address) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "script", href: address }));
  }

  /* What comes over the line has to be unpacked and compiled, which would hold up the first look at the page; so nothing
     is fetched before that. */
  afterNextFrame(() => {
    const plots = all.filter((one) => one.props.id && one.props.id.role === "plot");
    dashboard.drawFirst(first, plots.map((one) => [one.props.id.key, one.props.data])).then(() => afterNextFrame(start));
    base.scripts.dash.forEach(preload);
  });
})();
