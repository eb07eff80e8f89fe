/* Files that are saved: their names, what a refusal says, and the day they are made on. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { today } from "../../assets/src/saving.js";

globalThis.document = { addEventListener: () => {} };
const { nameIn, patientFetch, reason, secondsToWait } = await import("../../assets/src/saving.js");

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

/** @param {[number, string][]} answers statuses with what Retry-After says */
function answering(answers) {
  globalThis.window = { setTimeout };
  window.fetch = async () => {
    const [status, seconds] = answers.shift();
    const headers = { "Content-Type": "text/plain; charset=utf-8", "Retry-After": seconds };
    return new Response("Two come first.\n", { status, headers });
  };
}

test("a place in the queue is told and waited for", async () => {
  const told = [];
  answering([
    [429, "0.02"],
    [429, "0.01"],
    [200, ""],
  ]);
  const words = { ...WORDS, waiting: "Queued: {sentence}" };
  const answer = await patientFetch("/x", words, (one) => told.push(one));
  assert.equal(answer.status, 200);
  assert.deepEqual(told, ["Queued: Two come first.", "Queued: Two come first."]);
});

test("a refusal that names no time is final, and so is a wait without end", async () => {
  for (const seconds of ["", "soon", "1000"]) {
    answering([[429, seconds]]);
    assert.equal((await patientFetch("/x", WORDS, assert.fail)).status, 429);
  }
  assert.equal(secondsToWait(new Response("", { status: 503, headers: { "Retry-After": "5" } })), 0);
});
