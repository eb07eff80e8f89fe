/* Answers of callbacks: remembered, and set only where they change something. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Remembered, Standing } from "../../assets/src/answers.js";

test("the latest answers are remembered, the oldest forgotten", () => {
  const remembered = new Remembered(2);
  for (const question of ["a", "b", "c"]) remembered.remember(question, question.toUpperCase());
  assert.deepEqual(
    ["a", "b", "c"].map((one) => remembered.to(one)),
    [undefined, "B", "C"],
  );
});

test("what was answered last and stands is left out, property by property", () => {
  const standing = new Standing();
  const first = { head: { children: "a" }, body: { children: [1], className: "x" } };
  standing.leaveOut(first);
  assert.deepEqual(first, { head: { children: "a" }, body: { children: [1], className: "x" } });
  const second = { head: { children: "a" }, body: { children: [2], className: "x" } };
  standing.leaveOut(second);
  assert.deepEqual(second, { body: { children: [2] } });
});

test("what was changed and is changed back is set", () => {
  const standing = new Standing();
  const said = ["a", "b", "a"].map((children) => {
    const parts = { head: { children } };
    standing.leaveOut(parts);
    return parts;
  });
  assert.deepEqual(
    said,
    ["a", "b", "a"].map((children) => ({ head: { children } })),
  );
});

test("on a new page everything is set", () => {
  const standing = new Standing();
  standing.leaveOut({ head: { children: "a" } });
  const parts = { page: { children: [] }, head: { children: "a" } };
  standing.leaveOut(parts);
  assert.deepEqual(parts, { page: { children: [] }, head: { children: "a" } });
});

test("a proof is set though it was answered last, since scripts set it too", () => {
  const standing = new Standing();
  for (let turn = 0; turn < 2; turn++) {
    const parts = { "proof-body": { children: "a" } };
    standing.leaveOut(parts);
    assert.deepEqual(parts, { "proof-body": { children: "a" } });
  }
});
