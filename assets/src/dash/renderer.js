/* What Dash's own script and React are called by. */

export const ROOT = "react-entry-point"; // the id of the element that Dash draws into
const FOLLOWED = "_dashprivate_pushstate"; // the event of a link of Dash

/** Dash draws its page. */
export function render() {
  new window.DashRenderer(); // oxlint-disable-line no-new - it draws the page
}

/**
 * @param {string} type
 * @param {object} attributes
 * @param {...unknown} children
 */
export function createElement(type, attributes, ...children) {
  return window.React.createElement(type, attributes, ...children);
}

/** Says that the address is another without the page being loaded anew. */
export function tellFollowed() {
  window.dispatchEvent(new CustomEvent(FOLLOWED));
}

/** @param {() => void} act */
export function onFollowed(act) {
  window.addEventListener(FOLLOWED, act);
}
