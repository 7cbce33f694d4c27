/* Sets a reader's answers beside the codes of the cases. The answers live in the address and nowhere
   else. Likeness is Gower's: yes, mostly, little and no lie one step apart; over the conditions that the reader
   has answered and the case is coded on, it is one minus the mean distance. */

const STEPS = { yes: 0, mostly: 1, little: 2, no: 3 };
const FARTHEST = 3;
const ENOUGH = 3;
const LACKING = ["no", "little"];

function fill(text, facts) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);
}

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/* How two sets of codes compare, condition by condition. */
export function compare(answers, codes) {
  const apart = [];
  let compared = 0;
  let same = 0;
  let near = 0;
  let distance = 0;
  for (const [condition, answer] of Object.entries(answers)) {
    if (!(answer in STEPS) || !(codes[condition] in STEPS)) continue;
    const step = Math.abs(STEPS[answer] - STEPS[codes[condition]]);
    compared += 1;
    distance += step / FARTHEST;
    if (step === 0) same += 1;
    if (step === 1) near += 1;
    if (step > 0) apart.push(condition);
  }
  return { compared, same, near, different: compared - same - near, apart, value: compared ? 1 - distance / compared : 0 };
}

export default function decide(form) {
  const result = document.getElementById(form.dataset.result);
  const bar = form.querySelector(".cb-decide-bar");
  const output = bar.querySelector("output");
  const questions = new Map([...form.querySelectorAll("[data-condition]")].map((one) => [one.dataset.condition, one]));
  const list = result.querySelector(".cb-lookalikes");
  const cases = [...list.children];
  const lacking = result.querySelector(".cb-lacking");
  const notKnown = result.querySelector(".cb-not-known");

  const said = (condition, code) =>
    questions.get(condition).querySelector(`input[value="${code}"]`).nextElementSibling.textContent;
  const name = (condition) => questions.get(condition).dataset.name;
  const codes = new Map(
    cases.map((item) => [item, Object.fromEntries(item.dataset.codes.trim().split(" ").map((one) => one.split("=")))]),
  );

  function answers() {
    const given = new FormData(form);
    return Object.fromEntries([...questions.keys()].filter((one) => given.has(one)).map((one) => [one, given.get(one)]));
  }

  function restore() {
    const given = new URL(location).searchParams;
    for (const condition of questions.keys()) {
      for (const control of form.elements[condition]) control.checked = control.value === given.get(condition);
    }
  }

  function remember(how) {
    const address = new URL(location);
    const given = answers();
    for (const condition of questions.keys()) {
      if (condition in given) address.searchParams.set(condition, given[condition]);
      else address.searchParams.delete(condition);
    }
    if (address.href !== location.href) history[how](null, "", address);
  }

  function rank(given) {
    const known = Object.values(given).filter((code) => code in STEPS).length;
    const enough = known >= ENOUGH;
    const found = cases.map((item) => ({ item, ...compare(given, codes.get(item)) }));
    const comparable = (one) => one.compared >= ENOUGH;
    found.sort(
      (a, b) => comparable(b) - comparable(a) || b.value - a.value || b.compared - a.compared || cases.indexOf(a.item) - cases.indexOf(b.item),
    );
    for (const one of found) {
      const facts = { ...one, value: one.value.toFixed(2) };
      const text = result.dataset;
      one.item.querySelector(".cb-likeness").textContent = fill(comparable(one) ? text.likeness : text.tooLittle, facts);
      const differences = one.apart.map((condition) =>
        fill(text.difference, {
          condition: name(condition),
          yours: said(condition, given[condition]),
          theirs: said(condition, codes.get(one.item)[condition]),
        }),
      );
      one.item.querySelector(".cb-apart").textContent = differences.length ? fill(text.apart, { list: differences.join(text.comma) }) : "";
    }
    list.append(...found.map((one) => one.item));
    list.hidden = !enough;
    result.querySelector("[data-few-answers]").hidden = enough;
    return enough ? found.filter(comparable) : [];
  }

  /* What became of those who lacked a condition as well: their entries, from the question itself. */
  function lack(condition, answer) {
    const entries = LACKING.flatMap((code) => [...questions.get(condition).querySelectorAll(`[data-side=${code}] > ul > li`)]);
    const counts = new Map();
    for (const entry of entries) counts.set(entry.dataset.verdict, (counts.get(entry.dataset.verdict) ?? 0) + 1);
    const parts = [...counts].map(([verdict, count]) => fill(result.dataset.part, { verdict, count }));
    const tally = entries.length ? fill(result.dataset.tally, { count: entries.length, parts: parts.join(result.dataset.and) }) : result.dataset.nobody;
    const link = element("a", "", name(condition));
    link.href = `#question-${condition}`;
    const section = element(
      "section",
      "cb-lack",
      element("h4", "", link, element("span", "cb-quiet", fill(result.dataset.answered, { answer: said(condition, answer) }))),
      element("p", "", tally),
    );
    for (const code of [answer, ...LACKING.filter((one) => one !== answer)]) {
      const side = questions.get(condition).querySelector(`[data-side=${code}]`);
      if (side) section.append(side.cloneNode(true));
    }
    return section;
  }

  function show() {
    const given = answers();
    const answered = Object.keys(given).length;
    const ranked = rank(given);
    const missing = Object.entries(given).filter(([, answer]) => LACKING.includes(answer));
    lacking.replaceChildren(...missing.map(([condition, answer]) => lack(condition, answer)));
    if (!missing.length) lacking.append(element("p", "cb-quiet", lacking.dataset.none));
    const open = [...questions.keys()].filter((one) => !(given[one] in STEPS));
    notKnown.replaceChildren(
      ...open.map((condition) => {
        const link = element("a", "", name(condition));
        link.href = `#question-${condition}`;
        return element("li", "", link);
      }),
    );
    if (!open.length) notKnown.append(element("li", "cb-quiet", notKnown.dataset.none));
    result.hidden = answered === 0;
    const words = [fill(output.dataset.status, { answered, all: questions.size })];
    if (ranked.length) {
      const best = ranked.filter((one) => one.value === ranked[0].value).map((one) => one.item.querySelector(".cb-title").textContent);
      words.push(fill(output.dataset.closest, { cases: best.join(output.dataset.and), value: ranked[0].value.toFixed(2) }));
    } else {
      words.push(output.dataset.few);
    }
    output.textContent = words.join(" ");
  }

  form.addEventListener("change", () => {
    show();
    remember("replaceState");
  });
  form.addEventListener("reset", () =>
    setTimeout(() => {
      show();
      remember("pushState"); // so that the way back brings the answers back
    }),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    result.hidden = false;
    const title = result.querySelector("h2");
    title.focus({ preventScroll: true });
    title.scrollIntoView();
  });
  /* What has the focus must not lie below the bar. */
  form.addEventListener("focusin", ({ target }) => {
    if (!bar.contains(target) && target.matches(":focus-visible") && target.getBoundingClientRect().bottom > bar.getBoundingClientRect().top) {
      target.scrollIntoView({ block: "center" });
    }
  });
  addEventListener("popstate", () => {
    restore();
    show();
  });

  for (const one of form.querySelectorAll(".cb-answers")) one.hidden = false;
  bar.hidden = false;
  restore();
  show();
}
