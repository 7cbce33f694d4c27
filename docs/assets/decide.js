/* Sets a reader's answers beside the codes of the cases. Seat and answers live in the address and nowhere
   else. Yes, mostly, little and no lie one step apart. Likeness is one minus the mean distance over the conditions
   that the reader has answered; what is unknown of a case is no match, so that a case of which little is known
   does not come first. Readers see it in words. */

import copy from "./copy.js";

const STEPS = { yes: 0, mostly: 1, little: 2, no: 3 };
const FARTHEST = 3;
const ENOUGH = 3;
const SHOWN = 3;
const FARTHEST_SHOWN = 2;
const LACKING = ["no", "little"];
const HAVING = ["yes", "mostly"];
const BANDS = { much: 0.8, part: 0.6, little: 0 };

function fill(text, facts) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);
}

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/* How two sets of codes compare, condition by condition; `apart` begins with what is farthest apart. */
export function compare(answers, codes) {
  const steps = {};
  let answered = 0;
  let compared = 0;
  let same = 0;
  let near = 0;
  let distance = 0;
  for (const [condition, answer] of Object.entries(answers)) {
    if (!(answer in STEPS)) continue;
    answered += 1;
    if (!(codes[condition] in STEPS)) continue;
    const step = Math.abs(STEPS[answer] - STEPS[codes[condition]]);
    compared += 1;
    distance += step;
    if (step === 0) same += 1;
    if (step === 1) near += 1;
    if (step > 0) steps[condition] = step;
  }
  const apart = Object.keys(steps).sort((a, b) => steps[b] - steps[a]);
  const alike = FARTHEST * compared - distance; // one division of whole numbers: equal likenesses come out equal
  const value = answered ? alike / (FARTHEST * answered) : 0;
  return { answered, compared, same, near, different: compared - same - near, apart, value };
}

/* The word for a likeness: two decimals from four codes would say more than is known. */
export function band(value) {
  return Object.keys(BANDS).find((name) => value >= BANDS[name]);
}

