/* What Dash asks for: layout and callbacks of the document, and answers of the server, asked for once. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { answering } from "../../assets/src/dash/requests.js";

const CALLBACK = "/prefix/_dash-update-component";

/* What Dash asks of a callback that puts out `output`. */
function question(value, output = "a.children") {
  return JSON.stringify({ output, inputs: [{ id: "i", property: "data", value }], changedPropIds: ["i.data"] });
}

function valueOf(body) {
  return JSON.parse(body).inputs[0].value;
}

function part(id, children) {
  return { type: "Div", namespace: "dash_html_components", props: { id, children } };
}

/* A server that answers each question with what `say` makes of it, and counts. */
function serverSaying(say) {
  const asked = [];
  const ask = async (address, options) => {
    asked.push(options?.body);
    return say(address, options);
  };
  const waits = [];
  const wait = () => {
    waits.push("begun");
    return () => waits.push("ended");
  };
  const layout = part("a", [part("b"), "text"]);
  const one = { id: "i", property: "data" };
  const callbacks = [
    { output: "a.children", inputs: [], state: [] },
    { output: '..a-summary.children...{"key":"x.y"}.data..', inputs: [one], state: [{ id: "lang", property: "data" }] },
  ];
  const props = { i: { data: "held" }, lang: { data: "zh" } };
  return { asked, waits, callbacks, ...answering(ask, layout, callbacks, new Set(["a"]), wait, (id) => props[id]) };
}

test("layout and callbacks are answered from the document, the layout with its still parts as one", async () => {
  const { asked, callbacks, dash } = serverSaying(() => assert.fail("nothing is to be asked for"));
  const layout = await (await dash("/_dash-layout")).json();
  assert.equal(layout.props.children[0].type, "Still");
  assert.deepEqual(layout.props.children[0].props.content, part("b"));
  assert.deepEqual(await (await dash("/prefix/_dash-dependencies?x")).json(), callbacks);
  assert.deepEqual(asked, []);
});

test("a question is asked once, and an answer that stands is not set again", async () => {
  const { asked, dash } = serverSaying((_, { body }) =>
    Response.json({ response: { a: { children: valueOf(body) } } }),
  );
  const said = [];
  for (const value of "xyxx") said.push(await (await dash(CALLBACK, { body: question(value) })).json());
  assert.deepEqual(asked.map(valueOf), ["x", "y"]);
  assert.deepEqual(said, [..."xyx"].map((children) => ({ response: { a: { children } } })).concat({ response: {} }));
});

test("an answer that comes after another question of its callback sets nothing, and does not stand", async () => {
  const waiting = [];
  const { dash } = serverSaying(() => new Promise((resolve) => waiting.push(resolve)));
  const same = () => Response.json({ response: { a: { children: "same" } } });
  const asked = ["x", "y"].map((value) => dash(CALLBACK, { body: question(value) }));
  for (const resolve of waiting) resolve(same());
  const [overtaken, last] = await Promise.all(asked);
  assert.deepEqual((await overtaken.json()).response, {});
  assert.deepEqual((await last.json()).response, { a: { children: "same" } });
});

test("an answer keeps its still parts as one", async () => {
  const { dash } = serverSaying(() => Response.json({ response: { a: { children: [part("c"), part("a")] } } }));
  const { response } = await (await dash(CALLBACK, { body: question("x") })).json();
  assert.deepEqual(
    response.a.children.map((one) => one.type),
    ["Still", "Div"],
  );
});

test("a refusal is passed on and asked for again", async () => {
  const { asked, dash } = serverSaying(() => new Response("no", { status: 500 }));
  for (let turn = 0; turn < 2; turn++) assert.equal((await dash(CALLBACK, { body: question("x") })).status, 500);
  assert.deepEqual(asked.map(valueOf), ["x", "x"]);
});

test("all else goes to the server", async () => {
  const { dash } = serverSaying(() => new Response("file"));
  assert.equal(await (await dash("/boundaries/a.json")).text(), "file");
  assert.equal(await (await dash(new URL("http://a/_dash-layout"))).text(), "file");
});

