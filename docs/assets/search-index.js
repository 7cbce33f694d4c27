/* Asks Pagefind. Its files are fetched at the first question: the program, the index of this page's language,
   and of that the few parts that the question needs. */

import { CHINESE, TERMS, cut, han, known, understood } from "./search-words.js";

const LANG = CHINESE ? "zh" : "en";

/* How many passages of a page lie in one file: see hooks/casebook/outputs/search.py. */
const PACK = 4;

/* How much more a passage counts that has the very words. */
const EXACT = 1.5;

/* How much more a page counts that has the very name: a case comes before its evidence, which names it more often. */
const NAMED = 2;

/* How much more it counts where that name is a question, which it then answers: should we open this? */
const ASKED = 3;

/* Where fewer pages than this have all that was asked for, those follow that have most of it. */
const FEW = 4;
const packs = new Map();

let loading;

async function load() {
  const folder = new URL("../pagefind/", import.meta.url);
  /* The list must be of the same build as the index, which Pagefind asks for anew each time. */
  const listed = fetch(new URL(`pages.${LANG}.json`, folder), { cache: "no-cache" });
  const pagefind = await import(new URL("pagefind.js", folder));
  /* A question takes milliseconds, so it needs no second thread, whose script would weigh 12 kB. A page is named
     by `title` at its top and by `page` elsewhere: the second only helps to find, and the first counts. */
  await pagefind.options({ noWorker: true, ranking: { metaWeights: { title: 8, heading: 4, under: 0, page: 0 } } });
  await pagefind.init();
  const { pages, values, aliases, traditional, simplified } = await (await listed).json();
  const home = new URL("..", import.meta.url);
  const owner = new Map();
  for (const page of pages) {
    page.href = new URL(page.url, home).href;
    page.passages.match(/.{7}(?:\+.)*/g).forEach((id, at) => owner.set(id.replaceAll("+", ""), { page, at }));
    page.read = (at) => text(new URL(`text/${page.texts}.${Math.floor(at / PACK)}.json`, folder), at % PACK);
  }
  const characters = new Map([...traditional].map((one, i) => [one, [...simplified][i]]));
  return { pagefind, values, owner, words: { names: known(aliases), characters } };
}

/* The pages that answer a question, best first, each with its passages, best first. A page is as good as its best
   passage, and better the more it has. `partly` says that no passage has all that was asked for. */
export async function search(question) {
  loading ??= load().catch((error) => {
    loading = undefined; /* so that the next question tries again */
    throw error;
  });
  const { pagefind, values, owner, words } = await loading;
  let { terms, parts } = understood(question, words);
  const some = await counted(pagefind, parts, owner);
  let hits = some.filter((hit) => hit.count === parts.length);
  const exact = new Set((await together(pagefind, terms)).map((hit) => hit.id));
  for (const hit of hits) if (exact.has(hit.id)) hit.score *= EXACT;
  const partly = !hits.length;
  if (new Set(hits.map((hit) => found(owner, hit).page)).size < FEW) {
    const most = some.filter((hit) => hit.count < parts.length && hit.count > parts.length / 2);
    hits = [...hits, ...most];
    for (const hit of hits) hit.score *= (hit.count / parts.length) ** 2;
  }
  if (!hits.length) {
    parts = parts.flatMap((names) => (names.length > 1 ? [names] : pairs(names[0]).map((pair) => [pair])));
    hits = (await counted(pagefind, parts, owner)).filter((hit) => hit.count >= parts.length / 2 && parts.length > 1);
    for (const hit of hits) hit.score *= hit.count ** 2;
  }
  const pages = new Map();
  const sought = [...terms, ...parts.flat()];
  for (const hit of hits) {
    const { page, at } = found(owner, hit);
    if (!page) continue;
    hit.score *= Number(page.weights[at]);
    if (!pages.has(page)) pages.set(page, []);
    pages.get(page).push({ ...passage(hit, sought, page, at), score: hit.score });
  }
  const names = [question, terms.join(" "), ...parts.flat()].map((name) => name.toLowerCase());
  const named = ({ title }) => (names.includes(title.toLowerCase()) ? NAMED * (/[?？]$/.test(title) ? ASKED : 1) : 1);
  const score = ({ page, passages }) => passages[0].score * page.weight * named(page) * (1 + 0.3 * Math.log(passages.length));
  const best = (one, other) => other.score - one.score;
  const made = [...pages].map(([page, passages]) => ({ page, passages: passages.sort(best) }));
  return { partly, values, pages: made.sort((one, other) => score(other) - score(one)) };
}

/* The page in which a passage stands, and its place there. */
const found = (owner, hit) => owner.get(hit.id.split("_")[1]) ?? {};

