/* Tables are sorted without the server; a sort stays while filters change the rows. */
import { hit, language } from "./page.js";
import { text } from "./saving.js";

/** @typedef {{ head: string, falling: boolean }} Sort by the words of a heading: filters can leave a column out */

/** @type {Map<string, Sort>} */
const sorts = new Map(); // by the name of a table

/** @param {HTMLTableElement} table */
function nameOf(table) {
  return table.id || table.closest("figure")?.id || "";
}

/**
 * @param {HTMLTableRowElement} row
 * @param {number} column
 */
function keyOf(row, column) {
  const cell = row.cells[column];
  const key = cell.dataset.sort === undefined ? text(cell) : cell.dataset.sort;
  return key === "—" ? "" : key;
}

/**
 * The order of two keys: numbers by value, words as the language of the page has them, what is unknown last both ways.
 * @param {string} a
 * @param {string} b
 * @param {boolean} falling
 * @param {Pick<Intl.Collator, "compare">} words
 */
export function order(a, b, falling, words) {
  if ((a === "") !== (b === "")) return a === "" ? 1 : -1;
  const numbers = a !== "" && b !== "" ? Number(a) - Number(b) : NaN;
  return (Number.isNaN(numbers) ? words.compare(a, b) : numbers) * (falling ? -1 : 1);
}

function collator() {
  return new Intl.Collator(language() === "en" ? "en" : "zh-CN-u-co-pinyin", { numeric: true });
}

/** @param {HTMLTableRowElement} row */
function placeOf(row) {
  return Number(row.dataset.row);
}

/**
 * Rows as a sort has them, equals in the order they came in; without a sort as they came.
 * @param {Iterable<HTMLTableRowElement>} rows
 * @param {Sort | undefined} sort
 * @param {number} column
 */
function sorted(rows, sort, column) {
  if (!sort) return [...rows].sort((a, b) => placeOf(a) - placeOf(b));
  const words = collator();
  const keyed = [...rows].map((row) => ({ row, key: keyOf(row, column) }));
  keyed.sort((a, b) => order(a.key, b.key, sort.falling, words) || placeOf(a.row) - placeOf(b.row));
  return keyed.map((one) => one.row);
}

/** @param {HTMLTableElement} table */
function arrange(table) {
  const sort = sorts.get(nameOf(table));
  const heads = [...(table.tHead?.rows[0].cells || [])];
  heads.forEach((cell) => {
    const value = sort && sort.head === text(cell) ? (sort.falling ? "descending" : "ascending") : null;
    if (cell.getAttribute("aria-sort") === value) return;
    if (value) cell.setAttribute("aria-sort", value);
    else cell.removeAttribute("aria-sort");
  });
  const body = table.tBodies[0];
  const column = heads.findIndex((cell) => sort && sort.head === text(cell));
  const rows = sorted(body.rows, column < 0 ? undefined : sort, column);
  if (rows.some((row, index) => row !== body.rows[index])) body.append(...rows);
}

/** Sorts every table of the page as it was sorted before its rows were answered anew. */
export function arrangeAll() {
  const headings = [...document.querySelectorAll("table[class~='data-table'] th .sort")];
  /** @type {Set<HTMLTableElement | null>} */
  const tables = new Set(headings.map((heading) => heading.closest("table")));
  for (const table of tables) if (table) arrange(table);
}

/**
 * Rising, falling, and back to how the table came.
 * @param {HTMLTableCellElement} heading
 */
function sortBy(heading) {
  const table = /** @type {HTMLTableElement} */ (heading.closest("table"));
  const head = text(heading);
  const now = sorts.get(nameOf(table));
  if (!now || now.head !== head) sorts.set(nameOf(table), { head, falling: false });
  else if (!now.falling) sorts.set(nameOf(table), { head, falling: true });
  else sorts.delete(nameOf(table));
  arrange(table);
}

document.addEventListener("click", (event) => {
  /** @type {HTMLTableCellElement | null | undefined} */
  const heading = hit(event, "th .sort")?.closest("th");
  if (heading) sortBy(heading);
});
