// A classic script in the head: the theme has to stand before the first paint, and a module would run after it.
(() => {
  let theme = null;
  try {
    theme = localStorage.getItem("zhunru.theme");
  } catch {
    // Storage may be blocked; the system's preference then decides.
  }
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
})();
