/* What filters have chosen, as the text that an address has for it: `dashboard/exhibits/filters.py` reads the same. Null
   is a filter that narrows nothing. */

// That are compared.
const FEWEST = 2;
const MOST = 4;

/**
 * The values that a text names.
 * @param {string | null} text
 */
function values(text) {
  return text ? text.split(",") : [];
}

/**
 * Values as a text: those offered in their order, then others; all that is offered is as good as nothing chosen.
 * @param {Filter} filter
 * @param {string[]} chosen
 */
function textOf({ values: offered }, chosen) {
  const others = chosen.filter((one) => !offered.includes(one));
  const own = offered.filter((one) => chosen.includes(one));
  if (!chosen.length || (!others.length && own.length === offered.length)) return null;
  return [...own, ...others].join(",");
}

/**
 * The first and the last year that a text names; null for none.
 * @param {string | null} text
 */
function span(text) {
  if (!text) return null;
  const years = text.split("-");
  return [years[0], years[years.length - 1]];
}

/**
 * Whether an option is shown as chosen.
 * @param {Filter} filter
 * @param {string | null} text
 * @param {string} value
 */
export function isChosen(filter, text, value) {
  if (filter.kind === "one") return value === (text || filter.values[0]);
  if (filter.kind !== "range") return values(text).includes(value);
  const years = span(text);
  return years !== null && years[0] <= value && value <= years[1];
}

/**
 * The text after an option was pressed. Of years the first is chosen alone and the second makes a span; with a span
 * chosen the next begins anew.
 * @param {Filter} filter
 * @param {string | null} text
 * @param {string} value
 */
export function pressed(filter, text, value) {
  if (filter.kind === "one") return value === filter.values[0] ? null : value;
  if (filter.kind === "compare") return compared(text, value);
  if (filter.kind === "many")
    return textOf(filter, isChosen(filter, text, value) ? without(text, value) : [...values(text), value]);
  const [first, last] = span(text) || ["", ""];
  if (!first || first !== last) return value;
  if (first === value) return null;
  const years = [first, value].sort();
  return years.join() === [filter.values[0], filter.values[filter.values.length - 1]].join() ? null : years.join("-");
}

/**
 * Places in the order in which they were chosen; what was chosen first makes room for one too many.
 * @param {string | null} text
 * @param {string} value
 */
function compared(text, value) {
  const others = without(text, value);
  const places = others.length < values(text).length ? others : [...others, value].slice(-MOST);
  return places.join(",") || null;
}

/**
 * What an address has for a text: one place alone is compared with nothing.
 * @param {Filter} filter
 * @param {string | null} text
 */
export function written(filter, text) {
  return filter.kind === "compare" && values(text).length < FEWEST ? null : text;
}

/**
 * @param {string | null} text
 * @param {string} value
 */
function without(text, value) {
  return values(text).filter((one) => one !== value);
}

/**
 * The text after one of its values was taken back; an empty value takes back all.
 * @param {Filter} filter
 * @param {string | null} text
 * @param {string} value
 */
export function takenBack(filter, text, value) {
  const left = value ? without(text, value) : [];
  return filter.kind === "compare" ? left.join(",") || null : textOf(filter, left);
}

/**
 * The text of each filter in an address, by its name, in the order of the filters; of one that is named twice the first.
 * @param {Filter[]} filters
 * @param {string} search
 * @returns {[string, string | null][]}
 */
export function textsIn(filters, search) {
  const given = new URLSearchParams(search);
  return filters.map(({ name }) => [name, given.get(name)]);
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