export default function decide(form) {
  const result = document.getElementById(form.dataset.result);
  const text = result.dataset;
  const bar = form.querySelector(".cb-decide-bar");
  const output = bar.querySelector("output");
  const brought = document.querySelector(".cb-brought");
  const questions = new Map([...form.querySelectorAll("[data-condition]")].map((one) => [one.dataset.condition, one]));
  const names = ["seat", ...questions.keys()];
  const list = result.querySelector(".cb-lookalikes");
  const cases = [...list.children];
  const codes = new Map(
    cases.map((item) => [item, Object.fromEntries(item.dataset.codes.trim().split(" ").map((pair) => pair.split("=")))]),
  );

  const answerText = (condition, code) =>
    questions.get(condition).querySelector(`input[value="${code}"]`).nextElementSibling.textContent;
  const name = (condition) => questions.get(condition).dataset.name;
  /* What is asked of a condition from the seat that was chosen: an answer reads beside it, not beside the name. */
  const plain = (condition) => [...questions.get(condition).querySelectorAll("h2 > [data-seat]")].find((part) => !part.hidden)?.textContent;
  const asked = (condition) => plain(condition) ?? `${name(condition)}${text.colon}`;
  const chosen = () => Object.fromEntries([...new FormData(form)].filter(([key]) => names.includes(key)));

  function restore({ keep = false } = {}) {
    const given = new URL(location).searchParams;
    for (const key of names.filter((name) => given.has(name) || !keep)) {
      for (const control of form.elements[key]) control.checked = control.value === given.get(key);
    }
  }

  function remember(how) {
    const address = new URL(location);
    const given = chosen();
    for (const key of names) {
      if (key in given) address.searchParams.set(key, given[key]);
      else address.searchParams.delete(key);
    }
    if (address.href !== location.href) history[how](null, "", address);
  }

  /* Questions and cases speak to the seat that was chosen. */
  function sit(seat) {
    for (const part of document.querySelectorAll(":is(.cb-question, .cb-result) [data-seat]")) {
      part.hidden = !part.dataset.seat.split(" ").includes(seat ?? "opener");
    }
  }

  function describe({ item, apart, value, ...counts }, given) {
    const differences = apart.slice(0, FARTHEST_SHOWN).map((condition) =>
      fill(text.difference, {
        condition: asked(condition),
        yours: answerText(condition, given[condition]),
        theirs: answerText(condition, codes.get(item)[condition]),
      }),
    );
    item.querySelector(".cb-likeness").textContent = text[`likeness${band(value)[0].toUpperCase()}${band(value).slice(1)}`];
    item.querySelector(".cb-apart").textContent = [
      fill(text.likeness, counts),
      differences.length ? fill(text.apart, { list: differences.join(text.comma) }) : "",
    ].join(text.gap);
  }

  /* The cases that can be compared, the likest first; the first few of them are shown. */
  function rank(given) {
    const ranked = cases
      .map((item) => ({ item, ...compare(given, codes.get(item)) }))
      .filter((found) => found.compared >= ENOUGH)
      .sort((a, b) => b.value - a.value || b.compared - a.compared || cases.indexOf(a.item) - cases.indexOf(b.item));
    for (const found of ranked) describe(found, given);
    const shown = ranked.slice(0, SHOWN).map((found) => found.item);
    list.append(...shown, ...cases.filter((item) => !shown.includes(item)));
    for (const item of cases) item.hidden = !shown.includes(item);
    return ranked;
  }

  function questionLink(condition) {
    const link = element("a", "", name(condition));
    link.href = `#question-${condition}`;
    return link;
  }

  /* How many cases had one of these codes of a condition, and what became of them. */
  function tally(condition, codes, words) {
    const entries = codes.flatMap((code) => [...questions.get(condition).querySelectorAll(`[data-side=${code}] > [data-verdict]`)]);
    const counts = new Map();
    for (const { dataset } of entries) counts.set(dataset.verdict, (counts.get(dataset.verdict) ?? 0) + 1);
    const parts = [...counts].sort((a, b) => b[1] - a[1]).map(([verdict, count]) => fill(text.part, { verdict, count }));
    return entries.length ? fill(words, { count: entries.length, parts: parts.join(text.and) }) : "";
  }

  /* What became of the cases without a condition that the reader lacks, and of those with it. */
  function lack(condition) {
    const sides = [tally(condition, LACKING, text.without) || text.nobody, tally(condition, HAVING, text.with)];
    return element("li", "", questionLink(condition), text.colon, element("span", "", sides.filter(Boolean).join(text.gap)));
  }

  function toFindOut(condition) {
    return element("li", "", questionLink(condition), text.colon, element("span", "", plain(condition) ?? ""));
  }

  function put(target, items) {
    target.replaceChildren(...(items.length ? items : [element("li", "cb-quiet", target.dataset.none)]));
  }

  function show() {
    said.replaceChildren(); // what was copied is no longer what is shown
    const { seat, ...given } = chosen();
    sit(seat);
    const all = [...questions.keys()];
    const known = all.filter((condition) => given[condition] in STEPS);
    const ranked = rank(given);
    const missing = seat ? (known.length < ENOUGH ? output.dataset.few : "") : output.dataset.seat;
    list.hidden = Boolean(missing);
    const note = result.querySelector("[data-few-answers]");
    note.textContent = missing;
    note.hidden = !missing;
    put(result.querySelector(".cb-not-known"), all.filter((condition) => !known.includes(condition)).map(toFindOut));
    put(result.querySelector(".cb-lacking"), known.filter((condition) => LACKING.includes(given[condition])).map(lack));
    const pairs = Object.keys(given).map((condition) => [asked(condition), answerText(condition, given[condition])]);
    const seatInput = form.querySelector(".cb-seat input:checked");
    if (seatInput) pairs.unshift([form.querySelector(".cb-seat legend").textContent, seatInput.nextElementSibling.textContent]);
    result
      .querySelector(".cb-answered dl")
      .replaceChildren(...pairs.map(([question, answered]) => element("div", "", element("dt", "", question), element("dd", "", answered))));
    result.hidden = !Object.keys(given).length;
    if (result.hidden) brought.hidden = true;
    bar.hidden = result.hidden && !seat;
    const words = [fill(output.dataset.status, { answered: Object.keys(given).length, all: all.length })];
    if (missing) words.push(missing);
    else if (ranked.length) {
      const best = ranked.filter(({ value }) => value === ranked[0].value).map(({ item }) => item.querySelector(".cb-title").textContent);
      words.push(fill(output.dataset.closest, { cases: best.join(output.dataset.and) }));
    }
    output.textContent = words.join(text.gap);
    result.querySelector(".cb-address > span").textContent = location.href;
  }

  form.addEventListener("change", () => {
    remember("replaceState");
    show();
  });
  form.addEventListener("reset", () =>
    setTimeout(() => {
      remember("pushState"); // so that the way back brings the answers back
      show();
    }),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    result.hidden = false;
    const title = result.querySelector("h2");
    title.focus({ preventScroll: true });
    title.scrollIntoView();
  });
  result.querySelector("[data-print]").addEventListener("click", () => print());
  const said = result.querySelector("[data-said]");
  result.querySelector("[data-copy]").addEventListener("click", () => copy(location.href, said, text));
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

  restore({ keep: true }); // whoever was quicker than this script keeps the answers
  remember("replaceState");
  show();
  brought.hidden = result.hidden;
}
