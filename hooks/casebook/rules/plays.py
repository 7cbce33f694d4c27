"""Plays and what they presuppose, and what each kind of case must contain."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Case
from ..problems.message import NOTHING, Message, say
from ..problems.problem import Problem, listing
from ..reading.book import Book, Found


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
            "neutral-home": (
                "steward" in roles,
                say("the play 'neutral-home' needs an actor with the role `steward`"),
            ),
            "license-fence": (
                fenced,
                say(
                    "the play 'license-fence' needs a `licence` facet under `openness` that is "
                    "not open"
                ),
            ),
            "supplier-leverage": (
                "squeezed-supplier" in roles,
                say(
                    "the play 'supplier-leverage' needs an actor with the role `squeezed-supplier`"
                ),
            ),
        }
        for index, play in enumerate(case.value.plays):
            met, need = needs.get(play, (True, NOTHING))
            if not met:
                yield Problem(
                    case.place("plays", index),
                    "CB307",
                    need,
                    say("add it, or take the play out"),
                )


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
                yield Problem(
                    case.place("conditions", index, "code"),
                    "CB308",
                    say("the opener sells the opened layer and the verdict is `worked`"),
                    say(
                        "rest the code on a claim of weight `counter` (the Parse test), or review "
                        "the verdict"
                    ),
                )


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
                    "CB309",
                    say(
                        "the condition '{condition}' is coded twice", condition=condition.condition
                    ),
                    say("keep one"),
                )
            if condition.code != "unknown" and not condition.claim:
                yield Problem(
                    case.place("conditions", index, "code"),
                    "CB309",
                    say(
                        "'{condition}' is coded `{code}` without a claim",
                        condition=condition.condition,
                        code=condition.code,
                    ),
                    say("name the claim behind the code, or code it `unknown`"),
                )
            seen.add(condition.condition)
        missing = [one for one in book.vocabulary.get("condition", {}) if one not in seen]
        if missing:
            yield Problem(
                case.key("conditions"),
                "CB309",
                say("not coded: {conditions}", conditions=listing(missing)),
                say("code every condition; `unknown` is a code"),
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
                yield _lacks(
                    case,
                    say("'{id}' is published but has no `{field}`", id=case.id, field=field),
                    say("add `{field}`, or set `status: draft`", field=field),
                )
        parties = {outcome.party for outcome in case.value.outcomes}
        for party in ("initiator", "target", "third-party"):
            if case.value.outcomes and party not in parties:
                yield _lacks(
                    case,
                    say(
                        "'{id}' is published but has no outcome for the {party}",
                        id=case.id,
                        party=party,
                    ),
                    say("add one under `outcomes`"),
                )
        if case.value.depth == "core":
            if len(case.value.claims) < 12:
                yield _lacks(
                    case,
                    say("'{id}' is a published core case with fewer than 12 claims", id=case.id),
                    say("add claims"),
                )
            if len(case.value.timeline) < 8:
                yield _lacks(
                    case,
                    say(
                        "'{id}' is a published core case with fewer than eight events",
                        id=case.id,
                    ),
                    say("add events"),
                )


def _lacks(case: Found[Case], message: Message, help: Message) -> Problem:
    return Problem(case.place("status"), "CB310", message, help)


RULES = (plays_have_their_parts, parse_test, conditions_coded_once, complete_when_published)
