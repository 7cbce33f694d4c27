"""Cases: what one must contain before it is published, and what of its draft it must not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import LANGUAGES, Case
from ..model.fields import fields
from ..problems.problem import Problem, listing
from ..reading.book import Book, Found
from ..reading.markdown import Markdown
from ..reading.text import KeyPath
from .rule import Breach, rule

WANTED = (
    "stack", "openness", "timeline", "motives", "rivals", "conditions", "outcomes", "verdict",
    "questions", "history",
)  # fmt: skip
"""The fields that a published case must fill."""
LABELS = ("draft-title", "draft-subtitle", "draft-summary", "draft-actor")
"""The labels whose texts stand in a draft until they are replaced."""
DECIDED = "1900"
"""The date of the decision in a draft: no case of computing can have it."""
OPEN = "…"
"""What stands in a form for a text."""

_NOTE = re.compile(r"<!--\s*(?:draft:|草稿[:：])\s*(.*?)\s*-->")


@rule("published-without-field", scope="published case")
def nothing_is_lacking(case: Found[Case]) -> Iterator[Breach]:
    """A published case has a stack, openness, a timeline, motives, explanations, conditions,
    outcomes, a verdict, questions and a history.
    """
    for field in WANTED:
        if not getattr(case.value, field):
            yield case.place("status"), {"id": case.id, "field": field}


@rule("published-without-outcome", scope="published case")
def all_parties_have_an_outcome(case: Found[Case]) -> Iterator[Breach]:
    """A published case says what came of it for all three parties."""
    parties = {outcome.party for outcome in case.value.outcomes}
    for party in ("initiator", "target", "third-party") if parties else ():
        if party not in parties:
            yield case.place("status"), {"id": case.id, "party": party}


@rule(scope="published case")
def core_cases_are_long(case: Found[Case]) -> Iterator[Breach]:
    """A published core case has 12 claims and eight dated events."""
    if case.value.depth == "core":
        if len(case.value.claims) < 12:
            yield Problem(case.place("status"), "core-with-few-claims", id=case.id)
        if len(case.value.timeline) < 8:
            yield Problem(case.place("status"), "core-with-few-events", id=case.id)


@rule("condition-twice", scope="published case")
def conditions_are_coded_once(case: Found[Case]) -> Iterator[Breach]:
    """A published case codes no condition twice."""
    coded = [condition.condition for condition in case.value.conditions]
    for index, condition in enumerate(coded):
        if condition in coded[:index]:
            yield case.place("conditions", index, "condition"), {"condition": condition}


@rule("condition-without-claim", scope="published case")
def codes_rest_on_claims(case: Found[Case]) -> Iterator[Breach]:
    """A code rests on a claim, unless it is `unknown`."""
    for condition in case.items("conditions"):
        code, name = condition.value.code, condition.value.condition
        if code != "unknown" and not condition.value.claim:
            yield condition.place("code"), {"condition": name, "code": code}


@rule("condition-not-coded", scope="published case")
def all_conditions_are_coded(case: Found[Case], book: Book) -> Iterator[Breach]:
    """A published case codes each condition of the vocabulary."""
    coded = {condition.condition for condition in case.value.conditions}
    if missing := [name for name in book.vocabulary.get("condition", {}) if name not in coded]:
        yield case.key("conditions"), {"conditions": listing(missing)}


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