test("an overtaken question that fails is no fault of the page", async () => {
  const waiting = [];
  const { dash } = serverSaying(() => new Promise((resolve) => waiting.push(resolve)));
  const asked = ["x", "y"].map((value) => dash(CALLBACK, { body: question(value) }));
  waiting[0](new Response("", { status: 500 }));
  waiting[1](Response.json({ response: { a: { children: "y" } } }));
  const [overtaken, last] = await Promise.all(asked);
  assert.equal(overtaken.status, 200);
  assert.deepEqual((await last.json()).response, { a: { children: "y" } });
});

test("a reader waits for answers to filters alone, and no longer where there is none", async () => {
  const { dash, waits } = serverSaying(async (_, { body }) => {
    if (valueOf(body) === "gone") throw new TypeError("nobody answers");
    return Response.json({ response: {} });
  });
  await dash(CALLBACK, { body: question("x") });
  assert.deepEqual(waits, []);
  const filters = "..east-west-notices.children...east-west-summary.children..";
  await dash(CALLBACK, { body: question("x", filters) });
  await dash(CALLBACK, { body: question("x", filters) });
  await assert.rejects(dash(CALLBACK, { body: question("gone", filters) }));
  assert.deepEqual(waits, ["begun", "ended", "begun", "ended"]);
});

/* The question of the second callback as Dash puts it. */
function put(value) {
  const inputs = [{ id: "i", property: "data", value }];
  const state = [{ id: "lang", property: "data", value: "zh" }];
  const output = '..a-summary.children...{"key":"x.y"}.data..';
  return JSON.stringify({ output, inputs, changedPropIds: ["i.data"], state });
}

test("what was fetched ahead is not asked for again, whatever led to the question", async () => {
  globalThis.document = { getElementById: () => ({ textContent: '{"requests_pathname_prefix":"/prefix/"}' }) };
  const { asked: sent, dash, fetchAhead } = serverSaying(() => Response.json({ response: {} }));
  await fetchAhead("i", "next");
  await fetchAhead("i", "next");
  assert.equal(sent.length, 1);
  const { outputs, inputs, changedPropIds } = JSON.parse(sent[0]);
  assert.deepEqual(outputs, [
    { id: "a-summary", property: "children" },
    { id: { key: "x.y" }, property: "data" },
  ]);
  assert.deepEqual([inputs[0].value, changedPropIds], ["next", ["i.data"]]);
  await dash(CALLBACK, { body: put("next") });
  assert.equal(sent.length, 1);
  await dash(CALLBACK, { body: put("other") });
  assert.equal(sent.length, 2);
});

test("a choice made while its answer is on the way waits for that answer", async () => {
  const waiting = [];
  const { asked: sent, dash, fetchAhead } = serverSaying(() => new Promise((resolve) => waiting.push(resolve)));
  const ahead = fetchAhead("i", "next");
  const chosen = dash(CALLBACK, { body: put("next") });
  waiting[0](Response.json({ response: { a: { children: "text" } } }));
  assert.deepEqual(await (await chosen).json(), { response: { a: { children: "text" } } });
  await ahead;
  assert.equal(sent.length, 1);
});

test("what could not be fetched ahead is asked for when it is chosen", async () => {
  let fails = true;
  const {
    asked: sent,
    dash,
    fetchAhead,
  } = serverSaying(() => {
    if (fails) throw new TypeError("nobody answers");
    return Response.json({ response: {} });
  });
  await fetchAhead("i", "next");
  fails = false;
  assert.equal((await dash(CALLBACK, { body: put("next") })).ok, true);
  assert.equal(sent.length, 2);
});

test("an input that no filter has is not asked about", async () => {
  const { asked: sent, fetchAhead } = serverSaying(() => assert.fail("nothing is to be asked for"));
  await fetchAhead("unknown", "x");
  assert.deepEqual(sent, []);
});
