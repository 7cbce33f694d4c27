/* Enhancement only: every page reads without it. A part of a page names its module in `data-module`,
   and only then is that module fetched. */

for (const element of document.querySelectorAll("[data-module]")) {
  import(`./${element.dataset.module}.js`).then((module) => module.default(element));
}

/* What a case rests on has a page of its own. Where it stood before there is a link to it, with the same fragment:
   an address from then leads on, and without a script to that link. */
const arrive = () => {
  const moved = location.hash && document.getElementById(location.hash.slice(1));
  if (moved?.matches?.("a") && moved.hash === location.hash) location.replace(moved.href);
};
arrive();
addEventListener("hashchange", arrive);

/* The other language has the same headings, claims, and choices: what the address says goes along. A middle click
   and the menu of the right button make no click event, so the link is ready as soon as it is touched. */
const other = document.querySelector("a.cb-switch");
for (const touch of ["pointerdown", "focus", "click"]) {
  other?.addEventListener(touch, () => {
    other.search = location.search;
    other.hash = location.hash;
  });
}

/* Marks in the contents the section that is being read: the first whose heading stands in the upper third of the
   window, else the one that reaches into it. */
const links = new Map(
  [...document.querySelectorAll(".cb-side a")].map((link) => [link.getAttribute("href").slice(1), link]),
);
if (links.size && matchMedia("(min-width: 64rem)").matches) {
  const headings = [...document.querySelectorAll(".cb-text :is(h2, h3)[id]")].filter((one) => links.has(one.id));
  const mark = () => {
    const begun = headings.filter((one) => one.getBoundingClientRect().top < innerHeight * 0.34);
    const read = begun.find((one) => one.getBoundingClientRect().bottom > 0) ?? begun.at(-1);
    for (const [id, link] of links) {
      if (id === read?.id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  const observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -66%" });
  headings.forEach((one) => observer.observe(one));
}

/* On a phone the contents lie over the text: away with them once something was chosen. */
const contents = document.querySelector(".cb-contents");
contents?.addEventListener("click", (event) => {
  if (event.target.closest("a")) contents.open = false;
});
contents?.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !contents.open) return;
  contents.open = false;
  contents.querySelector("summary").focus();
});

/* What is folded up is printed, and the table of all cases stands open in a wide window: the style sheet says so to
   a browser that knows what a <details> holds, and to an older one this. */
if (!CSS.supports("selector(::details-content)")) {
  const fold = document.querySelector(".cb-fold");
  const wide = matchMedia("(min-width: 58rem)");
  const unfold = () => fold && (fold.open = wide.matches);
  wide.addEventListener("change", unfold);
  unfold();
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(".cb-text details:not([open])")];
    opened.forEach((one) => (one.open = true));
  });
  addEventListener("afterprint", () => opened.forEach((one) => (one.open = false)));
}
