/* Names of colours and assets give way to what they stand for, and a layout lies over another. */

/**
 * A value of a figure with `@teal` as the colour of the theme in force and `@asset:…` as an address.
 * @param {Json} value
 * @param {Pick<CSSStyleDeclaration, "getPropertyValue"> | null} style
 * @param {string} assets
 * @returns {Json}
 */
export function resolved(value, style, assets) {
  if (typeof value === "string") {
    if (value.startsWith("@asset:")) return assets + value.slice(7);
    return style && value.startsWith("@") ? style.getPropertyValue("--" + value.slice(1)).trim() : value;
  }
  if (Array.isArray(value)) return value.map((item) => resolved(item, style, assets));
  if (value && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolved(item, style, assets)]));
  return value;
}

/**
 * `above` laid over `below`, part by part; lists are replaced whole.
 * @param {Record<string, any>} below
 * @param {Record<string, any> | null | undefined} above
 * @returns {Record<string, any>}
 */
export function overlaid(below, above) {
  const merged = { ...below };
  for (const [key, value] of Object.entries(above || {})) {
    const both = value && typeof value === "object" && !Array.isArray(value) && typeof below?.[key] === "object";
    merged[key] = both ? overlaid(below[key], value) : value;
  }
  return merged;
}
