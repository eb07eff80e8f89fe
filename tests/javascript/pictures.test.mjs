import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.window = { dash_clientside: {} };
const { canvasOf, withDpi } = await import("../../assets/src/pictures.js");

test("a picture is as large as is asked for, and says how many pixels an inch has", () => {
  assert.deepEqual(canvasOf("1", 800, 600), { width: 800, height: 600, left: 0, top: 0, scale: 1, dpi: 96 });
  assert.deepEqual(canvasOf("2", 800, 601), { width: 1600, height: 1202, left: 0, top: 0, scale: 2, dpi: 192 });
});

test("a slide has a picture whole and in its middle", () => {
  const flat = canvasOf("slide", 1920, 540);
  assert.deepEqual([flat.width, flat.height, flat.scale, flat.left, flat.top], [1920, 1080, 1, 0, 270]);
  const tall = canvasOf("slide", 1000, 2000);
  assert.deepEqual([tall.width, tall.height, tall.scale, tall.left, tall.top], [1920, 1080, 0.54, 690, 0]);
});

test("the size of a pixel stands before the rest of a PNG, with its check", async () => {
  const png = Uint8Array.from({ length: 40 }, (_, at) => at);
  const bytes = new Uint8Array(await withDpi(png, 96).arrayBuffer());
  assert.equal(bytes.length, 61);
  assert.deepEqual([...bytes.slice(0, 33)], [...png.slice(0, 33)]);
  assert.deepEqual([...bytes.slice(54)], [...png.slice(33)]);
  const part = [0, 0, 0, 9, 0x70, 0x48, 0x59, 0x73, 0, 0, 0x0e, 0xc4, 0, 0, 0x0e, 0xc4, 1];
  assert.deepEqual([...bytes.slice(33, 50)], part);
  assert.deepEqual([...bytes.slice(50, 54)], [0x95, 0x2b, 0x0e, 0x1b]); // as zlib computes it
});
