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
  "为什么|是什么|什么是|什么|怎么样|怎么|怎样|如何|是否|有没有|哪些|哪个|哪家|多少|是谁|谁|吗|呢" +
    "|(?<![\\w-])(?:who|whose|what|when|where|why|which|how|is|are|was|were|do|does|did|has|have|the|an?|of|to)(?![\\w-])|[?？]",
  "giu",
);

/* `terms` are the words as they were asked for, and `parts` the same with all their names: each of a list of parts
   is a list of names, of which any will do. */
export function understood(question, { names, characters }) {
  const text = [...question.normalize("NFKC")].map((one) => characters.get(one) ?? one).join("");
  const told = text.replace(ASKING, " ");
  const asked = TERMS.test(told) ? told : text;
  TERMS.lastIndex = 0;
  const parts = [];
  const rest = names.reduce((left, { pattern, same }) => {
    if (!pattern.test(left)) return left;
    parts.push(same);
    return left.replace(pattern, " ");
  }, asked);
  for (const term of rest.match(TERMS) ?? []) if (/[\p{L}\p{N}]/u.test(term)) parts.push([term]);
  return { terms: asked.match(TERMS) ?? [], parts };
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
