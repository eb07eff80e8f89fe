/* The browser writes and reads filters as the server does: both are held to tests/filter_cases.json. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { isChosen, pressed, queryOf, takenBack, textsIn, written } from "../../assets/src/filters.js";

const CASES = JSON.parse(readFileSync(new URL("../filter_cases.json", import.meta.url), "utf8"));
const CITY = { name: "city", kind: "many", id: "city", values: ["a", "b", "c"] };
const YEARS = { name: "years", kind: "range", id: "years", values: ["2010", "2011", "2012"] };
const YEAR = { name: "year", kind: "one", id: "year", values: ["all", "2018"] };

for (const { what, filter, held, chosen, query } of CASES)
  test(what, () => {
    assert.equal(queryOf([[filter.name, held]]), query && "?" + query);
    assert.deepEqual(textsIn([filter], "?" + query), [[filter.name, held]]);
    assert.deepEqual(
      filter.values.filter((value) => isChosen(filter, held, value)),
      chosen,
    );
  });

test("all filters of a page, in their order, and back", () => {
  const byName = new Map(CASES.filter((one) => one.query).map((one) => [one.filter.name, one]));
  const chosen = [...byName.values()];
  const pairs = chosen.map((one) => [one.filter.name, one.held]);
  assert.equal(queryOf(pairs), "?" + chosen.map((one) => one.query).join("&"));
  assert.deepEqual(
    textsIn(
      chosen.map((one) => one.filter),
      queryOf(pairs),
    ),
    pairs,
  );
});

test("the first press chooses one alone, and the last taken back is all", () => {
  assert.equal(pressed(CITY, null, "b"), "b");
  assert.equal(pressed(CITY, "b", "b"), null);
});

test("presses add in the order in which options stand, and all of them narrow nothing", () => {
  assert.equal(pressed(CITY, "c", "a"), "a,c");
  assert.equal(pressed(CITY, "a,c", "b"), null);
  assert.equal(pressed(CITY, "a,c,x", "b"), "a,b,c,x");
});

test("after an address chose none the first press chooses one", () => {
  assert.equal(pressed(CITY, "", "a"), "a");
});

test("a first year is chosen alone, a second makes a span, a third begins anew", () => {
  assert.equal(pressed(YEARS, null, "2012"), "2012");
  assert.equal(pressed(YEARS, "2012", "2011"), "2011-2012");
  assert.equal(pressed(YEARS, "2011-2012", "2010"), "2010");
  assert.equal(pressed(YEARS, "2010", "2010"), null);
  assert.equal(pressed(YEARS, "2010", "2012"), null, "from end to end");
});

test("one value takes the place of another, and the first frees the filter", () => {
  assert.equal(pressed(YEAR, null, "2018"), "2018");
  assert.equal(pressed(YEAR, "2018", "all"), null);
});

test("what is taken back leaves the others, and without a value nothing is left", () => {
  assert.equal(takenBack(CITY, "a,b", "a"), "b");
  assert.equal(takenBack(CITY, "a", "a"), null);
  assert.equal(takenBack(YEARS, "2010-2011", ""), null);
});

const COMPARE = { name: "compare", kind: "compare", id: "compare", values: ["a", "b", "c", "d", "e"] };

test("places stand in the order in which they were chosen, and the first makes room for a fifth", () => {
  assert.equal(pressed(COMPARE, "c", "a"), "c,a");
  assert.equal(pressed(COMPARE, "c,a", "c"), "a");
  assert.equal(pressed(COMPARE, "a,b,c,d", "e"), "b,c,d,e");
  assert.equal(takenBack(COMPARE, "c,a,b", "a"), "c,b");
});

test("one place alone is compared with nothing", () => {
  assert.equal(written(COMPARE, "a"), null);
  assert.equal(written(COMPARE, null), null);
  assert.equal(written(COMPARE, "c,a"), "c,a");
  assert.equal(written(CITY, "a"), "a");
});
