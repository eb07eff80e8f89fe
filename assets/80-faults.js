/* Faults are told, never swallowed. A server that is away is asked again until it is back, and the page goes on where it
   was; a step at which it failed can be tried again; a page that no longer fits the server can be loaded again. */
(function () {
  const CALLBACK = /_dash-update-component/;
  const OURS = /_dash-(update-component|layout|dependencies)/;
  const AWAY = [502, 503, 504]; // what a proxy says when there is no server behind it
  const FIRST_WAIT = 500; // ms
  const LONGEST_WAIT = 8000; // ms
  const TOLD_FOR = 6000; // ms
  const NOTHING_NEW = 204; // Dash then leaves the page as it is
  const ask = window.fetch.bind(window);
  let returned = null; // while the server is away: the promise of its return
  let failed = ""; // the callback that the alert speaks of

  window.fetch = function (address, options) {
    return typeof address === "string" && OURS.test(address) ? persist(address, options) : ask(address, options);
  };

  async function persist(address, options) {
    for (;;) {
      const answer = await attempt(address, options);
      if (answer) return CALLBACK.test(address) ? settle(answer, JSON.parse(options.body)) : answer;
      returned = returned || awaitReturn(address.replace(/_dash-.*/, "healthz"));
      await returned;
    }
  }

  /* Null where no server answers; a request that its own page gave up stays an error. */
  async function attempt(address, options) {
    try {
      const answer = await ask(address, options);
      return AWAY.includes(answer.status) ? null : answer;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      return null;
    }
  }

  async function awaitReturn(health) {
    tell("gone");
    for (let wait = FIRST_WAIT, answer = null; !(answer && answer.ok); wait = Math.min(2 * wait, LONGEST_WAIT)) {
      await new Promise((resolve) => window.setTimeout(resolve, wait));
      answer = await attempt(health, { cache: "no-store" });
    }
    returned = null;
    tell("back");
    window.setTimeout(() => returned || tell(""), TOLD_FOR);
  }

  async function settle(answer, sent) {
    if (answer.ok) {
      if (failed === sent.output) dismiss();
      return answer;
    }
    failed = sent.output;
    if (answer.status >= 500) {
      const told = await answer.json().catch(() => ({}));
      warn("failed", told.number, "retry", () => repeat(sent));
    } else warn("stale", null, "reload", () => window.location.reload());
    return new Response(null, { status: NOTHING_NEW });
  }

  /* The input that had changed is set once more, so that the callback runs with all that is chosen now. */
  function repeat(sent) {
    const inputs = sent.inputs.flat();
    const name = (input) => (typeof input.id === "string" ? input.id : JSON.stringify(input.id)) + "." + input.property;
    const changed = inputs.find((input) => sent.changedPropIds.includes(name(input))) || inputs[0];
    window.dash_clientside.set_props(changed.id, { [changed.property]: changed.value });
  }

  /* What is told ---------------------------------------------------------------------------------------------- */

  function region() {
    return document.getElementById("faults");
  }

  function words() {
    return JSON.parse(region().dataset.words)[document.documentElement.lang === "en" ? "en" : "zh"];
  }

  function tell(word) {
    region().querySelector("[role=status]").textContent = word && words()[word];
  }

  function warn(sentence, number, action, act) {
    const said = document.createElement("p");
    said.textContent = words()[sentence];
    if (number) said.append(" ", words().number, Object.assign(document.createElement("code"), { textContent: number }));
    region().querySelector("[role=alert]").replaceChildren(said, button(action, act), button("close"));
  }

  function button(word, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "plain";
    made.textContent = words()[word];
    made.addEventListener("click", () => {
      dismiss();
      if (act) act();
    });
    return made;
  }

  function dismiss() {
    const alert = region().querySelector("[role=alert]");
    const main = document.getElementById("main");
    if (alert.contains(document.activeElement) && main) main.focus({ preventScroll: true });
    alert.replaceChildren();
    failed = "";
  }
})();