/* The passages that have any of the parts, with how many of them. */
async function counted(pagefind, parts, owner) {
  const some = new Map();
  for (const names of parts) {
    const own = new Map();
    for (const name of names) {
      for (const hit of await together(pagefind, name.match(TERMS) ?? [], names.length === 1 && owner)) {
        const before = own.get(hit.id) ?? { score: 0, words: [] };
        own.set(hit.id, { score: Math.max(before.score, hit.score), words: [...before.words, ...hit.words] });
      }
    }
    for (const [id, { score, words }] of own) {
      const before = some.get(id) ?? { count: 0, score: 0, words: [] };
      some.set(id, { id, count: before.count + 1, score: before.score + score, words: [...before.words, ...words] });
    }
  }
  return [...some.values()];
}

/* The passages that have all the terms. Pagefind finds those that have all the characters and ranks them; then
   only those stay in which the characters of each term follow one another. With `owner`, what has only the beginning
   of a word that stands nowhere is left out. */
async function together(pagefind, terms, owner) {
  let { results } = await pagefind.search(terms.map(spelled).join(" "));
  for (const term of terms.filter((one) => han.test(one) && one.length > 1)) {
    const exact = await pagefind.search(`"${spelled(term)}"`);
    const ids = new Set(exact.results.map((one) => one.id));
    results = results.filter((one) => ids.has(one.id));
  }
  const latin = owner ? terms.filter((one) => !han.test(one) && plain(one).length > 2) : [];
  return latin.length && !(await holds(results.slice(0, 3), latin, owner)) ? [] : results;
}

/* Whether any of some passages has all the words. A word that it does not know Pagefind cuts shorter until it does:
   for asdfgh it finds what begins with "as". In English the end of a word may differ. */
async function holds(hits, terms, owner) {
  const begun = terms.map((term) => (CHINESE ? plain(term) : plain(term).slice(0, Math.max(3, plain(term).length - 3))));
  for (const hit of hits) {
    const { page, at } = found(owner, hit);
    const text = page && plain([page.title, ...(await page.read(at)).slice(1)].join(" "));
    if (begun.every((term) => text?.includes(term))) return true;
  }
  return false;
}

const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "");

const spelled = (term) => (CHINESE && han.test(term) ? [...term].join(" ") : term);

/* A run of characters as pairs, for when the whole run stands nowhere. */
function pairs(term) {
  if (!CHINESE || !han.test(term) || term.length < 3) return [term];
  return [...term].slice(1).map((character, i) => term[i] + character);
}

/* One passage of a pack, which is fetched once. */
async function text(url, at) {
  if (!packs.has(url.href)) packs.set(url.href, fetch(url).then((answer) => answer.json()));
  try {
    return (await packs.get(url.href))[at];
  } catch (error) {
    packs.delete(url.href);
    throw error;
  }
}

function passage(hit, terms, page, at) {
  return {
    async read() {
      const [id, heading, content] = await page.read(at);
      const title = cut(heading);
      const tokens = cut(content);
      return {
        href: id ? `${page.href}#${id}` : page.href,
        label: pieces(title, places(title, terms)),
        excerpt: excerpt(tokens, CHINESE ? places(tokens, terms) : new Set(hit.words)),
      };
    },
  };
}

/* Where the terms stand: characters must follow one another, a word need only begin so. */
function places(tokens, terms) {
  const found = new Set();
  const lower = tokens.map((token) => token.toLowerCase().replace(/^[^\p{L}\p{N}]+/u, ""));
  for (const term of terms.flatMap((one) => one.match(TERMS) ?? [])) {
    const parts = han.test(term) ? [...term] : [term.toLowerCase()];
    lower.forEach((_, start) => {
      if (parts.every((part, i) => lower[start + i]?.startsWith(part))) parts.forEach((_, i) => found.add(start + i));
    });
  }
  return found;
}

/* The part of a text around the most places. */
function excerpt(tokens, places) {
  const length = CHINESE ? 70 : 30;
  const before = CHINESE ? 14 : 6;
  const score = (start) => tokens.slice(start, start + length).filter((_, i) => places.has(start + i)).length;
  const starts = [...places].map((place) => Math.max(0, Math.min(place - before, tokens.length - length)));
  const start = starts.reduce((best, one) => (score(one) > score(best) ? one : best), starts[0] ?? 0);
  const end = Math.min(tokens.length, start + length);
  const shown = pieces(tokens.slice(start, end), new Set([...places].map((place) => place - start)));
  return [{ text: start > 0 ? "… " : "" }, ...shown, { text: end < tokens.length ? " …" : "" }];
}

/* The words as a list of texts, of which those with `marked` were looked for. */
function pieces(tokens, places) {
  const made = [];
  for (let i = 0; i < tokens.length; ) {
    let next = i + 1;
    while (next < tokens.length && places.has(next) === places.has(i)) next += 1;
    const joined = tokens.slice(i, next).join("");
    const text = i ? joined : joined.trimStart();
    const [, before, core, after] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/u.exec(text);
    if (places.has(i)) made.push({ text: before }, { text: core, marked: true }, { text: after });
    else made.push({ text });
    i = next;
  }
  return made;
}
