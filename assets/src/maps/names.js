/* No name of a map lies on another: which stand is chosen by estimate where they are made, and by measure here. */

const TOUCHING = 1; // px that two boxes may share
const LEADING = 3; // px of a line's height above and below its characters, which two may share

/**
 * @typedef {{ left: number, right: number, top: number, bottom: number }} Side
 * @param {Side} one
 * @param {Side} other
 */
export function meet(one, other) {
  const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return across > TOUCHING && down > LEADING;
}

/**
 * @param {Side} frame
 * @param {Side} box
 */
export function holds(frame, box) {
  return (
    box.left > frame.left - TOUCHING &&
    box.right < frame.right + TOUCHING &&
    box.top > frame.top - TOUCHING &&
    box.bottom < frame.bottom + TOUCHING
  );
}

/**
 * Of boxes in their order the places of those that meet one that stands.
 * @param {Side[]} boxes
 */
export function inTheWay(boxes) {
  /** @type {Side[]} */
  const standing = [];
  return boxes.flatMap((box, at) => {
    if (standing.some((one) => meet(one, box))) return [at];
    standing.push(box);
    return [];
  });
}

/**
 * Hides the names of a map that would lie on another, of smaller type before larger, and those that it would cut off.
 * @param {Graph} graph
 */
export function partNames(graph) {
  if (!graph.data?.some((trace) => trace.shapes)) return;
  const names = [...graph.querySelectorAll(".scatterlayer .textpoint text")];
  names.forEach((one) => one.style.removeProperty("visibility"));
  const size = (/** @type {HTMLElement} */ one) => Number.parseFloat(one.style.fontSize) || 0;
  const seen = names.filter((one) => one.getBoundingClientRect().width > 2);
  seen.sort((one, other) => size(other) - size(one));
  const frame = graph.getBoundingClientRect();
  const within = seen.filter((one) => holds(frame, one.getBoundingClientRect()));
  const hidden = inTheWay(within.map((one) => one.getBoundingClientRect())).map((at) => within[at]);
  for (const one of [...hidden, ...seen.filter((name) => !within.includes(name))]) one.style.visibility = "hidden";
}
