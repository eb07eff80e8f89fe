/* The theme in force, and the switch between light and dark. */
import { setProps } from "./dash/namespace.js";
import { hit } from "./page.js";

const system = window.matchMedia("(prefers-color-scheme: dark)");

function current() {
  return document.documentElement.getAttribute("data-bs-theme") || (system.matches ? "dark" : "light");
}

function tell() {
  setProps("theme", { data: current() });
}

document.addEventListener("click", (event) => {
  if (!hit(event, "#theme-switch")) return;
  const theme = current() === "dark" ? "light" : "dark";
  document.documentElement.setAttribute("data-bs-theme", theme);
  try {
    window.localStorage.setItem("theme", theme);
  } catch (error) {
    console.info("theme not stored:", error instanceof Error ? error.message : error);
  }
  tell();
});
system.addEventListener("change", () => {
  if (!document.documentElement.hasAttribute("data-bs-theme")) tell();
});
