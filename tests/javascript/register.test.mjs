/* The register of sources is narrowed as the server narrows it. */
import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.document = { addEventListener() {} };
const { fits } = await import("../../assets/src/register.js");

const ENTRY = { kind: "press", grade: "B", topic: "aid income", text: "茶叶 tea daily" };
const asked = (query) => fits(new URLSearchParams(query), ENTRY);

test("nothing asked for leaves a source, and so do its own kind, grade and topics", () => {
  for (const query of ["", "kind=press", "grade=B&topic=income", "q=TEA++茶", "kind="]) assert.ok(asked(query), query);
});

test("another kind, grade or topic, or a word that it lacks, takes it away", () => {
  for (const query of ["kind=repost", "grade=A", "topic=inc", "q=tea+coffee"]) assert.ok(!asked(query), query);
});
