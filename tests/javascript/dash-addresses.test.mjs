/* What Dash asks, how its requests are read, and the one place that stands in front of fetch. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { CALLBACK, DEPENDENCIES, LAYOUT, askedFor, changedInput, healthOf } from "../../assets/src/dash/addresses.js";

test("what Dash asks for is told from its address, whatever stands before and behind", () => {
  for (const name of [LAYOUT, DEPENDENCIES, CALLBACK]) assert.equal(askedFor(`/prefix/${name}?a=/b`), name);
  assert.equal(askedFor("/files/a.js"), "");
  assert.equal(askedFor("/_reload-hash"), "");
  assert.equal(askedFor(new URL("http://a/_dash-layout")), "");
});

test("the server of an address says that it lives below the same prefix", () => {
  assert.equal(healthOf("/prefix/_dash-update-component?a"), "/prefix/healthz");
});

test("the input that changed is found by its name, also where its id has parts", () => {
  const [year, part] = [
    { id: "year", property: "value", value: 1 },
    { id: { key: "a", role: "plot" }, property: "data", value: 2 },
  ];
  const inputs = [[year], part];
  assert.equal(changedInput({ output: "", inputs, changedPropIds: ['{"key":"a","role":"plot"}.data'] }), part);
  assert.equal(changedInput({ output: "", inputs, changedPropIds: [] }), year);
});

test("fetch is replaced once, and each way is handed the one that stood before it", async () => {
  const asked = [];
  const window = { fetch: async (address) => void asked.push(address) };
  globalThis.window = window;
  const { askBy } = await import("../../assets/src/dash/fetch.js");
  askBy((ask) => (address) => ask(`${address}1`));
  const { fetch } = window;
  askBy((ask) => (address) => ask(`${address}2`));
  assert.equal(window.fetch, fetch);
  await fetch("a");
  assert.deepEqual(asked, ["a21"]);
});
