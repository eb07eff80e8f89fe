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
  const down = (at) => (at > 20 ? 90 : at > 8 ? 30 : 0); // three groups, of which the last comes too late
  const groups = LINES.map(([top, bottom], at) => [top + down(at), bottom + down(at)]);
  assert.equal(cuts(groups, 30, 720)[0], 222.5); // between the first two
});

test("where no gap is, nothing is cut", () => {
  const overlapping = [
    [30, 260],
    [200, 400],
    [300, 900],
  ];
  const within = [
    [30, 400],
    [50, 100],
    [180, 900],
  ];
  for (const marks of [[[30, 900]], overlapping, within]) assert.deepEqual(cuts(marks, 30, 900), []);
});
