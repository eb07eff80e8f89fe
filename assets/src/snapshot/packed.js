/* What a file that was taken away holds besides what is read at once: packed, since it is four times as large. Not by the
   browser's own DecompressionStream: the oldest browsers have none, and what it gives comes later than it is asked for. */
import { strFromU8, unzlibSync } from "fflate";
import { element } from "../page.js";

/** @param {string} text base64 of deflated JSON */
export function unpacked(text) {
  const bytes = Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
  return JSON.parse(strFromU8(unzlibSync(bytes)));
}

export const data = unpacked(element("snapshot-data").textContent || "");

/**
 * @param {string} markup written by the server
 * @returns {DocumentFragment}
 */
export function fragment(markup) {
  const template = document.createElement("template");
  template.innerHTML = markup;
  return template.content;
}
