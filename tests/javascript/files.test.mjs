/* Files that are saved: their names, what a refusal says, and the day they are made on. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { today } from "../../assets/src/saving.js";

globalThis.document = { addEventListener: () => {} };
const { nameIn, reason } = await import("../../assets/src/saving.js");

const WORDS = { broken: "failed ({status})" };

test("a file is named as the server says", () => {
  const headers = { "Content-Disposition": 'attachment; filename="a-b.xlsx"' };
  assert.equal(nameIn(new Response("", { headers })), "a-b.xlsx");
  assert.equal(nameIn(new Response("")), "");
});

test("a sentence of the server is told, and no page about an error", async () => {
  const plain = { headers: { "Content-Type": "text/plain; charset=utf-8" } };
  assert.equal(await reason(new Response("Too many.\n", { ...plain, status: 429 }), WORDS), "Too many.");
  assert.equal(await reason(new Response("Traceback", { ...plain, status: 500 }), WORDS), "failed (500)");
  const page = { status: 404, headers: { "Content-Type": "text/html" } };
  assert.equal(await reason(new Response("<h1>", page), WORDS), "failed (404)");
});

test("the day is the reader's own, with two digits a part", () => {
  assert.equal(today(new Date(2031, 0, 5, 23, 59)), "2031-01-05");
});
