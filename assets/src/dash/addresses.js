/* What Dash asks of a server, and what it sends. */

export const LAYOUT = "_dash-layout";
export const DEPENDENCIES = "_dash-dependencies";
export const CALLBACK = "_dash-update-component";
export const NOTHING_NEW = 204; // the status of an answer at which Dash leaves the page as it is

/**
 * @typedef {typeof window.fetch} Ask
 *
 * What Dash sends for a callback.
 * @typedef {{ id: string | Record<string, string>, property: string, value: Json }} Input
 * @typedef {{ output: string, inputs: (Input | Input[])[], changedPropIds: string[] }} Sent
 */

/**
 * What Dash asks for at an address; empty where it is not Dash that asks.
 * @param {Parameters<Ask>[0]} address
 */
export function askedFor(address) {
  const name = typeof address === "string" ? address.split("?")[0].split("/").pop() || "" : "";
  return [LAYOUT, DEPENDENCIES, CALLBACK].includes(name) ? name : "";
}

/**
 * Where the server of an address of Dash says that it lives.
 * @param {string} address
 */
export function healthOf(address) {
  return address.replace(/_dash-.*/, "healthz");
}

/**
 * The input whose change led to a request; Dash runs the callback again when it is set once more.
 * @param {Sent} sent
 */
export function changedInput({ inputs, changedPropIds }) {
  const all = inputs.flat();
  /** @param {Input} input */
  const name = (input) => (typeof input.id === "string" ? input.id : JSON.stringify(input.id)) + "." + input.property;
  return all.find((input) => changedPropIds.includes(name(input))) || all[0];
}
