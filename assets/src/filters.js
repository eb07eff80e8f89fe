/* Filters between an address and what their controls hold, as `dashboard/exhibits/filters.py` reads and writes them. */

// That are compared.
const FEWEST = 2;
export const MOST = 4;

/**
 * What the controls of a filter write into an address; null where they narrow nothing.
 * @param {Filter} filter
 * @param {Json[]} held what its controls hold, in their order
 * @returns {string | null}
 */
export function written(filter, held) {
  const [value] = held;
  if (filter.kind === "many")
    return !value || !value.length || isEverything(filter, value) ? null : ticked(value).join(",");
  if (filter.kind === "compare") {
    const compared = ticked(value || []);
    return compared.length < FEWEST ? null : compared.join(",");
  }
  if (filter.kind === "range") {
    const years = [...held].sort();
    return years.join() === ends(filter).join() ? null : years.join("-");
  }
  if (filter.kind === "one") return value && value !== filter.values[0] ? value : null;
  return (value || "").trim() || null;
}

/**
 * Those chosen of a list of boxes, without the empty value that it holds where an address chose none.
 * @param {string[]} held
 */
export function ticked(held) {
  return held.filter((one) => one !== "");
}

/**
 * Whether all that is offered is chosen; an address may have chosen what is not offered besides.
 * @param {Filter} filter
 * @param {string[]} chosen
 */
function isEverything({ values }, chosen) {
  return chosen.length === values.length && values.every((one) => chosen.includes(one));
}

/**
 * What the controls of a filter hold where the address says this; null where it says nothing.
 * @param {Filter} filter
 * @param {string | null} text
 * @returns {Json[]}
 */
export function read(filter, text) {
  if (["many", "compare"].includes(filter.kind)) return [text === null ? [] : text.split(",")];
  if (filter.kind === "range") {
    const years = text ? text.split("-") : ends(filter);
    return [years[0], years[years.length - 1]];
  }
  if (filter.kind === "one") return [text !== null && filter.values.includes(text) ? text : filter.values[0]];
  return [text || ""];
}

/** @param {Filter} filter */
function ends({ values }) {
  return [values[0], values[values.length - 1]];
}

/**
 * What each filter writes, by its name.
 * @param {Filter[]} filters
 * @param {Json[]} values what all their controls hold, one after the other
 * @returns {[string, string | null][]}
 */
export function pairsOf(filters, values) {
  let at = 0;
  return filters.map((filter) => [filter.name, written(filter, values.slice(at, (at += filter.ids.length)))]);
}

/**
 * What all controls hold where the address says this, one after the other.
 * @param {Filter[]} filters
 * @param {string} search
 * @returns {Json[]}
 */
export function valuesIn(filters, search) {
  const given = new URLSearchParams(search);
  return filters.flatMap((filter) => read(filter, given.get(filter.name)));
}

/**
 * The query of these pairs with its `?`; empty where nothing is asked.
 * @param {[string, string | null][]} pairs
 */
export function queryOf(pairs) {
  const asked = pairs.flatMap(([name, text]) => (text === null ? [] : [name + "=" + encoded(text)]));
  return asked.length ? "?" + asked.join("&") : "";
}

/** @param {string} text */
function encoded(text) {
  return encodeURIComponent(text).replace(/%2C/g, ",");
}
