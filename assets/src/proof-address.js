/* The proof in an address: `?fact=`, `?derived=`, `?county=` and `?case=` name the figure whose panel stands open, and
   `?profile=` the area whose profile stands beside a map. */

export const KINDS = ["fact", "derived", "county", "case"];
export const PROFILE = "profile";
export const IN_FILE = [...KINDS, "place"]; // a page has an address for each place, a file that was taken away has a panel

/**
 * The figure that parameters name; null for none.
 * @param {URLSearchParams} given
 * @param {string[]} [kinds]
 * @returns {Reference | null}
 */
export function proofIn(given, kinds = KINDS) {
  const kind = kinds.find((one) => given.get(one));
  return kind ? { kind, id: given.get(kind) || "" } : null;
}

/**
 * The parameter of a figure; empty for none.
 * @param {Reference | null} proof
 */
export function parameterOf(proof) {
  return proof ? proof.kind + "=" + encodeURIComponent(proof.id) : "";
}

/**
 * A query with this proof in place of another, and all else as it is written; both without `?` where they are empty.
 * @param {string} search
 * @param {string} parameter
 */
export function withProof(search, parameter) {
  return queried([...partsWithout(search, KINDS), parameter]);
}

/**
 * The same with the profile of this area, or with none.
 * @param {string} search
 * @param {string} area
 */
export function withProfile(search, area) {
  const query = [...partsWithout(search, [PROFILE]), area && `${PROFILE}=${encodeURIComponent(area)}`];
  return queried(query);
}

/** @param {string[]} parts */
function queried(parts) {
  const query = parts.filter(Boolean).join("&");
  return query ? "?" + query : "";
}

/**
 * The choices of an address, but neither what stands open nor where the reader came from.
 * @param {string} search
 */
export function choicesIn(search) {
  return partsWithout(search, ["from", PROFILE, ...KINDS]);
}

/**
 * @param {string} search
 * @param {string[]} names
 */
function partsWithout(search, names) {
  const parts = search.replace(/^\?/, "").split("&");
  return parts.filter((part) => part && !names.includes(part.split("=")[0]));
}

/**
 * The figure that a mark of a plot names, `KIND:ID`; null where it names none.
 * @param {MarkClick} click
 * @returns {Reference | null}
 */
export function proofOfMark(click) {
  const mark = click.points && click.points[0];
  const given = mark && (mark.customdata || mark.data.customdata); // a filled area is one mark, its trace
  const ref = Array.isArray(given) ? given[0] : given;
  if (typeof ref !== "string" || !ref.includes(":")) return null;
  const at = ref.indexOf(":");
  return { kind: ref.slice(0, at), id: ref.slice(at + 1) };
}
