/* Prints a case as a brief of two pages: a state of the root element, by which the style sheet leaves out the rest.
   It lasts until the printing has ended, not until print() returns: Safari goes on while its dialog is open. */

export default (button) => {
  const root = document.documentElement;
  addEventListener("afterprint", () => delete root.dataset.print);
  button.addEventListener("click", () => {
    root.dataset.print = "brief";
    print();
  });
  button.hidden = false;
};
