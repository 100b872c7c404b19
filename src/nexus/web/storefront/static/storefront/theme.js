// Before the first paint: marks that scripts run, and the theme that the visitor has chosen.
(() => {
  const root = document.documentElement;
  root.dataset.js = "";
  try {
    const chosen = localStorage.getItem("theme");
    if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;
  } catch {
    // Storage may be forbidden; then the system's wish decides.
  }
})();
