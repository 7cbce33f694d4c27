/* A receipt for every sentence: who says so, in which words, how much of it was read, and why it is trusted how far.
   It opens beside a note while the pointer rests on it, and stays when the note is pressed; on a narrow screen it
   comes from below. Its facts are those of the case's JSON, fetched when the first one is asked for. Without it a
   note leads to the page of the evidence. Text is set as text. */

import copyOut from "./copy.js";

const MARKS = ".cb-cite, .cb-refs a";
const KEY = "cite-style";

const make = (name, className, ...children) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children.filter((child) => child || child === 0));
  return made;
};

const fill = (text, facts) => text.replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);

const web = (address) => (/^https?:\/\//.test(address ?? "") ? address : undefined);

const iso = (date) => (date?.["date-parts"]?.[0] ?? []).map((part, at) => String(part).padStart(at ? 2 : 4, "0")).join("-");

const whole = (name) => name.literal ?? [name.family, name.given].filter(Boolean).join(/[㐀-鿿]/.test(name.family) ? "" : ", ");

const names = (source) => (source.author ?? []).map(whole).join("; ") || source.publisher;

/* The style of citations chosen last, where the browser may keep anything. */
function chosen(style) {
  try {
    if (style) localStorage.setItem(KEY, style);
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/* A source in the form of APA 7, or of GB/T 7714. */
export function cited(source, style) {
  const [day, read] = [iso(source.issued), iso(source.accessed)];
  const wrote = names(source);
  const rest = source.publisher === wrote ? "" : source.publisher;
  if (style === "gbt") {
    const when = [rest, day].filter(Boolean).join(", ") + (read && `[${read}]`);
    return `${wrote}. ${source.title}[EB/OL]. ${when && `${when}. `}${source.URL}.`;
  }
  return `${wrote} (${day || "n.d."}). ${source.title}. ${rest ? `${rest}. ` : ""}${source.URL}`;
}

/* What is copied: the sentence, who says so, where it stands, and when it was read there. */
export function copied(claim, sources, facts, lang, style, today) {
  const address = `${facts.pages[lang]}evidence/#claim-${claim.id}`;
  const name = facts.site;
  const own =
    style === "gbt"
      ? `${name}. ${facts.title[lang]}[EB/OL]. (${facts.as_of})[${today}]. ${address}.`
      : `${name} (${facts.as_of}). ${facts.title[lang]}. ${address} (${today})`;
  return [claim.text[lang], ...sources.map((source) => cited(source, style)), own].join("\n");
}

export default function receipts(host) {
  const words = JSON.parse(host.dataset.words);
  const lang = host.dataset.lang;
  const other = lang === "zh" ? "en" : "zh";
  let panel;
  let mark;
  let pinned = false;
  let wait;

  const load = async () => (await import("./facts.js")).default(host.dataset.json);

  function close(back = false) {
    clearTimeout(wait);
    panel?.remove();
    mark?.removeAttribute("aria-describedby");
    mark?.removeAttribute("aria-expanded");
    if (back) mark?.focus();
    panel = mark = undefined;
    pinned = false;
  }

  function sourceLine(source, evidence) {
    const url = web(source.URL);
    const title = make(url ? "a" : "cite", "", source.title);
    if (url) Object.assign(title, { href: url, rel: "external" });
    title.lang = source.language;
    const read = source.custom?.copy ? words.copy_read : words.read[source.custom?.read];
    const line = make("li", "", evidence ? make("span", `cb-stance cb-stance-${evidence.stance}`, words.stance[evidence.stance]) : "", " ", title,
      make("span", "cb-quiet", ` ${[source.publisher, iso(source.issued), words.kind[source.custom?.kind], read, evidence?.locator].filter(Boolean).join(" · ")}`));
    if (evidence?.quote) {
      const quote = make("q", "", evidence.quote);
      quote.lang = source.language;
      line.append(make("p", "cb-receipt-quote", quote));
    }
    const archive = web(source.custom?.archive);
    if (archive) line.append(" ", Object.assign(make("a", "cb-quiet", words.archived), { href: archive, rel: "external" }));
    return line;
  }

  function body(all, link) {
    const [, kind, id] = /^#(claim|source)-(.+)$/.exec(link.hash);
    const made = document.createDocumentFragment();
    const at = all.claims.findIndex((one) => one.id === id);
    const name = kind === "source" ? words.more_source : fill(words.more, { number: at + 1 });
    const more = Object.assign(make("a", "cb-more", name), { href: link.href });
    if (kind === "source") {
      made.append(make("ul", "", sourceLine(all.sources[id])), more);
      return made;
    }
    const claim = all.claims[at];
    const letter = claim.grade.letter;
    made.append(
      make("p", "cb-receipt-text", claim.text[lang]),
      make("p", "cb-quiet", make("strong", "", letter ? words.grade[letter] : words.state[claim.state]), ` ${claim.grade.reason[lang]}`),
      make("ul", "", ...claim.evidence.filter((one) => all.sources[one.source]).map((one) => sourceLine(all.sources[one.source], one))),
    );
    const twin = make("p", "", claim.text[other]);
    twin.lang = other === "zh" ? "zh-Hans" : "en";
    made.append(make("details", "", make("summary", "", words.other), twin));
    const style = make("select", "", ...["apa", "gbt"].map((one) => Object.assign(make("option", "", words[one]), { value: one })));
    style.value = chosen() ?? (lang === "zh" ? "gbt" : "apa");
    style.setAttribute("aria-label", words.style);
    const copy = Object.assign(make("button", "cb-button", words.copy), { type: "button" });
    const said = make("span", "cb-quiet");
    said.setAttribute("role", "status");
    copy.addEventListener("click", async () => {
      chosen(style.value);
      const supports = claim.evidence.filter((one) => one.stance === "supports").map((one) => all.sources[one.source]);
      const text = copied(claim, supports.filter(Boolean), { ...all, site: words.site }, lang, style.value, new Date().toISOString().slice(0, 10));
      await copyOut(text, said, words);
    });
    made.append(make("p", "cb-receipt-acts", copy, " ", style, " ", more, " ", said));
    return made;
  }

  function place() {
    const narrow = innerWidth < 704 || matchMedia("(hover: none)").matches;
    panel.classList.toggle("cb-sheet", narrow);
    panel.style.maxHeight = "";
    if (narrow) return;
    const at = mark.getBoundingClientRect();
    const text = mark.closest("p, li, dd, td, th")?.getBoundingClientRect() ?? at;
    const beside = innerWidth - text.right > panel.offsetWidth + 24;
    const left = beside ? text.right + 16 : Math.max(12, Math.min(at.left - 24, document.documentElement.clientWidth - panel.offsetWidth - 12));
    const [above, below] = [at.top - 14, innerHeight - at.bottom - 14];
    const under = panel.offsetHeight <= below || above <= below;
    if (!beside) panel.style.maxHeight = `${under ? below : above}px`;
    const edge = under ? at.bottom + 6 : at.top - panel.offsetHeight - 6;
    const top = beside ? Math.max(8, Math.min(at.top - 12, innerHeight - panel.offsetHeight - 8)) : edge;
    panel.style.left = `${left + scrollX}px`;
    panel.style.top = `${top + scrollY}px`;
  }

  async function open(link, stays) {
    clearTimeout(wait);
    if (link === mark) {
      if (stays && !pinned) pin();
      return;
    }
    close();
    mark = link;
    pinned = stays;
    let content;
    try {
      content = body(await load(), link);
    } catch {
      if (mark !== link) return;
      if (pinned) location.assign(link.href);
      close();
      return;
    }
    if (mark !== link) return;
    panel = make("div", "cb-receipt", content);
    panel.id = "cb-receipt";
    panel.tabIndex = -1;
    panel.setAttribute("role", "dialog");
    panel.setAttribute("aria-label", words.name);
    const away = Object.assign(make("button", "cb-receipt-close", "×"), { type: "button" });
    away.setAttribute("aria-label", words.close);
    away.addEventListener("click", () => close(true));
    panel.prepend(away);
    document.body.append(panel);
    link.setAttribute("aria-describedby", panel.id);
    place();
    panel.addEventListener("toggle", () => panel && place(), true); // the other language makes it taller
    panel.addEventListener("pointerenter", () => clearTimeout(wait));
    panel.addEventListener("pointerleave", later);
    if (pinned) pin();
  }

  function pin() {
    pinned = true;
    if (!panel) return; // its facts are on their way
    mark.setAttribute("aria-expanded", "true");
    panel.focus({ preventScroll: true });
  }

  function later() {
    clearTimeout(wait);
    if (!pinned) wait = setTimeout(close, 300);
  }

  const text = document.querySelector(".cb-text");
  text.addEventListener("pointerover", (event) => {
    const link = event.pointerType === "mouse" && !pinned && event.target.closest(MARKS);
    if (!link) return;
    clearTimeout(wait);
    wait = setTimeout(() => open(link, false), 120);
  });
  text.addEventListener("pointerout", (event) => {
    if (event.target.closest(MARKS)) later();
  });
  text.addEventListener("click", (event) => {
    const link = event.target.closest(MARKS);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open(link, true);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && mark) close(pinned); // though its facts be on their way
  });
  document.addEventListener("pointerdown", (event) => {
    if (mark && !panel?.contains(event.target) && !event.target.closest(MARKS)) close();
  });
}
