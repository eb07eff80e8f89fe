/* Parts of a page that no callback speaks of, which is nearly all of it, are handed to React as they are. Dash would
   wrap each of their elements, thousands on a page, in a component that listens for changes that never come. */

import { createElement, tellFollowed } from "./renderer.js";

const HTML = "dash_html_components";
// Dash looks for a component by `window[namespace][type]`; so it stands in Dash's own, and no other global is needed.
const STILL = { type: "Still", namespace: "dash_clientside" };

/**
 * @param {Content} part
 * @param {Set<string>} wired
 * @returns {boolean}
 */
function isStill(part, wired) {
  if (part === null || typeof part !== "object") return true;
  if (Array.isArray(part)) return part.every((one) => isStill(one, wired));
  const { type, namespace, props } = part;
  if (namespace !== HTML && type !== "Link") return false;
  if (props.id !== undefined && (typeof props.id === "object" || wired.has(props.id))) return false;
  return isStill(props.children, wired);
}

/**
 * A tree of components in which each part that no callback speaks of has become one component.
 * @param {Content} part
 * @param {Set<string>} wired the ids that callbacks name
 * @returns {Content}
 */
export function stilled(part, wired) {
  if (part === null || typeof part !== "object") return part;
  if (Array.isArray(part)) return part.map((one) => stilled(one, wired));
  if (!part.props || !part.namespace) return part;
  if (isStill(part, wired)) return { ...STILL, props: { content: part } };
  return { ...part, props: { ...part.props, children: stilled(part.props.children, wired) } };
}

/**
 * As a link of Dash does: the page changes without being loaded anew.
 * @param {MouseEvent & { currentTarget: Element }} event
 */
function follow(event) {
  if (event.metaKey || event.shiftKey || event.altKey || event.ctrlKey) return;
  event.preventDefault();
  window.history.pushState({}, "", event.currentTarget.getAttribute("href"));
  tellFollowed();
  window.scrollTo(0, 0);
}

/**
 * @param {Content} part
 * @returns {unknown}
 */
function element(part) {
  if (part === null || typeof part !== "object") return part;
  if (Array.isArray(part)) return part.map(element);
  const { children, ...props } = part.props;
  const isLink = part.type === "Link";
  const content = children === undefined && isLink ? props.href : children;
  const attributes = isLink ? { ...props, onClick: follow } : props;
  const inner = Array.isArray(content) ? content : [content];
  return createElement(isLink ? "a" : part.type.toLowerCase(), attributes, ...inner.map(element));
}

/** The component itself stands where Dash looks for it. */
export function provideStill() {
  window.dash_clientside.Still = ({ content }) => element(content);
}
