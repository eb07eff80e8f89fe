import assert from "node:assert/strict";
import { test } from "node:test";
import { holds, inTheWay, meet } from "../../assets/src/maps/names.js";
import { areaOf } from "../../assets/src/maps/pointing.js";

/** A box of 10 by 10. */
function box(left, top) {
  return { left, top, right: left + 10, bottom: top + 10 };
}

test("boxes that only touch do not meet", () => {
  assert.equal(meet(box(0, 0), box(9, 0)), false);
  assert.equal(meet(box(0, 0), box(8, 0)), true);
  assert.equal(meet(box(0, 0), box(0, 7)), false, "a line is higher than its characters");
  assert.equal(meet(box(0, 0), box(0, 6)), true);
  assert.equal(meet(box(0, 0), box(5, 20)), false);
});

test("a box that reaches over the edge of its frame is not held", () => {
  const frame = { left: 0, top: 0, right: 50, bottom: 50 };
  assert.equal(holds(frame, box(40, 40)), true);
  for (const [left, top] of [
    [42, 0],
    [0, 42],
    [-2, 0],
    [0, -2],
  ])
    assert.equal(holds(frame, box(left, top)), false);
});

test("the first of two names that meet stands, and what meets only a hidden one stands too", () => {
  assert.deepEqual(inTheWay([box(0, 0), box(5, 0), box(10, 0)]), [1]);
  assert.deepEqual(inTheWay([box(0, 0), box(20, 0), box(2, 2)]), [2]);
  assert.deepEqual(inTheWay([]), []);
});

test("a mark stands for the area of its trace, or of its point", () => {
  const of = (areas, pointNumber) => areaOf({ points: [{ data: { stands: { areas } }, pointNumber }] });
  assert.equal(of(["522629"]), "522629");
  assert.equal(of(["522629"], 7), "522629", "a fill is one mark, at whatever point of its outline");
  assert.equal(of(["330100", "330200"], 1), "330200");
  assert.equal(of([], 0), "");
  assert.equal(areaOf({ points: [{ data: {} }] }), "");
  assert.equal(areaOf(null), "");
});
