/* Taking a page away: its links ask for what is on show, and a file is fetched with its progress told on the button. */
(function () {
  const dashboard = window.dash_clientside.dashboard;
  let making = ""; // what the button says while a file is made; empty when none is

  /* The links keep the filters in force, which the summary line has as the server read them. */
  function follow(menu) {
    const mark = document.querySelector(".summary-line [data-view]");
    const query = ["page=" + menu.dataset.page, mark ? mark.dataset.view : ""].filter(Boolean).join("&");
    for (const link of menu.querySelectorAll("[data-take]")) link.href = link.href.split("?")[0] + "?" + query;
  }

  function told(menu) {
    return menu.parentElement.querySelector("[role=status]");
  }

  /* The button says what is being made; without a text it is itself again. */
  function show(menu, text) {
    const label = menu.querySelector(".take-label");
    menu.classList.toggle("is-making", Boolean(text));
    if (text) label.dataset.rest = label.textContent;
    label.textContent = text || label.dataset.rest;
    for (const link of menu.querySelectorAll("[data-take]")) {
      if (text) link.setAttribute("aria-disabled", "true");
      else link.removeAttribute("aria-disabled");
    }
  }

  function nameIn(answer) {
    const found = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") || "");
    return found ? found[1] : "";
  }

  /* The server's own sentence where it refuses; a proxy's page about an error helps nobody. */
  async function reason(answer, words) {
    const sentence = (answer.headers.get("Content-Type") || "").startsWith("text/plain");
    if (answer.status < 500 && sentence) return (await answer.text()).trim();
    return words.broken.replace("{status}", answer.status);
  }

  async function outcome(address, words) {
    try {
      const answer = await window.fetch(address);
      if (!answer.ok) return reason(answer, words);
      const name = nameIn(answer);
      dashboard.save(await answer.blob(), name);
      return words.done.replace("{name}", name);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // how fetch says that nobody answers
      return words.gone;
    }
  }

  async function take(menu, link) {
    const words = JSON.parse(menu.dataset.words);
    making = words.making.replace("{name}", link.dataset.take);
    show(menu, making);
    told(menu).textContent = making;
    try {
      told(menu).textContent = await outcome(link.href, words);
    } finally {
      making = "";
      show(menu, "");
    }
  }

  function close(menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-take]");
    const menu = event.target.closest(".take-away");
    if (menu) follow(menu);
    if (event.target.closest("[data-print]")) {
      close(menu);
      window.print();
    }
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !window.fetch) return;
    event.preventDefault();
    close(menu);
    if (making) told(menu).textContent = making;
    else take(menu, link);
  });
})();
