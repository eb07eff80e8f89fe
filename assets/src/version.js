/* The server may get another version under an open page. The page goes on as it is, and says so once. */
import { alert, warn } from "./alert.js";
import { dashboard } from "./dash/namespace.js";

const HEADER = "Dashboard-Version"; // of what the server answers
const SELDOM = 60_000; // ms between two questions when a reader comes back to the page
let told = "";
let asked = Date.now();

/**
 * Whether an answer is of another version than the page; that is told, unless something else is.
 * @param {Response} answer
 */
function isOfAnother(answer) {
  const version = answer.headers.get(HEADER);
  if (!version || version === dashboard.base.version) return false;
  if (version !== told && !alert().hasChildNodes()) {
    told = version;
    warn("renewed", null, "reload", () => window.location.reload());
  }
  return true;
}

/**
 * A way to ask that heeds the version of each answer.
 * @param {typeof window.fetch} ask
 * @returns {typeof window.fetch}
 */
export function heeding(ask) {
  return async function (address, options) {
    const answer = await ask(address, options);
    isOfAnother(answer);
    return answer;
  };
}

/** Asks the server for its version; whether it is another. */
export async function isOutdated() {
  if (!dashboard.base.ready) return false;
  asked = Date.now();
  const answer = await window.fetch(dashboard.base.ready, { cache: "no-store" }).catch(() => null);
  return Boolean(answer && isOfAnother(answer));
}

document.addEventListener("visibilitychange", () => {
  if (!document.hidden && Date.now() - asked > SELDOM) isOutdated();
});
