"""Plays and what they presuppose, and what each kind of case must contain."""

from __future__ import annotations

from collections.abc import Iterator

from ..problems.problem import Problem, listing
from ..reading.book import Book


def plays_have_their_parts(book: Book) -> Iterator[Problem]:
    """A neutral home needs a steward, a license fence a licence facet that is not open, and
    supplier leverage a squeezed supplier.
    """
    for case in book.cases.values():
        roles = {actor.role for actor in case.value.actors}
        fenced = any(
            facet.facet == "licence" and facet.degree != "open" for facet in case.value.openness
        )
        needs = {
            "neutral-home": ("steward" in roles, "play-without-steward"),
            "license-fence": (fenced, "play-without-fence"),
            "supplier-leverage": ("squeezed-supplier" in roles, "play-without-supplier"),
        }
        for index, play in enumerate(case.value.plays):
            met, key = needs.get(play, (True, ""))
            if not met:
                yield Problem(case.place("plays", index), key)


def parse_test(book: Book) -> Iterator[Problem]:
    """An opener that sells the opened layer and yet succeeds must meet a counter claim on that."""
    for case in book.cases.values():
        verdict = case.value.verdict
        weights = {claim.id: claim.weight for claim in case.value.claims}
        for index, condition in enumerate(case.value.conditions):
            if (
                condition.condition == "not-sold"
                and condition.code == "no"
                and verdict
                and verdict.value == "worked"
                and weights.get(condition.claim or "") != "counter"
            ):
                yield Problem(case.place("conditions", index, "code"), "parse-test")


def conditions_coded_once(book: Book) -> Iterator[Problem]:
    """A published case codes each condition of the vocabulary exactly once, with a claim unless
    unknown.
    """
    for case in book.cases.values():
        if case.value.status != "published":
            continue
        seen: set[str] = set()
        for index, condition in enumerate(case.value.conditions):
            if condition.condition in seen:
                yield Problem(
                    case.place("conditions", index, "condition"),
                    "condition-twice",
                    condition=condition.condition,
                )
            if condition.code != "unknown" and not condition.claim:
                yield Problem(
                    case.place("conditions", index, "code"),
                    "condition-without-claim",
                    condition=condition.condition,
                    code=condition.code,
                )
            seen.add(condition.condition)
        missing = [one for one in book.vocabulary.get("condition", {}) if one not in seen]
        if missing:
            yield Problem(
                case.key("conditions"), "condition-not-coded", conditions=listing(missing)
            )


def complete_when_published(book: Book) -> Iterator[Problem]:
    """A published case has a stack, openness, a timeline, motives, explanations, outcomes for all
    three parties, a verdict, questions and a history; a core case also has 12 claims and eight
    dated events.
    """
    for case in book.cases.values():
        if case.value.status != "published":
            continue
        for field in (
            "stack", "openness", "timeline", "motives", "rivals", "conditions", "outcomes",
            "verdict", "questions", "history",
        ):  # fmt: skip
            if not getattr(case.value, field):
                yield Problem(
                    case.place("status"), "published-without-field", id=case.id, field=field
                )
        parties = {outcome.party for outcome in case.value.outcomes}
        for party in ("initiator", "target", "third-party"):
            if case.value.outcomes and party not in parties:
                yield Problem(
                    case.place("status"), "published-without-outcome", id=case.id, party=party
                )
        if case.value.depth == "core":
            if len(case.value.claims) < 12:
                yield Problem(case.place("status"), "core-with-few-claims", id=case.id)
            if len(case.value.timeline) < 8:
                yield Problem(case.place("status"), "core-with-few-events", id=case.id)


RULES = (plays_have_their_parts, parse_test, conditions_coded_once, complete_when_published)
