/* In a file that was taken away there is no Dash: what the other scripts ask of it is answered here, from the file. */
(function () {
  const data = JSON.parse(document.getElementById("snapshot-data").textContent);
  const dashboard = { shapes: data.boundaries };

  function showProof(asked) {
    const known = document.getElementById(`proof ${asked.kind} ${asked.id}`) || document.getElementById("proof unknown");
    document.getElementById("proof-body").replaceChildren(known.content.cloneNode(true));
  }

  function presenting() {
    return Boolean(document.querySelector("[data-present]"));
  }

  dashboard.drawPlots = function () {
    dashboard.paintOn(data.base);
    const look = getComputedStyle(document.documentElement).colorScheme;
    if (!presenting()) dashboard.drawFirst(document, data.plots, look);
  };

  /* A file has no address to share: an open proof stands behind `#`, and the link is that of the dashboard. While slides
     are shown, the number of the slide stands there. */
  dashboard.file = {
    parameters: () => new URLSearchParams(presenting() ? "" : window.location.hash.slice(1)),
    write: (parameter) => {
      if (presenting() || window.location.hash === (parameter && "#" + parameter)) return;
      window.history.replaceState(null, "", parameter ? "#" + parameter : window.location.pathname);
    },
    address: (parameter) => data.home + (parameter && "?" + parameter),
  };

  window.dash_clientside = {
    dashboard,
    set_props: (id, props) => {
      if (id === "proof-request") showProof(props.data);
      if (id === "theme") dashboard.drawPlots();
    },
  };
})();
