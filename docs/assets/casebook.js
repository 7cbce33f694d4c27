/* Enhancement only: every page reads without it. A part of a page names its module in `data-module`,
   and only then is that module fetched. */

for (const element of document.querySelectorAll("[data-module]")) {
  import(`./${element.dataset.module}.js`).then((module) => module.default(element));
}
