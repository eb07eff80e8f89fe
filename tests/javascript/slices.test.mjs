/* Where a plot is cut that is taller than a sheet. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { cuts } from "../../assets/src/slices.js";

const LINES = Array.from({ length: 30 }, (_, at) => [30 + at * 20, 45 + at * 20]); // 15 pixels and 5 between

test("what is short is left whole", () => {
  assert.deepEqual(cuts(LINES, 30, 260), []);
});

test("a cut goes through no mark, and each piece fits", () => {
  const found = cuts(LINES, 30, 630);
  const edges = [30, ...found, 630];
  assert.ok(edges.slice(1).every((edge, at) => edge - edges[at] <= 240));
  assert.ok(found.every((cut) => LINES.every(([top, bottom]) => cut < top || cut > bottom)));
});

test("the widest gap is taken of those that come in time", () => {
  const groups = LINES.map(([top, bottom], at) => (at > 8 ? [top + 30, bottom + 30] : [top, bottom]));
  assert.equal(cuts(groups, 30, 660)[0], 222.5); // between the two groups
});

test("where no gap is, nothing is cut", () => {
  assert.deepEqual(cuts([[30, 900]], 30, 900), []);
});
