/* What can be asked for, by button or by key. */
import { SMALL, busy, deck, listOpen, one, proofOpen, say, setOpen } from "./deck.js";
import { openChooser } from "./choosing.js";
import { leave } from "./leaving.js";
import { toggleNotes } from "./notes.js";
import { printAll } from "./printing.js";
import { playOrStop, turn } from "./turning.js";

function dialog(name) {
  const asked = one(`dialog[data-dialog=${name}]`);
  setOpen(asked, !asked.hasAttribute("open"));
}

function contents() {
  dialog("contents");
  if (listOpen()) openChooser();
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
    if (deck.root) say("unfull");
  }
}

/** @type {Record<string, () => unknown>} */
const acts = {
  next: () => turn(deck.at + 1),
  back: () => turn(deck.at - 1),
  first: () => turn(0),
  last: () => turn(deck.slides.length - 1),
  full: toggleFull,
  blank: () => deck.root.toggleAttribute("data-blank"),
  notes: () => toggleNotes(onKey, act),
  play: playOrStop,
  theme: toggleTheme,
  help: () => dialog("help"),
  contents,
  print: printAll,
  leave: () => (deck.root.hasAttribute("data-blank") ? deck.root.removeAttribute("data-blank") : leave()),
};

/** @param {string} name */
export function act(name) {
  acts[name]();
}

/** @type {Record<string, string>} */
const KEYS = {
  ArrowRight: "next",
  ArrowDown: "next",
  Enter: "next",
  " ": "next",
  PageDown: "next",
  ArrowLeft: "back",
  ArrowUp: "back",
  PageUp: "back",
  Home: "first",
  End: "last",
  f: "full",
  F5: "full",
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
  if (event.key === " " || event.key === "Enter")
    return target.matches("a, button, input, select, summary") && target.matches(":focus-visible");
  return target.matches("input, select, textarea");
}

const DIGITS_MS = 3000; // after which the digits of a number are forgotten
const typed = { number: "", at: 0 };

/* A number and Enter lead to the slide of that number. */
function numbered(event) {
  const known = event.timeStamp - typed.at < DIGITS_MS ? typed.number : "";
  const digit = /^\d$/.test(event.key);
  Object.assign(typed, { number: digit ? known + event.key : "", at: event.timeStamp });
  if (event.key !== "Enter" || !known) return digit;
  turn(Number(known) - 1);
  return true;
}

/** @param {KeyboardEvent} event */
export function onKey(event) {
  if (!deck.root) return;
  if ((event.ctrlKey || event.metaKey) && event.key === "p" && !busy()) {
    event.preventDefault();
    return act("print");
  }
  if (!taken(event) && numbered(event)) {
    event.preventDefault();
    event.stopPropagation();
    return;
  }
  const name = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!name || taken(event)) return;
  if (SMALL.matches && (event.key === "ArrowDown" || event.key === "ArrowUp")) return;
  event.preventDefault();
  event.stopPropagation();
  act(name);
}
