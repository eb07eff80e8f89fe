/* Links take along what was chosen on a page, and the choices that pages share. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { noted, queryTo } from "../../assets/src/links.js";

const NOTHING = { pages: {}, shared: {} };

test("shared choices travel, and say where they come from", () => {
  const memory = noted(NOTHING, "east", ["city"], "?city=a,b&q=x");
  assert.equal(queryTo(memory, "west", ["city"]), "?city=a,b&from=east");
  assert.equal(queryTo(memory, "cases", []), "");
});

test("a choice of nothing travels too", () => {
  assert.equal(queryTo(noted(NOTHING, "east", ["city"], "?city="), "west", ["city"]), "?city=&from=east");
});

test("a page returned to has its filters, without a word of where they come from", () => {
  const left = noted(NOTHING, "east", ["city"], "?city=a&year=2018&from=west&fact=x");
  const there = noted(left, "west", ["city"], "?city=a&from=east");
  assert.equal(queryTo(there, "east", ["city"]), "?city=a&year=2018");
});

test("a shared choice that was changed meanwhile is the one in force, and so is one that was taken back", () => {
  const left = noted(NOTHING, "east", ["city"], "?city=a&year=2018");
  assert.equal(queryTo(noted(left, "west", ["city"], "?city=b"), "east", ["city"]), "?city=b&year=2018&from=west");
  assert.equal(queryTo(noted(left, "west", ["city"], ""), "east", ["city"]), "?year=2018");
});

test("a page without the filter leaves the choice as it is", () => {
  const left = noted(NOTHING, "east", ["province", "city"], "?province=52&city=a");
  const there = noted(left, "west", ["city"], "?city=a");
  assert.equal(queryTo(there, "cases", ["province", "city"]), "?province=52&city=a&from=east");
});
