/* Putting exhibits in order with the pointer: by their handle, with a mouse by their picture too. What is dragged leaves
   its place free until it is let go; a line shows where it will fall. */
import { hit } from "../page.js";
import { follow } from "./choosing.js";
import { all, deck, one } from "./deck.js";

const EDGE = 20; // px from the head and the foot of the dialog within which it scrolls
const SPEED = 0.8; // px a millisecond, however many frames a machine makes of it

/** @type {{row: HTMLElement, dialog: HTMLElement, y: number, start: number, at: number} | null} */
let drag = null;

const between = (least, value, most) => Math.min(Math.max(least, value), most);

/** The row that what is dragged falls before; none where it falls last. */
function next() {
  const others = all("li[data-key]", drag.row.parentElement).filter((row) => row !== drag.row);
  const middle = (row) => row.getBoundingClientRect().top + row.offsetHeight / 2;
  return others.find((row) => middle(row) > drag.y);
}

function mark() {
  for (const row of all("[data-fall]")) delete row.dataset.fall;
  const row = next();
  if (row) row.dataset.fall = "before";
  else drag.row.parentElement.dataset.fall = "last";
}

/* The row stays below the pointer, within its list, however far the dialog has scrolled. */
function frame(/** @type {number} */ now) {
  if (!drag) return;
  const { row, dialog } = drag;
  const step = SPEED * Math.max(0, now - drag.at);
  drag.at = now;
  if (drag.y < one(".dialog-head", dialog).getBoundingClientRect().bottom + EDGE) dialog.scrollTop -= step;
  if (drag.y > one(".choice-ways", dialog).getBoundingClientRect().top - EDGE) dialog.scrollTop += step;
  const list = row.parentElement;
  const above = list.offsetTop - row.offsetTop;
  const shift = between(above, drag.y + dialog.scrollTop - drag.start, above + list.offsetHeight - row.offsetHeight);
  row.style.transform = `translateY(${shift}px)`;
  mark();
  window.requestAnimationFrame(frame);
}

function end() {
  for (const row of all("[data-fall]")) delete row.dataset.fall;
  delete drag.row.dataset.dragged;
  drag.row.style.transform = "";
  drag = null;
}

document.addEventListener("pointerdown", (event) => {
  const handle = hit(event, event.pointerType === "mouse" ? ".choice-handle, li img" : ".choice-handle");
  const row = handle?.closest("[data-chooser] li");
  if (drag || !deck.root?.dataset.alive || !row || event.button !== 0) return;
  event.preventDefault();
  handle.setPointerCapture(event.pointerId);
  const dialog = row.closest("dialog");
  drag = { row, dialog, y: event.clientY, start: event.clientY + dialog.scrollTop, at: performance.now() };
  row.dataset.dragged = "";
  frame(drag.at);
});

document.addEventListener("pointermove", (event) => {
  if (drag) drag.y = event.clientY;
});

document.addEventListener("pointerup", (event) => {
  if (!drag) return;
  drag.y = event.clientY;
  const { row } = drag;
  row.parentElement.insertBefore(row, next() || null);
  end();
  one("[role=checkbox]", row).focus({ preventScroll: true });
  follow(hit(event, "[data-chooser]"));
});

document.addEventListener("pointercancel", () => drag && end());

/* Escape lets go where it was, and the dialog stays open. */
document.addEventListener(
  "keydown",
  (event) => {
    if (!drag || event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    end();
  },
  true,
);
