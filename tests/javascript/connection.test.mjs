/* A server that is away is asked again until it is back, and the reader is told. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { patient } from "../../assets/src/connection.js";

/* Asks a server that gives these answers one after the other; an error is thrown. */
function asking(answers) {
  const asked = [];
  const told = [];
  const waited = [];
  const ask = async (address) => {
    asked.push(address);
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return new Response(null, { status: answer });
  };
  const wait = async (ms) => void waited.push(ms);
  return { asked, told, waited, fetch: patient(ask, (word) => told.push(word), wait) };
}

const GONE = () => new TypeError("Failed to fetch");

test("an answer is passed on, a failure of the server too", async () => {
  for (const status of [200, 204, 400, 500]) {
    const { fetch, told } = asking([status]);
    assert.equal((await fetch("/_dash-update-component")).status, status);
    assert.deepEqual(told, []);
  }
});

test("a server that does not answer is asked for its health, ever more rarely, and then again", async () => {
  const away = [GONE(), 502, 503, 504, GONE(), GONE(), GONE()];
  const { asked, told, waited, fetch } = asking([...away, 200, 200]);
  assert.equal((await fetch("/prefix/_dash-update-component?x")).status, 200);
  assert.deepEqual(asked, [
    "/prefix/_dash-update-component?x",
    ...Array(7).fill("/prefix/healthz"),
    "/prefix/_dash-update-component?x",
  ]);
  assert.deepEqual(waited.slice(0, 7), [500, 1000, 2000, 4000, 8000, 8000, 8000]);
  assert.deepEqual(told, ["gone", "back", ""]);
});

test("two that wait wait for the same return", async () => {
  const { asked, told, fetch } = asking([GONE(), GONE(), 200, 200, 200]);
  await Promise.all([fetch("/_dash-layout"), fetch("/_dash-dependencies")]);
  assert.equal(asked.filter((one) => one === "/healthz").length, 1);
  assert.deepEqual(told.slice(0, 2), ["gone", "back"]);
});

test("what its own page gave up stays an error", async () => {
  const { fetch, told } = asking([new DOMException("aborted", "AbortError")]);
  await assert.rejects(fetch("/_dash-layout"), { name: "AbortError" });
  assert.deepEqual(told, []);
});
