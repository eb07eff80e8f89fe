/* The presentation under way, and what its parts ask of it. */
import { hit } from "../page.js";

export const SMALL = window.matchMedia("(max-width: 43.75em), (max-height: 480px)"); // there a slide scrolls, as a page does

export const deck = {
  /** @type {HTMLElement | null} */
  root: null,
  /** @type {HTMLElement[]} */
  slides: [],
  at: 0, // the slide on show
  /** @type {Words} */
  words: {},
  /** @type {Promise<unknown>} */
  drawing: Promise.resolve(), // one plot after the other
};

/** @type {(selector: string, within?: ParentNode) => any[]} */
export const all = (selector, within = deck.root) => [...within.querySelectorAll(selector)];
/** @type {(selector: string, within?: ParentNode) => any} */
export const one = (selector, within = deck.root) => within.querySelector(selector);

/** Says what cannot be done; nothing for no name. */
export function say(name) {
  const told = one(".deck-said");
  told.textContent = name ? deck.words[name] : "";
}

export function proofOpen() {
  const panel = document.getElementById("proof");
  return Boolean(panel && !panel.hidden);
}

export function listOpen() {
  return Boolean(one("dialog[open]"));
}

/**
 * Before Firefox 98 and Safari 15.4 a dialog is an element like others, which a style shows by its attribute.
 * @param {HTMLDialogElement} dialog
 * @param {boolean} open
 */
export function setOpen(dialog, open) {
  if (!dialog.showModal) dialog.toggleAttribute("open", open);
  else if (open) dialog.showModal();
  else dialog.close();
}

/** @param {Event} event */
export function closeDialog(event) {
  setOpen(/** @type {HTMLDialogElement} */ (hit(event, "dialog")), false);
}

export function busy() {
  return proofOpen() || listOpen();
}
