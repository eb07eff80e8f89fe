/* Parts of a page that no callback speaks of, which is nearly all of it, are handed to React as they are. Dash would
   wrap each of their elements, thousands on a page, in a component that listens for changes that never come.

   `dashboard.stilled(tree, wired)` gives a tree of Dash components in which each such part has become one component,
   `dashboard_html.Still`; `wired` holds the ids that callbacks name. */
(function () {
  const dashboard = window.dash_clientside.dashboard;
  const HTML = "dash_html_components";

  function isStill(part, wired) {
    if (part === null || typeof part !== "object") return true;
    if (Array.isArray(part)) return part.every((one) => isStill(one, wired));
    const { type, namespace, props } = part;
    if (namespace !== HTML && type !== "Link") return false;
    if (props.id !== undefined && (typeof props.id === "object" || wired.has(props.id))) return false;
    return isStill(props.children, wired);
  }

  dashboard.stilled = function (part, wired) {
    if (part === null || typeof part !== "object") return part;
    if (Array.isArray(part)) return part.map((one) => dashboard.stilled(one, wired));
    if (!part.props || !part.namespace) return part;
    if (isStill(part, wired)) return { type: "Still", namespace: "dashboard_html", props: { content: part } };
    return { ...part, props: { ...part.props, children: dashboard.stilled(part.props.children, wired) } };
  };

  /* As a link of Dash does: the page changes without being loaded anew. */
  function follow(event) {
    if (event.metaKey || event.shiftKey || event.altKey || event.ctrlKey) return;
    event.preventDefault();
    window.history.pushState({}, "", event.currentTarget.getAttribute("href"));
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    window.scrollTo(0, 0);
  }

  function element(part) {
    if (part === null || typeof part !== "object") return part;
    if (Array.isArray(part)) return part.map(element);
    const { children, ...props } = part.props;
    const isLink = part.type === "Link";
    const content = children === undefined && isLink ? props.href : children;
    const attributes = isLink ? { ...props, onClick: follow } : props;
    const inner = Array.isArray(content) ? content : [content];
    return window.React.createElement(isLink ? "a" : part.type.toLowerCase(), attributes, ...inner.map(element));
  }

  window.dashboard_html = { Still: ({ content }) => element(content) };
})();
