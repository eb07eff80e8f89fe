/* A figure comes with colour names and asset names; here it gets the colours of the theme and this app's addresses. */
(function () {
  const NARROW = 700;
  window.dash_clientside = window.dash_clientside || {};
  const dashboard = (window.dash_clientside.dashboard = window.dash_clientside.dashboard || {});

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

  function overlay(base, top) {
    const merged = { ...base };
    for (const [key, value] of Object.entries(top || {})) {
      const both = value && base && typeof value === "object" && !Array.isArray(value) && typeof base[key] === "object";
      merged[key] = both ? overlay(base[key], value) : value;
    }
    return merged;
  }

  /* Filters may leave fewer rows, and so a lower figure. */
  function reserve(plot) {
    const { key, role } = window.dash_clientside.callback_context.outputs_list.id;
    const graph = document.getElementById(JSON.stringify({ key, role }));
    const frame = graph && graph.closest(".plot");
    if (!frame) return;
    frame.style.setProperty("--height", plot.height + "px");
    frame.style.setProperty("--narrow-height", plot.narrow_height + "px");
  }

  dashboard.paint = function (plot, _theme, base) {
    if (!plot) return { data: [], layout: { height: 1 } };
    const narrow = window.innerWidth < NARROW;
    let layout = overlay(base.layout, plot.figure.layout);
    if (narrow) layout = overlay(layout, plot.narrow);
    layout = { ...layout, height: narrow ? plot.narrow_height : plot.height, autosize: true };
    reserve(plot);
    const style = getComputedStyle(document.documentElement);
    return resolve({ data: plot.figure.data, layout }, style, base.assets);
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
