/* Finding in a file without a server: each word asked for stands somewhere in what a row is found by. One that stands
   nowhere is taken to have one letter wrong, as on the pages. */

const FEW = 8; // rows of a group
const MISSPELLABLE = /^[a-z]{4,24}$/;
const LONGEST_RUN = 8; // syllables of a name that are found as one word
/** @typedef {[group: string, told: string, words: string]} Row */
/** @type {WeakMap<Row[], Set<string>>} */
const known = new WeakMap();

/**
 * A text as far as a browser can fold it; what is found by was folded by the server, to simplified characters too.
 * @param {string} text
 */
export function folded(text) {
  const plain = text.normalize("NFKC").toLowerCase().normalize("NFKD");
  return plain.replace(/[\u0300-\u036f'\u2019\u00b7]/g, "").trim();
}

/**
 * The words that rows are found by, and in a name in syllables each run of these as one.
 * @param {Row[]} rows
 */
function wordsOf(rows) {
  const words = known.get(rows) || new Set();
  if (known.has(rows)) return words;
  known.set(rows, words);
  for (const [, , told] of rows)
    for (const text of told.split(" | ")) {
      const parts = text.match(/[a-z0-9]+/g) || [];
      const most = parts.length > LONGEST_RUN ? 1 : LONGEST_RUN;
      parts.forEach((_, at) => {
        for (let end = at + 1; end <= at + most; end++) words.add(parts.slice(at, end).join(""));
      });
    }
  return words;
}

/**
 * One letter more, less or other, or two changed about.
 * @param {string} one
 * @param {string} other
 */
export function oneLetterOff(one, other) {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  const swapped =
    short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2);
  return swapped || short.slice(at + 1) === long.slice(at + 1);
}

/**
 * How a word asked for may be written in what rows are found by.
 * @param {string} term
 * @param {Row[]} rows
 */
function ways(term, rows) {
  if (!MISSPELLABLE.test(term) || rows.some(([, , words]) => words.includes(term))) return [term];
  return [...wordsOf(rows)].filter((word) => oneLetterOff(term, word));
}

/**
 * Rows in their order, those first whose name is just what is asked for.
 * @param {string} asked
 * @param {Row[]} rows
 */
export function matching(asked, rows) {
  const terms = folded(asked).split(/\s+/).filter(Boolean);
  if (!terms.length) return [];
  const written = terms.map((term) => ways(term, rows));
  const found = rows.filter(([, , words]) => written.every((some) => some.some((one) => words.includes(one))));
  const named = new Set(found.filter(([, , words]) => words.split(" | ").includes(terms.join(" "))));
  return [...named, ...found.filter((row) => !named.has(row))];
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);
}

/**
 * Results as the server writes them.
 * @param {string} asked
 * @param {{ rows: Row[], groups: Record<string, string>, words: Words }} index
 */
export function results(asked, index) {
  if (!asked.trim()) return "";
  const found = matching(asked, index.rows);
  const said = found.length ? index.words.found : index.words.none;
  const count = said.replace("{asked}", () => asked.trim()).replace("{count}", String(found.length));
  const parts = Object.entries(index.groups).map(([group, name]) => {
    const rows = found.filter((row) => row[0] === group);
    if (!rows.length) return "";
    const items = rows.slice(0, FEW).map((row) => `<li>${row[1]}</li>`);
    const head = `<h2>${escaped(name)} <span class="count">${rows.length}</span></h2>`;
    return `<section class="search-group" aria-label="${escaped(name)}">${head}<ul>${items.join("")}</ul></section>`;
  });
  return `<p role="status">${escaped(count)}</p>${parts.join("")}`;
}
