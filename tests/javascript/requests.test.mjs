/* What Dash asks for: layout and callbacks of the document, and answers of the server, asked for once. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { answering } from "../../assets/src/dash/requests.js";

const CALLBACK = "/prefix/_dash-update-component";

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
  return { asked, dash: answering(ask, part("a", [part("b"), "text"]), [{ output: "a.children" }], new Set(["a"])) };
}

test("layout and callbacks are answered from the document, the layout with its still parts as one", async () => {
  const { asked, dash } = serverSaying(() => assert.fail("nothing is to be asked for"));
  const layout = await (await dash("/_dash-layout")).json();
  assert.equal(layout.props.children[0].type, "Still");
  assert.deepEqual(layout.props.children[0].props.content, part("b"));
  assert.deepEqual(await (await dash("/prefix/_dash-dependencies?x")).json(), [{ output: "a.children" }]);
  assert.deepEqual(asked, []);
});

test("a question is asked once, and an answer that stands is not set again", async () => {
  const { asked, dash } = serverSaying((_, { body }) => Response.json({ response: { a: { children: body } } }));
  const said = [];
  for (const body of ["x", "y", "x", "x"]) said.push(await (await dash(CALLBACK, { body })).json());
  assert.deepEqual(asked, ["x", "y"]);
  assert.deepEqual(said, [..."xyx"].map((children) => ({ response: { a: { children } } })).concat({ response: {} }));
});

test("an answer keeps its still parts as one", async () => {
  const { dash } = serverSaying(() => Response.json({ response: { a: { children: [part("c"), part("a")] } } }));
  const { response } = await (await dash(CALLBACK, { body: "x" })).json();
  assert.deepEqual(
    response.a.children.map((one) => one.type),
    ["Still", "Div"],
  );
});

test("a refusal is passed on and asked for again", async () => {
  const { asked, dash } = serverSaying(() => new Response("no", { status: 500 }));
  for (let turn = 0; turn < 2; turn++) assert.equal((await dash(CALLBACK, { body: "x" })).status, 500);
  assert.deepEqual(asked, ["x", "x"]);
});

test("all else goes to the server", async () => {
  const { dash } = serverSaying(() => new Response("file"));
  assert.equal(await (await dash("/boundaries/a.json")).text(), "file");
  assert.equal(await (await dash(new URL("http://a/_dash-layout"))).text(), "file");
});
