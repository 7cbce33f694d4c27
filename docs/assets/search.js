/* Opens the search: with its button, with Ctrl-K or Cmd-K, and with / unless the reader turned that off.
   The dialog's own script comes when it is opened, and Pagefind when something is typed. */

const SLASH = "casebook-search-slash";

/* Single keys get in the way of speech input, so WCAG 2.1.4 wants a way to turn them off. */
const slash = {
  get on() {
    try {
      return localStorage.getItem(SLASH) !== "off";
    } catch {
      return true;
    }
  },
  set on(wanted) {
    try {
      if (wanted) localStorage.removeItem(SLASH);
      else localStorage.setItem(SLASH, "off");
    } catch {
      /* A browser that keeps nothing goes back to the default. */
    }
  },
};

const writes = (element) => element.isContentEditable || /^(input|select|textarea)$/i.test(element.tagName);

export default function start(button) {
  const dialog = document.getElementById("cb-search");
  if (!dialog?.showModal) return;
  const open = async () => {
    if (dialog.open) return;
    const { default: fill } = await import("./search-dialog.js");
    fill(dialog, slash);
    if (!dialog.open) dialog.showModal();
    const field = dialog.querySelector("input");
    field.focus();
    field.select();
  };
  button.addEventListener("click", async () => {
    await open();
    /* Some browsers give a clicked button no focus to return to. */
    dialog.addEventListener("close", () => button.focus({ preventScroll: true }), { once: true });
  });
  document.addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    const command = key.toLowerCase() === "k" && ctrlKey !== metaKey && !altKey && !shiftKey;
    const plain = key === "/" && slash.on && !ctrlKey && !metaKey && !altKey && !writes(event.target);
    if (event.defaultPrevented || !(command || plain)) return;
    event.preventDefault();
    open();
  });
  button.hidden = false;
  if (location.hash === "#cb-search") open(); // asked for on a page without a search: the 404 page
}
