/* Day, night, or as the system has it. It runs before anything is drawn, so that nothing flashes: that is why it is no
   module. Without it the page follows the system. */

{
  const KEY = "casebook-theme";
  const root = document.documentElement;
  const kept = () => {
    try {
      return localStorage.getItem(KEY) ?? "";
    } catch {
      return "";
    }
  };
  const show = (theme) => {
    if (theme === "day" || theme === "night") root.dataset.theme = theme;
    else delete root.dataset.theme;
  };
  show(kept());

  document.addEventListener("DOMContentLoaded", () => {
    const choice = document.querySelector(".cb-theme select");
    if (!choice) return;
    choice.value = root.dataset.theme ?? "";
    choice.addEventListener("change", () => {
      show(choice.value);
      try {
        if (choice.value) localStorage.setItem(KEY, choice.value);
        else localStorage.removeItem(KEY);
      } catch {
        /* A browser that keeps nothing forgets it with the page. */
      }
    });
    choice.closest(".cb-theme").hidden = false;
  });
  addEventListener("storage", (event) => event.key === KEY && show(event.newValue));
}
