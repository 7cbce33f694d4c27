/* What the search shows, and how it is moved through. Results are links in a list: a screen reader walks them as
   such, and the arrow keys move the focus. All text is set as text, never as markup. */

import { search } from "./search-index.js";

const PAGES = 6;
const PASSAGES = 3;
const WAIT = 180;

const filled = new WeakSet();

export default function fill(dialog, slash) {
  if (filled.has(dialog)) return;
  filled.add(dialog);
  const words = dialog.dataset;
  const part = (name) => dialog.querySelector(`.cb-search-${name}`);
  const [field, status, narrow, facets, results] = [
    dialog.querySelector("input"), part("status"), part("narrow"), part("facets"), part("results"),
  ];
  const selects = [...facets.querySelectorAll("select")];
  const kind = selects.find((one) => one.name === "kind");
  let question = "";
  let answer;
  let shown = PAGES;
  let timer;

  narrow.open = matchMedia("(min-width: 48rem)").matches;
  part("slash").checked = slash.on;
  part("slash").addEventListener("change", (event) => (slash.on = event.target.checked));
  part("close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  results.addEventListener("click", (event) => {
    if (event.target.closest("a") && !event.ctrlKey && !event.metaKey && !event.shiftKey) dialog.close();
  });
  /* Not while a word is being composed: pinyin on its way to a character is no question. */
  const wait = (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(run, WAIT);
  };
  field.addEventListener("input", wait);
  field.addEventListener("compositionend", wait);
  facets.addEventListener("change", () => {
    shown = PAGES;
    show();
  });
  part("help").addEventListener("click", ({ target }) => {
    if (target.type !== "button") return;
    field.value = target.textContent;
    field.focus();
    run();
  });
  facets.addEventListener("reset", () => setTimeout(() => {
    shown = PAGES;
    show();
    field.focus();
  }));
  dialog.addEventListener("keydown", (event) => {
    /* Nor the Enter that takes over what was composed, which Safari sends after the composition: 229 says so. */
    if (event.isComposing || event.keyCode === 229) return;
    const stops = [field, ...results.querySelectorAll("a, button")];
    const at = stops.indexOf(document.activeElement);
    if (event.key === "Escape") dialog.close();
    else if (event.key === "Enter" && at === 0) openFirst();
    else if (event.key === "ArrowDown" && at >= 0) stops[Math.min(at + 1, stops.length - 1)].focus();
    else if (event.key === "ArrowUp" && at > 0) stops[at - 1].focus();
    else return;
    event.preventDefault();
  });

  async function openFirst() {
    if (field.value.trim() !== question) await run();
    results.querySelector("a")?.click();
  }

  async function run() {
    clearTimeout(timer);
    question = field.value.trim();
    answer = undefined;
    /* One Latin letter begins half the words there are; one Chinese character is a word. */
    if (question.length < (/[a-z]/i.test(question) ? 2 : 1)) return show();
    const asked = question;
    const busy = setTimeout(() => (status.textContent = words.busy), 300);
    try {
      const found = await search(asked);
      if (asked !== question) return;
      answer = found;
      shown = PAGES;
      results.scrollTop = 0;
      await show();
    } catch (error) {
      console.error(error);
      if (asked !== question) return;
      answer = undefined; // nor do results of the question before stay
      await show();
      status.textContent = words.failed;
    } finally {
      clearTimeout(busy);
    }
  }

  const chosen = () => selects.filter((one) => one.value).map((one) => [one.name, Number(one.value)]);
  const fits = (page, facets) => facets.every(([name, value]) => page.facets[name].includes(value));
  /* What is for contributors shows only to those who ask for it. */
  const left = (facets) => (answer?.pages ?? []).filter(({ page }) => fits(page, facets) && (kind.value || !page.aside));

  async function show() {
    const found = answer;
    const pages = left(chosen());
    const aside = found && !kind.value ? found.pages.filter(({ page }) => page.aside && fits(page, chosen())) : [];
    offer();
    part("help").hidden = pages.length > 0 || aside.length > 0;
    const drawn = await Promise.all(pages.slice(0, shown).map((one) => draw(one)));
    if (found !== answer) return;
    const kinds = new Map();
    for (const [i, item] of drawn.entries()) {
      const kind = found.values.kind[pages[i].page.facets.kind[0]];
      if (!kinds.has(kind)) kinds.set(kind, []);
      kinds.get(kind).push(item);
    }
    results.replaceChildren(...[...kinds].map(([kind, items]) => group(kind, items)));
    if (pages.length > shown) results.append(more(words.morePages, pages.length - shown, grow));
    if (aside.length) results.append(more(words.aside, aside.length, () => ask(aside[0].page)));
    status.textContent = !found ? "" : told(found, pages);
  }

  function told(found, pages) {
    const none = chosen().length ? words.noneSo : words.none;
    if (!pages.length) return none.replace("{query}", () => question);
    const passages = pages.reduce((sum, one) => sum + one.passages.length, 0);
    const count = words.found.replace("{pages}", pages.length).replace("{passages}", passages);
    return found.partly ? `${words.some} ${count}` : count;
  }

  /* Shows the pages of the kind of this one. */
  async function ask(page) {
    kind.value = page.facets.kind[0];
    shown = PAGES;
    await show();
    results.querySelector("a")?.focus();
  }

  /* Offers each facet with the number of pages that it would leave, the other facets being as they are. */
  function offer() {
    narrow.hidden = !answer?.pages.length;
    for (const select of selects) {
      const others = chosen().filter(([name]) => name !== select.name);
      const pages = select === kind ? (answer?.pages ?? []).filter(({ page }) => fits(page, others)) : left(others);
      const all = select.options[0];
      const options = (answer?.values[select.name] ?? []).flatMap((label, value) => {
        const count = pages.filter(({ page }) => page.facets[select.name].includes(value)).length;
        if (!count && String(value) !== select.value) return [];
        return new Option(`${label} (${count})`, value, false, String(value) === select.value);
      });
      if (answer) select.replaceChildren(all, ...options);
      select.parentElement.hidden = !options.length;
    }
    part("facets").querySelector("[type=reset]").hidden = !chosen().length;
  }

  async function grow() {
    const before = new Set([...results.querySelectorAll("h3 a")].map((one) => one.href));
    shown += PAGES;
    await show();
    [...results.querySelectorAll("h3 a")].find((one) => !before.has(one.href))?.focus();
  }

  function group(kind, items) {
    const title = element("h2", kind);
    const list = element("ul");
    list.append(...items);
    const section = element("section");
    section.append(title, list);
    return section;
  }

  async function draw({ page, passages }) {
    const item = element("li");
    const title = element("h3");
    const link = element("a", page.title);
    link.href = page.href;
    title.append(link);
    const list = element("ul");
    list.append(...(await Promise.all(passages.slice(0, PASSAGES).map(entry))));
    item.append(title, list);
    if (passages.length > PASSAGES) {
      const rest = more(words.morePassages, passages.length - PASSAGES, async () => {
        const entries = await Promise.all(passages.slice(PASSAGES).map(entry));
        rest.remove();
        list.append(...entries);
        entries[0].querySelector("a").focus();
      });
      item.append(rest);
    }
    return item;
  }

  async function entry(passage) {
    const { href, label, excerpt } = await passage.read();
    const item = element("li");
    const link = element("a");
    link.href = href;
    link.append(written("b", label), " ", written("span", excerpt));
    item.append(link);
    return item;
  }

  function more(label, count, act) {
    const button = element("button", label.replace("{count}", count));
    button.type = "button";
    button.className = "cb-search-more";
    button.addEventListener("click", act);
    return button;
  }
}

function written(name, pieces) {
  const made = element(name);
  made.append(...pieces.map((one) => (one.marked ? element("mark", one.text) : one.text)));
  return made;
}

function element(name, text = "") {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
