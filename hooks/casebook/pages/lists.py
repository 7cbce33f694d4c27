"""What the long lists are made with: cases, events, sources, and forecasts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from ..method.enriched import EnrichedCase, EnrichedClaim
from ..model import Text
from .context import Context

Facts = Mapping[str, Any]


def _options(context: Context, scheme: str, used: Iterable[str]) -> list[tuple[str, str]]:
    """The tags of a list that occur, in its order, each with what it is called."""
    occurring = set(used)
    return [
        (tag, entry.label[context.lang])
        for tag, entry in context.entries(scheme).items()
        if tag in occurring
    ]


def _options_of(cases: Iterable[EnrichedCase], lang: str) -> list[tuple[str, str]]:
    return [(case.id, case.title[lang]) for case in cases]


def case_list(context: Context) -> Facts:
    """The choices by which the list of cases is narrowed: what occurs in it."""
    cases = context.edition.cases
    return {
        "verdicts": _options(context, "verdict", (case.judgment.value for case in cases)),
        "kinds": _options(context, "opener-kind", (case.opener_kind or "" for case in cases)),
        "plays": _options(context, "play", (play for case in cases for play in case.plays)),
    }


STATES = ("came-true", "failed", "open", "undecidable")
"""The states of a forecast in the order of its score."""


def forecaster(by: str) -> str:
    """Who made a forecast, without what is told of them or of where it was printed."""
    return re.split(r", |，|（", by, maxsplit=1)[0]


def predictions(context: Context) -> Facts:
    """How many forecasts came to what, in all and by who made them; who made most comes first."""
    by: dict[str, Counter[str]] = {}
    for _, prediction in context.edition.predictions:
        by.setdefault(forecaster(prediction.by[context.lang]), Counter())[prediction.state] += 1
    return {
        "STATES": STATES,
        "states": Counter(prediction.state for _, prediction in context.edition.predictions),
        "forecasters": sorted(by.items(), key=lambda entry: (-entry[1].total(), entry[0])),
    }


def _relations(cases: Iterable[EnrichedCase]) -> list[tuple[EnrichedCase, EnrichedCase, Text]]:
    """Each pair of cases of which one names the other as worth reading next, by their decisions;
    the note is that of the case that names it.
    """
    known = {case.id: case for case in cases}
    pairs = [
        (case, known[related.slug], related.note)
        for case in known.values()
        for related in case.related
        if related.slug in known
    ]
    return sorted(pairs, key=lambda pair: (pair[0].decided.first, pair[1].decided.first))


def events(context: Context) -> Facts:
    """What the list of events is narrowed by, and how the cases are tied to one another."""

    def named_in(claim: EnrichedClaim, own: EnrichedCase) -> list[EnrichedCase]:
        return [
            case
            for case in context.edition.cases
            if case.id != own.id and case.title.en in claim.text.en
        ]

    kinds = _options(context, "event", (event.event for _, event, _ in context.edition.events))
    return {
        "case_options": _options_of(context.edition.cases, context.lang),
        "kinds": kinds,
        "named_in": named_in,
        "relations": _relations(context.edition.cases),
    }


def sources(context: Context) -> Facts:
    """What the list of sources is narrowed by, and which of them are cited by candidates."""
    sources = context.edition.sources.values()
    candidates = context.edition.book.candidates.values()
    return {
        "candidate_sources": {id for entry in candidates for id in entry.value.sources},
        "case_options": _options_of([*context.edition.cases, *context.edition.notes], context.lang),
        "kinds": _options(context, "source-kind", (source.kind for source in sources)),
        "types": _options(context, "source-type", (source.type for source in sources)),
    }
