/* Where the arrows lead among the options of what is found. */
import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.window = globalThis.window || {};
const { moved } = await import("../../assets/src/search.js");

test("arrows go round, by way of the field", () => {
  assert.equal(moved("ArrowDown", -1, 3), 0);
  assert.equal(moved("ArrowDown", 2, 3), -1);
  assert.equal(moved("ArrowUp", -1, 3), 2);
  assert.equal(moved("ArrowUp", 0, 3), -1);
});

test("among no options there is nowhere to go", () => {
  assert.equal(moved("ArrowDown", -1, 0), -1);
});
