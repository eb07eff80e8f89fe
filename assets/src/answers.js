/* What the server answered to callbacks. They are pure: the same question has the same answer, and what an answer leaves
   as it was needs not be set again. */

const MOST_REMEMBERED = 40; // answers; the largest has some 400 KB
const PAGE = "page";
const PROOF = "proof-body"; // set by scripts too, and watched for its change

/** The latest answers by their questions, as text. */
export class Remembered {
  constructor(most = MOST_REMEMBERED) {
    this.most = most;
    /** @type {Map<string, string>} */
    this.answers = new Map(); // the oldest first
  }

  /** @param {string} question */
  to(question) {
    return this.answers.get(question);
  }

  /**
   * @param {string} question
   * @param {string} answer
   */
  remember(question, answer) {
    this.answers.set(question, answer);
    const [oldest] = this.answers.keys();
    if (this.answers.size > this.most) this.answers.delete(oldest);
  }
}

/** What was answered last, part by part. */
export class Standing {
  constructor() {
    /** @type {Map<string, string>} */
    this.answered = new Map(); // by `id.property`
  }

  /**
   * Takes out of an answer what was answered last and stands. A new page, which is an answer to `page`, stands as its
   * address says, whatever was answered before.
   * @param {Record<string, Record<string, Json>>} parts
   */
  leaveOut(parts) {
    if (parts[PAGE]) this.answered.clear();
    for (const [id, props] of Object.entries(parts)) {
      if (id === PROOF) continue;
      for (const [name, value] of Object.entries(props)) {
        const written = JSON.stringify(value);
        if (this.answered.get(`${id}.${name}`) === written) delete props[name];
        this.answered.set(`${id}.${name}`, written);
      }
      if (!Object.keys(props).length) delete parts[id];
    }
  }
}
