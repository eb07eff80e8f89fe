/* The browser writes and reads filters as the server does: both are held to tests/filter_cases.json. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { pairsOf, queryOf, read, valuesIn, written } from "../../assets/src/filters.js";

const CASES = JSON.parse(readFileSync(new URL("../filter_cases.json", import.meta.url), "utf8"));

function filterOf({ filter, held }) {
  return { ...filter, ids: held.map((_, at) => `${filter.name}-${at}`) };
}

for (const one of CASES) {
  const filter = filterOf(one);
  test(one.what, () => {
    assert.equal(queryOf(pairsOf([filter], one.held)), one.query && "?" + one.query);
    assert.deepEqual(valuesIn([filter], "?" + one.query), one.held);
  });
}

test("all filters of a page, in their order, and back", () => {
  const byName = new Map(CASES.filter((one) => one.query).map((one) => [one.filter.name, one]));
  const chosen = [...byName.values()];
  const filters = chosen.map(filterOf);
  const held = chosen.flatMap((one) => one.held);
  const query = queryOf(pairsOf(filters, held));
  assert.equal(query, "?" + chosen.map((one) => one.query).join("&"));
  assert.deepEqual(valuesIn(filters, query), held);
});

test("a list with every box ticked narrows nothing, nor does one that is ticked after an address chose none of it", () => {
  const city = { name: "city", kind: "many", ids: ["city"], values: ["a", "b"] };
  assert.equal(written(city, [["b", "a"]]), null);
  assert.equal(written(city, [["", "a"]]), "a");
});

test("what an address says in a way of its own is read", () => {
  const years = { name: "years", kind: "range", ids: ["from", "to"], values: ["2010", "2011", "2012"] };
  assert.deepEqual(read(years, "2011"), ["2011", "2011"]);
  assert.deepEqual(read(years, null), ["2010", "2012"]);
  assert.deepEqual(read({ name: "year", kind: "one", ids: ["year"], values: ["all", "2018"] }, "1000"), ["all"]);
});

test("what controls hold before they were given anything narrows nothing", () => {
  assert.equal(written({ name: "city", kind: "many", ids: ["city"], values: ["a"] }, [undefined]), null);
  assert.equal(written({ name: "q", kind: "text", ids: ["q"], values: [] }, [undefined]), null);
  assert.equal(written({ name: "q", kind: "text", ids: ["q"], values: [] }, ["  "]), null);
});

test("one place alone is compared with nothing", () => {
  const compare = { name: "compare", kind: "compare", ids: ["compare"], values: ["a", "b"] };
  assert.equal(written(compare, [["a"]]), null);
  assert.equal(written(compare, [undefined]), null);
});

test("years are written in their order, whichever was chosen first", () => {
  const years = { name: "years", kind: "range", ids: ["from", "to"], values: ["2010", "2011", "2012"] };
  assert.equal(written(years, ["2012", "2011"]), "2011-2012");
});
