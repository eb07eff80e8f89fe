/* Before anything is painted: the reader's own choice of theme, where there is one. */
try {
  const theme = window.localStorage.getItem("theme");
  if (theme === "dark" || theme === "light") document.documentElement.setAttribute("data-bs-theme", theme);
} catch (error) {
  /* Storage may be forbidden; the system's preference then decides. */
  console.info("theme not stored:", error instanceof Error ? error.message : error);
}
