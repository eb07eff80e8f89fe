/* A layout and its callbacks, as Dash writes them. */

/**
 * The ids that a callback names: those of its inputs and states, and those of its outputs.
 * @param {Callback} callback
 */
export function named({ inputs, state, output }) {
  const written = output.replace(/^\.\.|\.\.$/g, "").split("...");
  return [...inputs, ...state].map((one) => one.id).concat(written.map((one) => one.slice(0, one.lastIndexOf("."))));
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
