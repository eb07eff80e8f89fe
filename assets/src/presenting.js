/* The presenter is loaded where slides stand or are about to, and nowhere else. */
import { dashboard } from "./dash/namespace.js";
import { hit } from "./page.js";

export function loadPresenter() {
  if (document.querySelector("[data-present]")) dashboard.loadScript("presenter");
}

document.addEventListener("click", (event) => {
  if (hit(event, "a")?.querySelector("[data-slides]")) dashboard.loadScript("presenter");
});
loadPresenter();
