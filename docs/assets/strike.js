/* What is left of a case of which claims, sources, or all of a party's words are struck out: grades, links, verdict. The
   arithmetic is that of hooks/casebook/method/{grade,chain,strike}.py, to which a test holds it on every case. */

const ORDER = ["A", "B", "C", "D", "≠", "—"];
export const LINKS = ["adopted", "eroded", "gained", "caused"];
const STEPS = ["no", "little", "mostly", "yes"];
const YOUNG = 3;
const SUREST = { A: "certain", B: "highly-likely", C: "likely", D: "possible", "≠": "possible", "—": "unlikely" };
const RECORDS = new Set(["bill", "dataset", "hearing", "legal_case", "legislation", "patent", "regulation", "report", "software", "standard", "treaty"]);

const custom = (source) => source.custom ?? {};
const isPrimary = (source) => custom(source).kind === "primary" && !custom(source).copy;
const meets = (one, other) => [...one].some((item) => other.has(item));

function root(id, sources) {
  const seen = new Set([id]);
  while (sources[id] && custom(sources[id]).derives_from) {
    id = custom(sources[id]).derives_from;
    if (seen.has(id)) return [...seen].sort()[0];
    seen.add(id);
  }
  return (sources[id] && custom(sources[id]).origin) || id;
}

function origins(evidence, sources, actors) {
  let groups = [];
  for (const item of evidence) {
    const source = sources[item.source];
    if (!source || custom(source).kind === "tertiary") continue;
    const first = root(item.source, sources);
    const own = (one) => new Set((custom(one).party_to ?? []).filter((id) => actors.has(id)));
    const group = { ids: new Set([first]), publishers: new Set([source.publisher]), parties: own(source), members: [source] };
    if (sources[first]) {
      group.publishers.add(sources[first].publisher);
      for (const id of own(sources[first])) group.parties.add(id);
    }
    for (const other of groups.filter((one) => meets(one.ids, group.ids) || meets(one.publishers, group.publishers) || meets(one.parties, group.parties))) {
      groups = groups.filter((one) => one !== other);
      for (const name of ["ids", "publishers", "parties"]) for (const item of other[name]) group[name].add(item);
      group.members.push(...other.members);
    }
    groups.push(group);
  }
  return groups;
}

function base(direct, witnesses, sources, actors) {
  if (!direct.length || !witnesses.length) return "D";
  const read = direct.map((item) => sources[item.source]).filter(Boolean);
  const party = (source) => (custom(source).party_to ?? []).some((id) => actors.has(id));
  const primary = read.filter(isPrimary);
  if (primary.some((source) => source.issued && (RECORDS.has(source.type) || !party(source)))) return "A";
  if (witnesses.length > 1) return witnesses.some((one) => one.members.some(isPrimary)) ? "A" : "B";
  return primary.some(party) ? "B" : "C";
}

function reading(letter, witnesses) {
  const analysts = witnesses.filter((one) => !one.parties.size).length;
  const party = witnesses.some((one) => one.parties.size) ? 1 : 0;
  if (letter === "D" || !witnesses.length || (analysts >= 2 && party)) return letter;
  if (analysts + party < 2) return party ? "C" : "D";
  return "C";
}

/* The letter of a claim, whose evidence may have been struck out; "" for a forecast. */
export function grade(claim, facts, sources) {
  if (claim.kind === "forecast") return "";
  const supports = claim.evidence.filter((item) => item.stance === "supports");
  if (!supports.length) return "—";
  if (claim.evidence.some((item) => item.stance === "contradicts" && !item.resolved)) return "≠";
  const actors = new Set(facts.actors.map((actor) => actor.id));
  const direct = supports.filter((item) => item.directness === "direct");
  const witnesses = origins(direct, sources, actors);
  let letter = base(direct, witnesses, sources, actors);
  if (claim.kind === "interpretation") letter = reading(letter, witnesses);
  const own = facts.motives.some((motive) => motive.claim === claim.id && ["stated", "admitted"].includes(motive.kind));
  return letter === "A" && own ? "B" : letter;
}

export function ceiling(tests) {
  const marks = new Set(tests.map((trace) => `${trace.test} ${trace.result}`));
  if (marks.has("hoop failed") || marks.has("doubly-decisive failed")) return "no";
  if (marks.has("doubly-decisive passed") || (marks.has("smoking-gun passed") && marks.has("hoop passed"))) return "yes";
  if (marks.has("smoking-gun passed")) return "mostly";
  return marks.size ? "little" : "no";
}

export function judge(levels, years) {
  let value;
  let at = "";
  if (levels.gained === "reverse" && STEPS.indexOf(levels.caused) > 0) [value, at] = ["backfired", "gained"];
  else if ((at = LINKS.find((name) => ["no", "reverse"].includes(levels[name])) ?? "")) value = "broke";
  else if ((at = LINKS.find((name) => levels[name] === "unknown") ?? "")) value = "not-shown";
  else {
    at = LINKS.reduce((weakest, name) => (STEPS.indexOf(levels[name]) < STEPS.indexOf(levels[weakest]) ? name : weakest));
    value = levels[at];
    if (value === "yes") [value, at] = ["held", ""];
  }
  return { value: years < YOUNG && ["little", "broke", "not-shown"].includes(value) ? "too-early" : value, at };
}

function first(date, last) {
  const [year, month, day] = date.split("-").map(Number);
  return [year, month ?? 1, day ?? 1, last];
}

function years(facts) {
  const [from, to] = [first(facts.decided), first(facts.as_of)];
  return to[0] - from[0] - (to[1] < from[1] || (to[1] === from[1] && to[2] < from[2]) ? 1 : 0);
}

/* What is left of a case: `struck` holds sets of ids of claims, sources, and parties. */
export function left(facts, struck) {
  const gone = new Set(struck.sources);
  for (const [id, source] of Object.entries(facts.sources)) {
    if ((custom(source).party_to ?? []).some((party) => struck.parties.has(party))) gone.add(id);
  }
  const letters = Object.create(null); /* an id may be called constructor */
  for (const claim of facts.claims) {
    if (struck.claims.has(claim.id)) continue;
    const evidence = claim.evidence.filter((item) => !gone.has(item.source));
    letters[claim.id] = grade({ ...claim, evidence }, facts, facts.sources);
  }
  const stands = (id) => letters[id] && letters[id] !== "—";
  const levels = Object.fromEntries(
    LINKS.map((name) => {
      const link = facts.chain?.[name];
      if (!link) return [name, "unknown"];
      if (name !== "caused") return [name, link.because.some(stands) ? link.code : "unknown"];
      const tests = link.tests.filter((trace) => stands(trace.claim));
      if (link.code === "unknown" || (link.tests.length && !tests.length)) return [name, "unknown"];
      if (!link.tests.length) return [name, link.code];
      const most = ceiling(tests);
      return [name, STEPS[Math.min(STEPS.indexOf(link.code), STEPS.indexOf(most))]];
    }),
  );
  const judgment = judge(levels, years(facts));
  const behind = LINKS.filter((name) => facts.chain && ["", name].includes(judgment.at)).flatMap((name) =>
    name === "caused" ? facts.chain.caused.tests.map((trace) => trace.claim) : facts.chain[name].because,
  );
  const weakest = Math.max(-1, ...behind.filter(stands).map((id) => ORDER.indexOf(letters[id])));
  return { letters, levels, judgment, surest: weakest < 0 ? "" : SUREST[ORDER[weakest]] };
}
