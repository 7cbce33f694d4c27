"""Cases: what one rests on and holds before it is published, and what of its draft it must not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..method.script import own_words
from ..model import LANGUAGES, Case, Claim
from ..model.fields import fields
from ..problems.problem import Problem, listing
from ..reading.book import Book, Found
from ..reading.markdown import Markdown
from ..reading.text import KeyPath
from .languages import within
from .rule import Breach, rule

WANTED = (
    "summary", "plays", "opener_kind", "selection", "stack", "openness", "timeline", "motives",
    "rivals", "conditions", "chain", "outcomes", "verdict", "questions", "history",
)  # fmt: skip
"""The fields that a published case must fill, unless it is a note."""
NOTE = 5
"""How many claims a note has, and how many sources they cite."""
LABELS = ("draft-title", "draft-subtitle", "draft-actor", "draft-target")
"""The labels whose texts stand in a draft until they are replaced."""
DECIDED = "1900"
"""The date of the decision in a draft: no case of computing can have it."""
OPEN = "…"
"""What stands in a form for a text."""

_NOTE = re.compile(r"<!--\s*(?:draft:|草稿[:：])\s*(.*?)\s*-->")


@rule("published-without-field", scope="whole case")
def nothing_is_lacking(case: Found[Case]) -> Iterator[Breach]:
    """A published case has a summary and its plays, says what kind of opener it tells of and why it
    was chosen, and has a stack, openness, a timeline, motives, explanations, conditions, a chain,
    outcomes, a verdict, questions and a history. A note may lack them all.
    """
    for field in WANTED:
        if not getattr(case.value, field):
            yield case.place("status"), {"id": case.id, "field": field}


@rule(scope="published note")
def notes_have_their_facts(note: Found[Case]) -> Iterator[Breach]:
    """A published note names who opened and against whom, and has five claims from five sources."""
    roles = {role.role for actor in note.value.actors for role in actor.roles}
    sources = {item.source for claim in note.value.claims for item in claim.evidence}
    if "initiator" not in roles:
        yield Problem(note.key("actors"), "note-without-opener", id=note.id)
    if not roles & {"target", "squeezed-supplier"}:
        yield Problem(note.key("actors"), "note-without-target", id=note.id)
    if (count := len(note.value.claims)) < NOTE:
        yield Problem(note.place("status"), "note-with-few-claims", count=count, wanted=NOTE)
    if (count := len(sources)) < NOTE:
        yield Problem(note.place("status"), "note-with-few-sources", count=count, wanted=NOTE)


@rule("published-without-outcome", scope="whole case")
def all_parties_have_an_outcome(case: Found[Case]) -> Iterator[Breach]:
    """A published case says what came of it for all three parties."""
    parties = {outcome.party for outcome in case.value.outcomes}
    for party in ("initiator", "target", "third-party") if parties else ():
        if party not in parties:
            yield case.place("status"), {"id": case.id, "party": party}


@rule(scope="whole case")
def core_cases_are_long(case: Found[Case]) -> Iterator[Breach]:
    """A published core case has 12 claims and eight dated events."""
    if case.value.depth == "core":
        if len(case.value.claims) < 12:
            yield Problem(case.place("status"), "core-with-few-claims", id=case.id)
        if len(case.value.timeline) < 8:
            yield Problem(case.place("status"), "core-with-few-events", id=case.id)


@rule("condition-without-claim", scope="whole case")
def codes_rest_on_claims(case: Found[Case]) -> Iterator[Breach]:
    """A code rests on a claim, unless it is `unknown`."""
    for condition in case.items("conditions"):
        code, name = condition.value.code, condition.value.condition
        if code != "unknown" and not condition.value.claim:
            yield condition.place("code"), {"condition": name, "code": code}


@rule("condition-not-coded", scope="whole case")
def all_conditions_are_coded(case: Found[Case], book: Book) -> Iterator[Breach]:
    """A published case codes each condition of the vocabulary."""
    coded = {condition.condition for condition in case.value.conditions}
    if missing := [name for name in book.vocabulary.get("condition", {}) if name not in coded]:
        yield case.key("conditions"), {"conditions": listing(missing)}


@rule("no-support", scope="published claim")
def claims_have_support(claim: Found[Claim]) -> Iterator[Breach]:
    """Every claim of a published case cites at least one source that supports it."""
    if not any(evidence.stance == "supports" for evidence in claim.value.evidence):
        yield claim.place("id"), {"id": claim.id}


_INFERS = re.compile(
    r"(?i)\b(probably|presumably|likely|seem(s|ed)?|apparently|evidently|undoubtedly|"
    r"suggest(s|ed)? that|implie[sd]|"
    r"therefore|thus|hence|must have|(this|which) (shows|proves))\b|"
    r"显然|(?<!开)可见(?!光)|想必|由此看来|这(说明|表明)|无疑|似乎|大概"
)
_TELLS = re.compile(
    r"(?i)\b(said|says|wrote|writes|told|tells|call(s|ed)?|argue[sd]?|report(s|ed)?|"
    r"object(s|ed)?|by(?! [0-9])|according|nam(es|ed)|"
    r"read|found|put|judge[sd]?|expect(s|ed)?|claim(s|ed)?|explain(s|ed)?|announced|stated|quote[sd]?|"
    r"admit(s|ted)|testified|estimate[sd]?|count(s|ed)?|warn(s|ed)?|note[sd]?|asked|saw|sees|thought|"
    r"gave|gives|assess(es|ed)?)\b|说(?!明)|称|写道|认为|指出|异议|(?<![数证占根])据|估计|估算|报道"
)
_SENTENCE = re.compile(r"(?<=\.) +(?=[A-Z“])|(?<=;) +|(?<=[。；])")


@rule("inference-in-fact", scope="claim")
def facts_hold_no_inference(claim: Found[Claim]) -> Iterator[Breach]:
    """A fact or figure infers nothing by itself: a sentence with a word of inference says whose it
    is. A conclusion of ours is a claim of its own.
    """
    for lang in LANGUAGES if claim.value.kind in ("fact", "figure") else ():
        for sentence in _SENTENCE.split(own_words(claim.value.text.written(lang))):
            word = _INFERS.search(sentence)
            if word and not _TELLS.search(sentence):
                yield within(claim, ("text", lang), word.group()), {"word": word.group()}


@rule("no-counter-claim", scope="whole case")
def cases_have_counter_evidence(case: Found[Case]) -> Iterator[Breach]:
    """A published case has at least one claim of weight `counter`."""
    if not any(claim.weight == "counter" for claim in case.value.claims):
        yield case.key("claims"), {"id": case.id}


@rule(scope="case")
def verdict_weighs_both_sides(case: Found[Case]) -> Iterator[Breach]:
    """No claim stands both for and against a verdict. Those against one that the defense worked are
    counter or caveat; against one that it did not, any claim may stand.
    """
    verdict = case.value.verdict
    worked = bool(verdict and verdict.value in ("held", "mostly", "little"))
    weights = {claim.id: claim.weight for claim in case.value.claims}
    for index, id in enumerate(verdict.against if verdict else ()):
        place = case.place("verdict", "against", index)
        if verdict and id in verdict.because:
            yield Problem(place, "verdict-both-sides", id=id)
        elif worked and weights.get(id, "counter") not in ("counter", "caveat"):
            yield Problem(place, "verdict-against-context", id=id, weight=weights[id])


@rule(scope="claim")
def forecasts_have_a_state(claim: Found[Claim]) -> Iterator[Breach]:
    """A forecast has a state, and nothing else has one."""
    forecast, state = claim.value.kind == "forecast", claim.value.state
    if forecast and not state:
        yield Problem(claim.place("id"), "forecast-without-state", id=claim.id)
    elif state and not forecast:
        yield Problem(claim.place("state"), "state-without-forecast", id=claim.id)


@rule("rivals-without-defense", scope="case")
def rivals_include_the_defense(case: Found[Case]) -> Iterator[Breach]:
    """The defense is one of the explanations, so that it is judged like its rivals."""
    hypotheses = {rival.hypothesis for rival in case.value.rivals}
    if hypotheses and not hypotheses & {"defense-rival", "defense-supplier"}:
        yield case.key("rivals"), {}


@rule(scope="case")
def plays_have_their_parts(case: Found[Case]) -> Iterator[Breach]:
    """A neutral home needs a steward, a license fence a licence facet that is not open, and
    supplier leverage a squeezed supplier.
    """
    roles = {role.role for actor in case.value.actors for role in actor.roles}
    licences = [facet.degree for facet in case.value.openness if facet.facet == "licence"]
    needs = {
        "neutral-home": ("steward" in roles, "play-without-steward"),
        "license-fence": (set(licences) - {"open"}, "play-without-fence"),
        "supplier-leverage": ("squeezed-supplier" in roles, "play-without-supplier"),
    }
    for index, play in enumerate(case.value.plays):
        met, key = needs.get(play, (True, ""))
        if not met:
            yield Problem(case.place("plays", index), key)


@rule(scope="published case")
def draft_texts_are_replaced(case: Found[Case], book: Book) -> Iterator[Breach]:
    """A published case holds no text that its draft came with."""
    labels = [book.labels[key].value for key in LABELS if key in book.labels]
    given = {OPEN, *(label[lang] for label in labels for lang in LANGUAGES)}
    for path, record, mark in case.parts:
        for name, field in fields(record.__class__).items() if mark is None else ():
            value = getattr(record, field.attribute)
            if isinstance(value, str) and value in given:
                at = (*path, name)
                key = "draft-text-left-required" if field.required else "draft-text-left"
                yield Problem(case.place(*at), key, field=_field(at))
                break


def _field(path: KeyPath) -> str:
    """The name of the field that a text, or one language of it, stands in."""
    return next(step for step in reversed(path) if isinstance(step, str) and step not in LANGUAGES)


@rule("draft-date-left", scope="published case")
def draft_date_is_replaced(case: Found[Case]) -> Iterator[Breach]:
    """A published case holds the date of the decision, and not that of its draft."""
    if str(case.value.decided) == DECIDED:
        yield case.place("decided"), {}


@rule("draft-note-left", scope="published story")
def draft_notes_are_done(story: Markdown) -> Iterator[Breach]:
    """A published story holds no note that its draft came with."""
    for mark in story.comments:
        if text := note(mark.text):
            yield mark.place, {"note": text}


def note(comment: str) -> str:
    """What a comment in a story tells its writer to do; "" for any other comment."""
    match = _NOTE.fullmatch(comment)
    return match[1] if match else ""
