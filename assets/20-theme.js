/* The theme in force, and the switch between light and dark. */
(function () {
  const system = window.matchMedia("(prefers-color-scheme: dark)");

  function current() {
    return document.documentElement.getAttribute("data-bs-theme") || (system.matches ? "dark" : "light");
  }

  function tell() {
    window.dash_clientside.set_props("theme", { data: current() });
  }

  document.addEventListener("click", (event) => {
    if (!event.target.closest("#theme-switch")) return;
    const theme = current() === "dark" ? "light" : "dark";
    document.documentElement.setAttribute("data-bs-theme", theme);
    try {
      window.localStorage.setItem("theme", theme);
    } catch (error) {
      console.info("theme not stored:", error.message);
    }
    tell();
  });
  system.addEventListener("change", () => {
    if (!document.documentElement.hasAttribute("data-bs-theme")) tell();
  });
})();
