/* Questions of Dash to its server: when two are the same, and how one is put that Dash has not asked yet. */
import { CALLBACK } from "./addresses.js";
import { outputsOf } from "./layout.js";

const SETTINGS = "_dash-config"; // the id of what Dash reads its settings from

/**
 * What a question is remembered by: what it puts out, and all that it is asked with, whatever of that changed last.
 * @param {string} question
 */
export function keyOf(question) {
  const { output, inputs, state } = JSON.parse(question);
  return JSON.stringify([output, [...inputs.flat(), ...(state || [])].map((one) => one.value ?? null)]);
}

/**
 * The question of a callback, had the input of that id another value.
 * @param {Callback} callback
 * @param {string} id
 * @param {Json} value
 * @param {(id: string) => Record<string, Json>} propsOf what components hold now
 */
export function questionOf({ output, inputs, state }, id, value, propsOf) {
  /** @param {{ id: string, property: string }} one */
  const held = (one) => ({ ...one, value: one.id === id ? value : propsOf(one.id)[one.property] });
  const [changed] = inputs.filter((one) => one.id === id).map((one) => `${one.id}.${one.property}`);
  return JSON.stringify({
    output,
    outputs: outputsOf(output),
    inputs: inputs.map(held),
    changedPropIds: [changed],
    parsedChangedPropsIds: [changed],
    state: state.map(held),
  });
}

/** The address that Dash asks at. */
export function callbackAddress() {
  const settings = JSON.parse(document.getElementById(SETTINGS)?.textContent || "{}");
  return settings.requests_pathname_prefix + CALLBACK;
}
