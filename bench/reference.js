/* The static page's own script: draws what is near, as the app does, and answers its one filter from the results that
   were computed beforehand. */
import { drawAll, drawFirst } from "../assets/src/figures.js";
import { offer } from "../assets/src/dash/namespace.js";

const data = JSON.parse(document.getElementById("data").textContent);
const root = document.getElementById("static");
let answers = null;
offer({ base: { ...data.base, scripts: {} }, drawAll, openMark: () => {} });
drawFirst(root, Object.entries(data.plots));

window.addEventListener("load", async () => {
  answers = await (await fetch(data.answers)).json();
  root.dataset.answers = "ready";
});

function apply(answer) {
  document.getElementById(answer.summary.id).innerHTML = answer.summary.html;
  for (const [key, slots] of Object.entries(answer.exhibits)) {
    const figure = document.getElementById("x-" + key);
    figure.className = slots.className;
    document.getElementById("x-" + key + "-head").innerHTML = slots.head;
    document.getElementById("x-" + key + "-body").innerHTML = slots.body;
    document.getElementById("x-" + key + "-foot").innerHTML = slots.foot;
  }
  const plots = Object.entries(answer.exhibits).filter(([key]) => key in data.plots);
  drawFirst(
    root,
    plots.map(([key, slots]) => [key, slots.plot]),
  );
}

document.addEventListener("click", (event) => {
  const option = data.filter && event.target.closest(`[data-filter="${data.filter}"] [data-option]`);
  if (!option) return;
  const chosen = option.getAttribute("aria-checked") !== "true";
  if (data.option) option.setAttribute("aria-checked", String(chosen));
  apply(answers[data.option ? (chosen ? "on" : "off") : option.dataset.option]);
});
