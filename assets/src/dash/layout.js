/* A layout and its callbacks, as Dash writes them. */

/**
 * The ids that a callback names: those of its inputs and states, and those of its outputs.
 * @param {Callback} callback
 */
export function named({ inputs, state, output }) {
  return [...inputs, ...state].map((one) => one.id).concat(written(output).map(({ id }) => id));
}

/**
 * What an output names: one property of a component, or several.
 * @param {string} output
 */
function written(output) {
  const names = output.replace(/^\.\.|\.\.$/g, "").split("...");
  return names.map((one) => ({
    id: one.slice(0, one.lastIndexOf(".")),
    property: one.slice(one.lastIndexOf(".") + 1),
  }));
}

/**
 * The same as Dash sends it: an id of several parts is an object.
 * @param {string} output
 */
export function outputsOf(output) {
  return written(output).map(({ id, property }) => ({ id: id.startsWith("{") ? JSON.parse(id) : id, property }));
}

/**
 * Every component of a layout, each before those within it.
 * @param {Content} part
 * @returns {Generator<Component>}
 */
export function* components(part) {
  for (const one of Array.isArray(part) ? part : [part]) {
    if (Array.isArray(one)) yield* components(one);
    else if (one && typeof one === "object" && one.props) {
      yield one;
      yield* components(one.props.children);
    }
  }
}
