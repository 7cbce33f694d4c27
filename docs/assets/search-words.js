/* What a question asks for. Its words are the same to us whether they are written in traditional or simplified
   characters, and a thing is the same by whatever name: 千问 is Qwen. Names and characters come with the list of pages. */

export const CHINESE = document.documentElement.lang.startsWith("zh");

/* Chinese is indexed by the character, each a word of its own: see hooks/casebook/outputs/search.py. */
const HAN = "〇\\u3400-\\u9fff\\uf900-\\ufaff";
const MARKS = "·\\u3000-\\u3006\\u3008-\\u303f\\uff00-\\uffef“”‘’…—";
export const TERMS = CHINESE ? new RegExp(`[${HAN}]+|[^\\s"'${HAN}${MARKS}]+`, "g") : /\S+/g;
/* The words of a text as the index counts them, each with the space that stands before it. */
const WORDS = CHINESE ? new RegExp(`\\s*(?:[${HAN}${MARKS}]|[^\\s${HAN}${MARKS}]+)`, "g") : /\s*\S+/g;
export const cut = (text) => text.match(WORDS) ?? [];
export const han = new RegExp(`[${HAN}]`);

/* Words that only make a question of it. */
const ASKING = new RegExp(
  "为什么|为何|是什么|什么是|什么|怎么样|怎么办|怎么|怎样|如何|是不是|是否|有没有|会不会被|会不会|会被|能不能|可不可以" +
    "|要不要|该不该|应不应该|值不值得|哪些|哪个|哪家|多少|是谁|谁|吗|呢" +
    "|(?<![\\w-])(?:who|whose|what|when|where|why|which|how|is|are|am|was|were|be|do|does|did|has|have|had|can|could|should" +
    "|would|will|i|my|we|our|you|your|it|its|they|their|there|the|this|that|an?|of|to|in|on|for|by|with|and|or|if)(?![\\w-])" +
    "|[?？]",
  "giu",
);

/* Words that add nothing to a question, though they may to what is no question. */
const BESIDE = /我们|你们|可以|应该|(?<!自)我|(?<![需重主必])要(?![求点素害件领])/gu;

/* `terms` are the words as they were asked for, and `parts` the same with all their names: each of a list of parts
   is a list of names, of which any will do. A name may hold words that ask: should we open is what Decide answers. */
export function understood(question, { names, characters }) {
  const text = [...question.normalize("NFKC")].map((one) => characters.get(one) ?? one).join("");
  const asks = text.search(ASKING) >= 0;
  const told = (asked) => (asks ? asked.replace(ASKING, " ").replace(BESIDE, " ") : asked).match(TERMS) ?? [];
  const parts = [];
  const rest = names.reduce((left, { pattern, same }) => {
    if (!pattern.test(left)) return left;
    parts.push(same);
    return left.replace(pattern, " ");
  }, text);
  const terms = told(text).length ? told(text) : text.match(TERMS) ?? [];
  const others = told(rest).length || parts.length ? told(rest) : terms;
  for (const term of others) if (/[\p{L}\p{N}]/u.test(term)) parts.push([term]);
  return { terms, parts };
}

/* Every name with all names of the same thing that this language writes, the longest name first. */
export function known(groups) {
  const names = groups.flatMap((group) => group.map((name) => ({ name, group })));
  names.sort((one, other) => other.name.length - one.name.length);
  return names.map(({ name, group }) => {
    const plain = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const same = group.filter((one) => CHINESE || !han.test(one));
    return {
      pattern: new RegExp(han.test(name) ? plain : `(?<![\\p{L}\\p{N}])${plain}(?![\\p{L}\\p{N}])`, "iu"),
      same: same.length ? same : [name],
    };
  });
}
