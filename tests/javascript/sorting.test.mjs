/* The order of a table's rows. */
import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.document = { addEventListener: () => {} }; // a click on a heading is the browser's to test
const { order } = await import("../../assets/src/sorting.js");

const CHINESE = new Intl.Collator("zh-CN-u-co-pinyin", { numeric: true });

function sorted(keys, falling) {
  return [...keys].sort((a, b) => order(a, b, falling, CHINESE));
}

test("numbers go by their value", () => {
  assert.deepEqual(sorted(["10", "9", "-1.5"], false), ["-1.5", "9", "10"]);
  assert.deepEqual(sorted(["10", "9", "-1.5"], true), ["10", "9", "-1.5"]);
});

test("words go as the language has them, numbers in them by value", () => {
  assert.deepEqual(sorted(["浙江", "安吉", "丹寨"], false), ["安吉", "丹寨", "浙江"]);
  assert.deepEqual(sorted(["No. 10", "No. 9"], false), ["No. 9", "No. 10"]);
});

test("what is unknown stands last both ways", () => {
  for (const falling of [false, true]) assert.equal(sorted(["", "2", "1"], falling).at(-1), "");
});
