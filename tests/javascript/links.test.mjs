/* Links take along the choices that the page they lead to shares. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { shared } from "../../assets/src/links.js";

test("shared choices travel, and say where they come from", () => {
  assert.equal(shared(["city", "year"], "?city=a,b&q=x", "east"), "?city=a,b&from=east");
});

test("a choice of nothing travels too", () => {
  assert.equal(shared(["city"], "?city=", "east"), "?city=&from=east");
});

test("without a shared choice nothing is added", () => {
  assert.equal(shared(["city"], "?q=x", "east"), "");
  assert.equal(shared([""], "?city=a", "east"), "");
});
