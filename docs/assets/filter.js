/* Filters the list that a form belongs to. The form names the list in `data-filter` (an id); each control
   that has a name filters by the attribute `data-<name>` of the items, whose value may hold several words;
   a search field filters by the words in their text.
   The choice is kept in the address, so that it can be shared, survives a reload, and comes back with Back. */

export default function filter(form) {
  // A draft may lack one of its lists.
  const lists = form.dataset.filter.split(" ").map((id) => document.getElementById(id)).filter(Boolean);
  const items = lists.flatMap((list) => [...list.querySelectorAll("[data-item]")]);
  const count = form.querySelector("output");
  const template = count?.dataset.text ?? "{shown}";
  const texts = new Map();
  const searches = new Set([...form.elements].filter((one) => one.type === "search").map((one) => one.name));

  function text(item) {
    if (!texts.has(item)) texts.set(item, item.textContent.toLowerCase());
    return texts.get(item);
  }

  function wanted() {
    const all = new Map();
    for (const [name, value] of new FormData(form)) {
      if (value) all.set(name, [...(all.get(name) ?? []), value]);
    }
    return all;
  }

  function apply() {
    const chosen = wanted();
    let shown = 0;
    for (const item of items) {
      const fits = [...chosen].every(([name, values]) => {
        if (searches.has(name)) return values[0].toLowerCase().split(/\s+/).every((word) => text(item).includes(word));
        const has = (item.dataset[name] ?? "").split(" ");
        return values.some((value) => has.includes(value));
      });
      item.hidden = !fits;
      shown += fits;
    }
    for (const group of document.querySelectorAll("[data-group]")) {
      if (lists.some((list) => list.contains(group))) group.hidden = !group.querySelector("[data-item]:not([hidden])");
    }
    if (count) count.textContent = template.replace("{shown}", shown).replace("{all}", items.length);
  }

  function remember() {
    const address = new URL(location);
    const names = new Set([...form.elements].map((one) => one.name).filter(Boolean));
    names.forEach((name) => address.searchParams.delete(name));
    wanted().forEach((values, name) => values.forEach((value) => address.searchParams.append(name, value)));
    history.replaceState(history.state, "", address);
  }

  function restore() {
    const given = new URL(location).searchParams;
    for (const control of form.elements) {
      if (!control.name) continue;
      const values = given.getAll(control.name);
      if (control.type === "checkbox" || control.type === "radio") {
        control.checked = values.length ? values.includes(control.value) : control.defaultChecked;
      } else if (control.options) {
        const options = [...control.options];
        const wanted = (option) => (values.length ? option.value === values[0] : option.defaultSelected);
        control.selectedIndex = Math.max(0, options.findIndex(wanted));
      } else {
        control.value = values[0] ?? control.defaultValue;
      }
    }
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    if (event.target.type === "search") apply();
  });
  form.addEventListener("change", () => {
    apply();
    remember();
  });
  form.addEventListener("reset", () =>
    setTimeout(() => {
      apply();
      remember();
    }),
  );
  addEventListener("popstate", () => {
    restore();
    apply();
  });
  /* What a link within the page leads to must be there, whatever the filter says. Which that is the browser knows
     best: a hash may be any text at all, "%" included. */
  addEventListener("hashchange", () => reveal());
  function reveal() {
    const target = document.querySelector(":target");
    if (!target?.closest("[hidden]") || !items.includes(target.closest("[data-item]"))) return;
    form.reset();
    setTimeout(() => target.scrollIntoView());
  }

  restore();
  form.hidden = false;
  apply();
  reveal();
}
