/* Break the verdict: strike out claims, sources, or all of a party's words, and see what is left of the case (strike.js).
   The bar stays in view and says what came of it. What is struck out stands in the address, so that an attack can be
   sent to somebody. */

import copy from "./copy.js";
import load from "./facts.js";
import { LINKS, left } from "./strike.js";

const KINDS = ["claims", "sources", "parties"];
const PLACES = { claims: "claim", sources: "source" };

export default function strike(form) {
  const words = JSON.parse(form.dataset.words);
  const state = form.querySelector("[data-state]");
  const list = form.querySelector("[data-gone]");
  const bar = document.querySelector(".cb-strike-bar");
  const told = bar.querySelector("output");
  const said = bar.querySelector("[data-said]");
  const rings = [...form.querySelectorAll(".cb-ring")];
  const failed = Object.assign(document.createElement("p"), { className: "cb-quiet" });
  failed.setAttribute("role", "status");
  const unknown = form.querySelector("[data-unknown]");
  let facts;
  let whole;

  /* A claim or source by its number, as it is called on the page. */
  const name = (place) => {
    const number = place.querySelector(".cb-n");
    return number.getAttribute("aria-label") ?? number.textContent;
  };

  const struck = () => Object.fromEntries(KINDS.map((kind) => [kind, new Set(new URL(location).searchParams.getAll(kind).filter(Boolean))]));

  function remember(kind, id, out) {
    const address = new URL(location);
    const ids = new Set(address.searchParams.getAll(kind));
    if (out) ids.add(id);
    else ids.delete(id);
    address.searchParams.delete(kind);
    for (const one of ids) address.searchParams.append(kind, one);
    history.replaceState(null, "", address);
  }

  /* What was struck out, in the list: a link to it, and how it begins. */
  function entry(one) {
    const item = document.createElement("li");
    const place = one && document.getElementById(`${PLACES[one.kind]}-${one.id}`);
    if (place) {
      const link = Object.assign(document.createElement("a"), { href: `#${place.id}`, textContent: name(place) });
      item.append(link, words.colon, place.querySelector(".cb-claim-text, cite").textContent);
    } else {
      const party = [...form.querySelectorAll("[data-strike=parties]")].find(({ dataset }) => dataset.id === one?.id);
      item.textContent = one ? (party?.dataset.name ?? one.id) : words.none;
    }
    return item;
  }

  function show() {
    const out = struck();
    const now = left(facts, out);
    rings.forEach((ring, at) => ring.setAttribute("class", `cb-ring cb-ring-${now.levels[LINKS[at]]}`));
    const at = now.judgment.at ? `${words.at}${words.link[now.judgment.at]}` : "";
    const levels = LINKS.map((name) => `${words.link[name]}${words.colon}${words.level[now.levels[name]]}`).join(words.semicolon);
    const sure = now.surest ? `${words.surest}${words.confidence[now.surest]}` : "";
    const text = [words.verdict[now.judgment.value] + at, levels, sure].filter(Boolean).join(" · ");
    if (state.textContent !== text) state.textContent = text;
    const known = { claims: facts.claims, sources: Object.keys(facts.sources).map((id) => ({ id })), parties: facts.actors };
    const all = KINDS.flatMap((kind) => [...out[kind]].map((id) => ({ kind, id, there: known[kind].some((one) => one.id === id) })));
    const gone = all.filter(({ there }) => there);
    unknown.textContent = all.length > gone.length ? words.unknown.replace("{count}", all.length - gone.length) : "";
    list.replaceChildren(...(gone.length ? gone : [null]).map(entry));
    const same = now.judgment.value === whole.value && now.judgment.at === whole.at;
    const verdict = words.verdict[now.judgment.value] + (same ? "" : at);
    const count = gone.length ? words.count.replace("{count}", gone.length) : words.none;
    told.textContent = [(same ? words.same : words.changed).replace("{verdict}", verdict), count].join(words.separator);
    said.replaceChildren(); // what was copied is no longer what is shown
    for (const button of document.querySelectorAll("button[data-strike]")) {
      const on = out[button.dataset.strike].has(button.dataset.id);
      button.setAttribute("aria-pressed", String(on));
      button.closest("[data-struck]")?.setAttribute("data-struck", String(on));
    }
    for (const claim of facts.claims) {
      const badge = document.querySelector(`#claim-${claim.id} .cb-grade`);
      const letter = now.letters[claim.id];
      if (badge && letter) {
        badge.lastChild.textContent = words.grade[letter];
        badge.className = `cb-grade cb-grade-${words.tag[letter]}`;
      }
    }
  }

  function add(place, kind, id, called) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "cb-strike", textContent: words.strike });
    Object.assign(button.dataset, { strike: kind, id });
    button.setAttribute("aria-pressed", "false");
    button.setAttribute("aria-label", `${words.strike}${words.colon}${called}`);
    place.append(" ", button);
  }

  form.addEventListener("reset", () => {
    const address = new URL(location);
    KINDS.forEach((kind) => address.searchParams.delete(kind));
    history.replaceState(null, "", address);
    show();
  });

  /* Twice does no more than once; what did not load is told, and may be asked for again. */
  async function begin() {
    const start = form.querySelector("[data-start]");
    if (start.disabled) return;
    start.disabled = true;
    try {
      facts = await load(form.dataset.json);
    } catch {
      start.disabled = false;
      failed.textContent = words.failed;
      start.after(failed);
      return;
    }
    for (const item of document.querySelectorAll(".cb-claim[id^=claim-]")) {
      item.dataset.struck = "false";
      add(item.querySelector(".cb-claim-head"), "claims", item.id.slice(6), name(item));
    }
    for (const item of document.querySelectorAll(".cb-sources > [id^=source-]")) {
      item.dataset.struck = "false";
      add(item, "sources", item.id.slice(7), `${name(item)} ${item.querySelector("cite").textContent}`);
    }
    whole = left(facts, Object.fromEntries(KINDS.map((kind) => [kind, new Set()]))).judgment;
    start.hidden = true;
    failed.remove();
    form.querySelector("[data-board]").hidden = false;
    bar.hidden = false;
    bar.querySelector("[data-copy]").addEventListener("click", () => copy(location.href, said, words));
    document.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-strike]");
      if (!button) return;
      remember(button.dataset.strike, button.dataset.id, button.getAttribute("aria-pressed") !== "true");
      show();
    });
    addEventListener("popstate", show); // Back and Forward bring back what the address holds
    show();
  }

  form.hidden = false;
  form.querySelector("[data-start]").addEventListener("click", begin);
  if (KINDS.some((kind) => new URL(location).searchParams.has(kind))) begin();
}
