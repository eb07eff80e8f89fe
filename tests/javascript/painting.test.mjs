/* Names of colours and files, layouts over each other, and areas as lines. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { overlaid, resolved } from "../../assets/src/painting.js";

globalThis.window = globalThis; // as a browser has it
const { outlined } = await import("../../assets/src/shapes.js");

const STYLE = { getPropertyValue: (name) => ({ "--teal": " #086 " })[name] || "" };

test("names of colours and files are resolved, wherever they stand", () => {
  const figure = { data: [{ color: "@teal", x: [1, null, "text"] }], file: "@asset:a.json", on: true };
  assert.deepEqual(resolved(figure, STYLE, "/f/"), {
    data: [{ color: "#086", x: [1, null, "text"] }],
    file: "/f/a.json",
    on: true,
  });
});

test("without a style colours keep their names", () => {
  assert.deepEqual(resolved(["@teal", "@asset:a"], null, "/f/"), ["@teal", "/f/a"]);
});

test("a layout lies over another part by part, and leaves it as it is", () => {
  const below = { margin: { l: 1, r: 2 }, shapes: [1, 2], title: "a" };
  assert.deepEqual(overlaid(below, { margin: { r: 3 }, shapes: [3], title: null }), {
    margin: { l: 1, r: 3 },
    shapes: [3],
    title: null,
  });
  assert.deepEqual(below, { margin: { l: 1, r: 2 }, shapes: [1, 2], title: "a" });
  assert.deepEqual(overlaid(below, null), below);
});

test("areas are closed lines, the pen lifted between them", () => {
  const file = { areas: { a: { rings: [[0, 0, 1, 0, 1, 1]] }, b: { rings: [[5, 5, 6, 6]] } } };
  const trace = outlined({ shapes: { file: "f", ids: ["a", "b"] } }, file);
  assert.deepEqual(trace.x, [0, 1, 1, 0, null, 5, 6, 5]);
  assert.deepEqual(trace.y, [0, 0, 1, 0, null, 5, 6, 5]);
});

test("a trace that draws no areas, or whose file is not here, stays as it is", () => {
  const trace = { shapes: { file: "f", ids: [] } };
  assert.equal(outlined(trace, undefined), trace);
  assert.deepEqual(outlined({ x: [1] }, { areas: {} }), { x: [1] });
});
