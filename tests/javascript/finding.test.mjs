/* Finding in a file that was taken away. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { folded, matching, oneLetterOff, results } from "../../assets/src/snapshot/finding.js";

const ROWS = [
  ["fact", "<a>1</a>", "poor people | 凯里市 2019"],
  ["place", "<a>2</a>", "凯里市 | kailishi | kai li shi | kls | kaili city"],
  ["exhibit", "<a>3</a>", "counties"],
];
const INDEX = {
  rows: ROWS,
  groups: { place: "Places", fact: "Figures", exhibit: "Exhibits" },
  words: { found: "“{asked}”: {count} found", none: "Nothing for “{asked}”." },
};

test("each word stands somewhere in what a row is found by", () => {
  assert.deepEqual(matching("凯里 2019", ROWS), [ROWS[0]]);
  assert.deepEqual(matching("kaili", ROWS), [ROWS[1]]);
  assert.deepEqual(matching("ounti", ROWS), [ROWS[2]]);
  assert.deepEqual(matching("nowhere", ROWS), []);
  assert.deepEqual(matching("  ", ROWS), []);
});

test("a word that stands nowhere may have one letter wrong", () => {
  assert.deepEqual(matching("kaily", ROWS), [ROWS[1]]);
  assert.deepEqual(matching("kalishi", ROWS), [ROWS[1]]);
  assert.deepEqual(matching("peopel 2019", ROWS), [ROWS[0]]);
  assert.deepEqual(matching("conties", ROWS), [ROWS[2]]);
  assert.deepEqual(matching("kayly", ROWS), []);
  assert.deepEqual(matching("klx", ROWS), []); // too short to tell
  const near = ["kali", "kaaili", "kaixi", "aikli", "xkaili", "kailix", "kiali"];
  assert.deepEqual(
    near.filter((word) => oneLetterOff(word, "kaili")),
    ["kali", "kaaili", "kaixi", "xkaili", "kailix", "kiali"],
  );
  assert.ok(!oneLetterOff("kai", "kaili"));
});

test("what is called just that comes first", () => {
  assert.deepEqual(matching("凯里市", ROWS), [ROWS[1], ROWS[0]]);
});

test("wide letters, capitals and accents make no difference", () => {
  assert.equal(folded(" ＫＡＩＬＩ Xi’an ü "), "kaili xian u");
});

test("results are told by groups, and what is asked is only text", () => {
  const told = results("凯里市", INDEX);
  assert.match(told, /^<p role="status">“凯里市”: 2 found<\/p><section/);
  assert.ok(told.indexOf("Places") < told.indexOf("Figures"));
  assert.ok(!told.includes("Exhibits"));
  assert.equal(results("<b>&$&", INDEX), '<p role="status">Nothing for “&#60;b&#62;&#38;$&#38;”.</p>');
  assert.equal(results(" ", INDEX), "");
});
