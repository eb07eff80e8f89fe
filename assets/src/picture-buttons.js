/* The buttons for PNG of an exhibit; what makes it is loaded when one is first asked for. */
import { dashboard } from "./dash/namespace.js";
import { hit } from "./page.js";

/** @param {HTMLElement} button */
async function save(button) {
  if (!dashboard.savePicture) await dashboard.loadScript("pictures");
  await dashboard.savePicture(button);
}

document.addEventListener("click", (event) => {
  const button = hit(event, "[data-png]");
  if (!button || button.getAttribute("aria-busy")) return;
  button.setAttribute("aria-busy", "true");
  save(button).finally(() => button.removeAttribute("aria-busy"));
});
