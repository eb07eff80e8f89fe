/* A table or a list is one stop of the keyboard, and arrows move inside it. The stop is what has the focus or had it last.
   It is arranged when Tab is pressed, before the browser looks for the next stop: so nothing has to be kept. */

const LISTS =
  "main :is(table, .cells, .figure-groups, .case-cards, .passages, .used-in, .register, .downloads, .source-line, .sections ol)";
const STOPS = "a[href], button, summary, input, select";
const FEW = 3; // stops of a list that is left as it is
const MOVES = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"];
/** @type {WeakMap<Element, HTMLElement>} */
const latest = new WeakMap();

/** @param {Element} list */
function stopsOf(list) {
  return [...list.querySelectorAll(STOPS)].filter((one) => one.getClientRects().length);
}

/** @param {Element} element */
function listOf(element) {
  let list = element.closest(LISTS);
  for (let outer = list; outer; outer = outer.parentElement?.closest(LISTS) || null) list = outer;
  return list;
}

function arrange() {
  const focused = document.activeElement;
  for (const list of document.querySelectorAll(LISTS)) {
    if (listOf(list) !== list) continue;
    const stops = stopsOf(list);
    const stop = stops.find((one) => one === focused) || stops.find((one) => one === latest.get(list)) || stops[0];
    for (const one of stops) one.tabIndex = one === stop || stops.length <= FEW ? 0 : -1;
    if (!stop || stops.length <= FEW) continue;
    latest.set(list, stop);
    if (!stop.hasAttribute("aria-describedby")) stop.setAttribute("aria-describedby", "arrows");
  }
}

/**
 * The stop that an arrow leads to: the next one in reading order, or the nearest one above or below.
 * @param {string} key
 * @param {HTMLElement[]} stops
 * @param {number} at
 */
function led(key, stops, at) {
  if (key === "Home") return stops[0];
  if (key === "End") return stops[stops.length - 1];
  if (key === "ArrowLeft") return stops[at - 1];
  if (key === "ArrowRight") return stops[at + 1];
  const from = stops[at].getBoundingClientRect();
  const sign = key === "ArrowDown" ? 1 : -1;
  const boxes = stops.map((one) => ({ one, box: one.getBoundingClientRect() }));
  const beyond = boxes.filter(({ box }) => sign * (box.top + box.bottom - from.top - from.bottom) > from.height);
  const far = (/** @type {DOMRect} */ box) => [sign * (box.top - from.top), Math.abs(box.left - from.left)];
  beyond.sort((a, b) => far(a.box)[0] - far(b.box)[0] || far(a.box)[1] - far(b.box)[1]);
  return beyond[0]?.one;
}

document.addEventListener(
  "keydown",
  (event) => {
    if (event.key === "Tab") arrange();
    const focused = /** @type {HTMLElement} */ (event.target);
    if (!MOVES.includes(event.key) || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const list = focused.matches("input, select") ? null : listOf(focused);
    const stops = list ? stopsOf(list) : [];
    if (!list || stops.length <= FEW || !stops.includes(focused)) return;
    event.preventDefault();
    const next = led(event.key, stops, stops.indexOf(focused));
    if (!next) return;
    latest.set(list, next);
    next.focus();
  },
  true,
);
