/* The one name of ours among the globals, `dash_clientside.dashboard`. Dash looks there for the functions that callbacks
   name, and one bundle finds there what another offers; within a bundle modules import each other. */

window.dash_clientside = window.dash_clientside || /** @type {Window["dash_clientside"]} */ ({});

export const dashboard = window.dash_clientside.dashboard || /** @type {Dashboard} */ ({});
window.dash_clientside.dashboard = dashboard;

/** @param {Partial<Dashboard>} functions */
export function offer(functions) {
  Object.assign(dashboard, functions);
}

/** What a function that Dash calls by name answers to leave its output as it is. */
export function unchanged() {
  return window.dash_clientside.no_update;
}

/** The id of the output of the callback that is running. */
export function outputId() {
  return window.dash_clientside.callback_context.outputs_list.id;
}

/**
 * Sets properties of a component, as an answer of the server would.
 * @param {string} id
 * @param {Record<string, any>} props
 */
export function setProps(id, props) {
  window.dash_clientside.set_props(id, props);
}

/**
 * The properties of a component as they are now.
 * @param {string} id
 * @returns {Record<string, any>}
 */
export function propsOf(id) {
  return window.dash_component_api.getLayout(id).props;
}

/**
 * Where there is no Dash, properties are set by `act`.
 * @param {(id: string, props: Record<string, any>) => void} act
 */
export function standIn(act) {
  window.dash_clientside.set_props = act;
}
