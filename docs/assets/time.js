/* The time machine: one slider from the day of the decision to the day the case is up to. It begins by asking for the
   reader's own call; then claims, questions, the rings and the balance show only what an outsider could know by the
   month. The verdict of a month is that of the whole case with all later claims struck out (strike.js). Month and call
   stand in the address. Without it the page shows the stages. */

import load from "./facts.js";
import { left } from "./strike.js";

const LINKS = ["adopted", "eroded", "gained", "caused"];

const month = (date) => {
  const [year, part] = date.split("-").map(Number);
  return year * 12 + (part ?? 1) - 1;
};

/* The month of a date that is known only roughly: the last that it may mean. */
export const lastMonth = (date) => {
  const [year, part] = date.split("-").map(Number);
  return year * 12 + (part ?? 12) - 1;
};

const iso = (at) => `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;

export default function time(form) {
  const words = JSON.parse(form.dataset.words);
  const lang = form.dataset.lang;
  const slider = form.querySelector("[type=range]");
  const state = form.querySelector("output");
  const when = form.querySelector("[data-when]");
  const rings = [...form.querySelectorAll(".cb-ring")];
  const items = [...document.querySelectorAll("[data-from]")];
  const stages = document.querySelectorAll("[data-stages]");
  const name = new Intl.DateTimeFormat(lang === "zh" ? "zh-CN" : "en-US", { year: "numeric", month: "long", timeZone: "UTC" });
  const failed = Object.assign(document.createElement("p"), { className: "cb-quiet" });
  failed.setAttribute("role", "status");
  let facts;
  let said;

  slider.min = lastMonth(form.dataset.decided);
  slider.max = month(form.dataset.asOf);

  const from = (item) => Math.min(lastMonth(item.dataset.from), Number(slider.max));

  function show(announce = true) {
    const at = Number(slider.value);
    const date = name.format(Date.UTC(Math.floor(at / 12), at % 12));
    when.textContent = date;
    slider.setAttribute("aria-valuetext", date);
    let known = 0;
    for (const item of items) {
      item.hidden = from(item) > at;
      if (item.matches(".cb-claim") && !item.hidden) known += 1;
    }
    const later = items.filter((item) => item.matches(".cb-claim") && item.hidden).map((item) => item.dataset.claim);
    const now = left(facts, { claims: new Set(later), sources: new Set(), parties: new Set() });
    rings.forEach((ring, index) => ring.setAttribute("class", `cb-ring cb-ring-${now.levels[LINKS[index]]}`));
    const levels = LINKS.map((link) => `${words.link[link]}${words.colon}${words.level[now.levels[link]]}`).join(words.semicolon);
    clearTimeout(said);
    const tell = () => {
      state.textContent = `${date}${words.colon}${words.known.replace("{count}", known)} ${levels}`;
    };
    if (announce) said = setTimeout(tell, 200);
    else tell();
    const address = new URL(location);
    address.searchParams.set("date", iso(at));
    history.replaceState(null, "", address);
  }

  async function begin(call) {
    try {
      facts = await load(form.dataset.json);
    } catch {
      failed.textContent = words.failed;
      form.querySelector("[data-ask]").append(failed);
      return;
    }
    const address = new URL(location);
    if (call) address.searchParams.set("call", call);
    history.replaceState(null, "", address);
    form.querySelector("[data-ask]").hidden = true;
    form.querySelector("[data-run]").hidden = false;
    stages.forEach((stage) => stage.querySelectorAll("details").forEach((one) => one.setAttribute("open", "")));
    document.querySelectorAll("[data-stage-head]").forEach((one) => (one.hidden = true));
    restore();
    if (call) slider.focus();
  }

  /* The call and the month of the address. */
  function restore() {
    const given = new URL(location).searchParams;
    const [, answer, sure] = /^([a-z]+)-(100|[1-9]?[0-9])$/.exec(given.get("call") ?? "") ?? [];
    form.querySelector("[data-own]").textContent = Object.hasOwn(words.answers, answer ?? "") ? words.own.replace("{answer}", words.answers[answer]).replace("{value}", sure) : "";
    const date = given.get("date");
    slider.value = /^\d{4}-(0[1-9]|1[0-2])$/.test(date ?? "") ? month(date) : slider.min;
    show(false);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = new FormData(form);
    if (given.has("call")) begin(`${given.get("call")}-${given.get("sure")}`);
  });
  slider.addEventListener("input", () => show());
  form.addEventListener("click", (event) => {
    const step = event.target.closest("[data-step]");
    if (!step) return;
    slider.value = Number(slider.value) + Number(step.dataset.step);
    show();
  });
  addEventListener("popstate", () => {
    if (facts) restore();
  });

  form.hidden = false;
  if (new URL(location).searchParams.has("date")) begin();
  else items.forEach((item) => (item.hidden = from(item) > Number(slider.min)));
}
