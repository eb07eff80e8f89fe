/* Options are found by what they are called. */
import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.window = globalThis.window || {};
const { folded } = await import("../../assets/src/options.js");

test("text is compared without case, tones, spaces and signs", () => {
  assert.equal(folded(" Lǐshuǐ  Shì’"), "lishuishi");
  assert.equal(folded("贵州省 Guizhou"), "贵州省guizhou");
});
