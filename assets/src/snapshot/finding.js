/* Finding in a file without a server: each word asked for stands somewhere in what a row is found by. */

const FEW = 8; // rows of a group

/**
 * A text as far as a browser can fold it; what is found by was folded by the server, to simplified characters too.
 * @param {string} text
 */
export function folded(text) {
  const plain = text.normalize("NFKC").toLowerCase().normalize("NFKD");
  return plain.replace(/[\u0300-\u036f'\u2019\u00b7]/g, "").trim();
}

/**
 * Rows in their order, those first whose name is just what is asked for.
 * @param {string} asked
 * @param {[group: string, told: string, words: string][]} rows
 */
export function matching(asked, rows) {
  const terms = folded(asked).split(/\s+/).filter(Boolean);
  if (!terms.length) return [];
  const found = rows.filter(([, , words]) => terms.every((term) => words.includes(term)));
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
 * @param {{ rows: [string, string, string][], groups: Record<string, string>, words: Words }} index
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
