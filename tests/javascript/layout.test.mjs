/* Layouts and callbacks as Dash writes them, and what becomes of parts that no callback names. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { components, named } from "../../assets/src/dash/layout.js";
import { stilled } from "../../assets/src/dash/still.js";

const html = (type, props) => ({ type, namespace: "dash_html_components", props });
const store = (id) => ({ type: "Store", namespace: "dash_core_components", props: { id } });

test("a callback names its inputs, its states and each of its outputs", () => {
  const asked = { inputs: [{ id: "year" }], state: [{ id: "lang" }] };
  assert.deepEqual(named({ ...asked, output: "a.children" }), ["year", "lang", "a"]);
  assert.deepEqual(named({ ...asked, output: "..a.children...b.c.data.." }), ["year", "lang", "a", "b.c"]);
  const pattern = '{"key":["MATCH"],"role":"graph"}';
  assert.deepEqual(named({ inputs: [], state: [], output: `${pattern}.className` }), [pattern]);
});

test("every component is found, however deep it lies", () => {
  const tree = html("Div", { children: ["text", null, [html("P", { children: store("x") })], store("y")] });
  assert.deepEqual(
    [...components(tree)].map((one) => one.type),
    ["Div", "P", "Store", "Store"],
  );
});

test("parts that no callback names become one each", () => {
  const still = html("P", { children: ["a", html("B", { id: "quiet", children: 1 })] });
  const wired = html("P", { id: "said", children: [still] });
  const link = { type: "Link", namespace: "dash_core_components", props: { href: "/", children: "on" } };
  const tree = stilled(
    html("Div", { id: "page", children: [still, wired, link, store("x")] }),
    new Set(["page", "said"]),
  );
  assert.equal(tree.type, "Div");
  const [first, second, third, fourth] = tree.props.children;
  assert.deepEqual(first, { type: "Still", namespace: "dash_clientside", props: { content: still } });
  assert.deepEqual(second.props.children, [first]);
  assert.deepEqual(third.props.content, link);
  assert.deepEqual(fourth, { ...store("x"), props: { id: "x", children: undefined } });
});

test("an id that is a pattern is never still", () => {
  const host = html("Div", { id: { key: "a", role: "graph" } });
  assert.equal(stilled(html("Div", { children: [host] }), new Set()).type, "Div");
});

test("text and nothing stay what they are", () => {
  for (const one of ["text", 5, null, undefined]) assert.equal(stilled(one, new Set()), one);
});
