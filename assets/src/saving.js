/* What is said and done with a file that is saved from a page. */

const PATIENCE = 300; // seconds of waiting in the queue, all together

/**
 * The text of a cell or a sentence on one line; the parts of a cell are set apart.
 * @param {Element} node
 * @returns {string}
 */
export function text(node) {
  const parts = node.querySelectorAll(":scope > .part, :scope > li");
  if (parts.length) return [...parts].map(text).join("; ");
  const label = node.querySelector(":scope > .cell-label")?.textContent;
  const whole = (node.textContent || "").replace(/\s+/g, " ").trim();
  if (!label) return whole;
  return whole.slice(0, whole.length - label.length).trim() + " " + label.trim();
}

/**
 * The filters that an exhibit stands under, in words; nothing where there are none.
 * @param {ParentNode} figure
 */
export function filtersInForce(figure) {
  const own = figure.querySelector(".filter-line");
  if (own) return text(own);
  const chosen = [...document.querySelectorAll(".summary-line > span")];
  return chosen
    .filter((span) => span.querySelector("strong"))
    .map(text)
    .join(" · ");
}

/** The day as YYYY-MM-DD, by the reader's own clock. */
export function today(now = new Date()) {
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/**
 * @param {Blob} file
 * @param {string} name
 */
export function save(file, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** @param {Response} answer */
export function nameIn(answer) {
  const found = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") || "");
  return found ? found[1] : "";
}

/**
 * The server's own sentence where it refuses; a proxy's page about an error helps nobody.
 * @param {Response} answer
 * @param {Words} words
 */
export async function reason(answer, words) {
  const sentence = (answer.headers.get("Content-Type") || "").startsWith("text/plain");
  if (answer.status < 500 && sentence) return (await answer.text()).trim();
  return words.broken.replace("{status}", String(answer.status));
}

/**
 * After how many seconds a file may be asked for again; 0 where an answer is no place in the queue.
 * @param {Response} answer
 */
export function secondsToWait(answer) {
  return answer.status === 429 ? Number(answer.headers.get("Retry-After")) || 0 : 0;
}

/**
 * The file, or what became of it; a place in the queue is told and waited for.
 * @param {string} address
 * @param {Words} words
 * @param {(told: string) => void} place
 */
export async function patientFetch(address, words, place) {
  for (let left = PATIENCE; ;) {
    const answer = await window.fetch(address);
    const seconds = secondsToWait(answer);
    left -= seconds;
    if (!seconds || left < 0) return answer;
    place(words.waiting.replace("{sentence}", await reason(answer, words)));
    await new Promise((resolve) => window.setTimeout(resolve, seconds * 1000));
  }
}
