/* The proof in an address: read, written beside all else, and named by marks. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  choicesIn,
  parameterOf,
  proofIn,
  proofOfMark,
  withProfile,
  withProof,
} from "../../assets/src/proof-address.js";

test("a figure is read from the parameter of its kind, and written as it was", () => {
  for (const [query, kind, id] of [
    ["fact=paired", "fact", "paired"],
    ["derived=counties%3Aby%3D1%3Bclass%3Da", "derived", "counties:by=1;class=a"],
    ["county=520000&from=cases", "county", "520000"],
    ["year=1&case=%E4%B8%B9", "case", "丹"],
  ]) {
    assert.deepEqual(proofIn(new URLSearchParams(query)), { kind, id });
    assert.ok(query.includes(parameterOf({ kind, id })));
  }
});

test("no figure, an empty one, and a word that is none", () => {
  for (const query of ["", "year=1", "fact=", "facts=a"]) assert.equal(proofIn(new URLSearchParams(query)), null);
  assert.equal(parameterOf(null), "");
});

test("a proof takes the place of another, and all else stays as it is written", () => {
  assert.equal(withProof("", "fact=a"), "?fact=a");
  assert.equal(withProof("?fact=a", ""), "");
  assert.equal(withProof("?province=a,b&q=%20x&county=1", "fact=a%20b"), "?province=a,b&q=%20x&fact=a%20b");
  assert.equal(withProof("?class=&fact=a", "fact=a"), "?class=&fact=a");
});

test("a profile takes the place of another, beside a proof", () => {
  assert.equal(withProfile("?year=1&profile=a&fact=b", "c&d"), "?year=1&fact=b&profile=c%26d");
  assert.equal(withProfile("?profile=a", ""), "");
});

test("choices go on without the proof and without where the reader came from", () => {
  assert.deepEqual(choicesIn("?year=1&from=cases&fact=a&class="), ["year=1", "class="]);
  assert.deepEqual(choicesIn("?profile=a&year=1"), ["year=1"]);
  assert.deepEqual(choicesIn(""), []);
});

test("a mark names its figure, itself or by its trace", () => {
  const found = { kind: "derived", id: "counties:by=1" };
  assert.deepEqual(proofOfMark({ points: [{ customdata: "derived:counties:by=1", data: {} }] }), found);
  assert.deepEqual(proofOfMark({ points: [{ customdata: ["derived:counties:by=1"], data: {} }] }), found);
  assert.deepEqual(proofOfMark({ points: [{ data: { customdata: "derived:counties:by=1" } }] }), found);
});

test("a mark without a figure opens nothing", () => {
  for (const click of [{}, { points: [] }, { points: [{ data: {} }] }, { points: [{ customdata: 5, data: {} }] }])
    assert.equal(proofOfMark(click), null);
  assert.equal(proofOfMark({ points: [{ customdata: "words", data: {} }] }), null);
});
