/* A server that is away is asked again until it is back. */

import { healthOf } from "./dash/addresses.js";

const AWAY = [502, 503, 504]; // what a proxy says when there is no server behind it
const FIRST_WAIT = 500; // ms
const LONGEST_WAIT = 8000; // ms
const TOLD_FOR = 6000; // ms

/** @typedef {(address: string, options?: RequestInit) => Promise<Response>} Ask */

/** @param {number} ms */
function later(ms) {
  return new Promise((done) => window.setTimeout(done, ms));
}

/**
 * A way to ask that waits for a server to return, and says `gone`, `back` and, when that has been read, nothing.
 * @param {Ask} ask
 * @param {(word: string) => void} tell
 * @param {(ms: number) => Promise<unknown>} wait
 * @returns {Ask}
 */
export function patient(ask, tell, wait = later) {
  /** @type {Promise<void> | null} */
  let returning = null; // while the server is away: the promise of its return

  /* Null where no server answers; a request that its own page gave up stays an error. */
  /** @type {(...asked: Parameters<Ask>) => Promise<Response | null>} */
  async function attempt(address, options) {
    try {
      const answer = await ask(address, options);
      return AWAY.includes(answer.status) ? null : answer;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      return null;
    }
  }

  /** @param {string} health */
  async function awaitReturn(health) {
    tell("gone");
    for (let ms = FIRST_WAIT, back = false; !back; ms = Math.min(2 * ms, LONGEST_WAIT)) {
      await wait(ms);
      back = Boolean((await attempt(health, { cache: "no-store" }))?.ok);
    }
    returning = null;
    tell("back");
    wait(TOLD_FOR).then(() => returning || tell(""));
  }

  return async function (address, options) {
    for (;;) {
      const answer = await attempt(address, options);
      if (answer) return answer;
      returning = returning || awaitReturn(healthOf(address));
      await returning;
    }
  };
}
