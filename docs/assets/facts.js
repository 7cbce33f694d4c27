/* The facts of a case from its JSON: asked for once however often they are wanted, and anew after a failure. What
   holds no case counts as one. */

const asked = new Map();

async function ask(url) {
  const answer = await fetch(url);
  const facts = answer.ok && (await answer.json());
  if (!Array.isArray(facts?.claims) || !facts.sources) throw new Error(`no case at ${url}`);
  return facts;
}

export default function load(url) {
  if (!asked.has(url)) {
    asked.set(url, ask(url).catch((error) => {
      asked.delete(url);
      throw error;
    }));
  }
  return asked.get(url);
}
