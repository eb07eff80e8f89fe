/* On paper a plot that is too tall is a table: its rows go on overleaf below its axis, and none of them is cut. */

const MARKS = "text, .point, .shape-group";
const LEAST = 100; // pixels of a slice, so that a sheet is filled
const MOST = 240;
const APART = 6; // pixels between the words of an axis

/**
 * Where to cut what is `height` tall: in the widest gap between the marks that comes in time.
 * @param {[number, number][]} marks the top and the bottom of each
 * @param {number} start
 * @param {number} height
 * @returns {number[]}
 */
export function cuts(marks, start, height) {
  let reach = start;
  const gaps = [];
  for (const [top, bottom] of [...marks].sort((one, other) => one[0] - other[0])) {
    if (top > reach) gaps.push({ at: (reach + top) / 2, width: top - reach });
    reach = Math.max(reach, bottom);
  }
  const found = [];
  for (let last = start; height - last > MOST; last = found[found.length - 1]) {
    const [cut] = gaps
      .filter(({ at }) => at >= last + LEAST && at <= last + MOST)
      .sort((one, other) => other.width - one.width);
    if (!cut) break;
    found.push(cut.at);
  }
  return found;
}

/**
 * @param {HTMLElement} graph
 * @returns {[number, number][]} the top and the bottom of each mark, in pixels of the graph
 */
function reaches(graph) {
  const frame = graph.getBoundingClientRect();
  const scale = frame.height / graph.offsetHeight;
  return [...graph.querySelectorAll(MARKS)].map((mark) => {
    const box = mark.getBoundingClientRect();
    return [(box.top - frame.top) / scale, (box.bottom - frame.top) / scale];
  });
}

/**
 * A row with what the graph has between two heights, and nothing besides that a reader of the file could find.
 * @param {HTMLElement} graph
 * @param {[number, number][]} marks
 * @param {number} from
 * @param {number} to
 */
function row(graph, marks, from, to) {
  const shown = /** @type {HTMLElement} */ (graph.cloneNode(true));
  const outside = [...shown.querySelectorAll(MARKS)].filter((_, at) => marks[at][1] < from || marks[at][0] > to);
  outside.forEach((mark) => mark.remove());
  shown.style.marginTop = -from + "px";
  const cell = document.createElement("div");
  Object.assign(cell.style, { height: to - from + "px", overflow: "hidden" });
  cell.append(shown);
  const line = document.createElement("tr");
  line.insertCell().append(cell);
  return line;
}

/**
 * Chromium leaves transforms out of a head that it repeats on each sheet, so the words of the axis stand by their
 * coordinates; where they would lie on each other, every second or third is left.
 * @param {SVGTextElement[]} words
 */
function settle(words) {
  const boxes = words.map((word) => word.getBoundingClientRect());
  const meet = (/** @type {number} */ step) =>
    boxes.some((box, at) => at >= step && at % step === 0 && box.left < boxes[at - step].right + APART);
  let step = 1;
  while (meet(step)) step += 1;
  for (const [at, word] of words.entries()) {
    const moved = word.transform.baseVal.consolidate()?.matrix;
    if (at % step) word.remove();
    if (!moved) continue;
    word.setAttribute("x", String(word.x.baseVal[0].value + moved.e));
    word.setAttribute("y", String(word.y.baseVal[0].value + moved.f));
    word.removeAttribute("transform");
  }
}

/**
 * @param {HTMLElement} host
 * @param {HTMLElement} graph
 * @param {number} head how far its axis reaches
 */
export function slice(host, graph, head) {
  const height = graph.offsetHeight;
  const marks = reaches(graph);
  const within = marks.filter(([top, bottom]) => top >= head && bottom - top < height / 2);
  const edges = [head, ...cuts(within, head, height), height];
  const table = document.createElement("table");
  const axis = table.createTHead();
  axis.append(row(graph, marks, 0, head));
  table.createTBody().append(...edges.slice(1).map((to, at) => row(graph, marks, edges[at], to)));
  host.replaceChildren(table);
  settle([.../** @type {NodeListOf<any>} */ (axis.querySelectorAll(".xtick text"))]);
}
