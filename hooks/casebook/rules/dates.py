"""Dates: plausible, in order, and never later than the day the case speaks of."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from ..model import PartialDate
from ..problems.problem import Problem
from ..reading.book import Book, Found

EARLIEST = 1900


def plausible_years(book: Book) -> Iterator[Problem]:
    """No date lies before 1900: the casebook is about computing."""
    records: list[Found[Any]] = [
        *book.cases.values(),
        *book.sources.values(),
        *book.corrections.values(),
    ]
    for found in records:
        for path, record, mark in found.parts:
            if mark is None:
                for name, info in type(record).model_fields.items():
                    value = getattr(record, name)
                    if isinstance(value, PartialDate) and value.year < EARLIEST:
                        yield Problem(
                            found.place(*path, info.alias or name),
                            "implausible-year",
                            year=value.year,
                        )


def not_in_the_future(book: Book) -> Iterator[Problem]:
    """Nothing in a case is dated after its `as_of`."""
    for case in book.cases.values():
        as_of = case.value.as_of
        dated: list[tuple[tuple[str | int, ...], PartialDate]] = [
            (("decided",), case.value.decided)
        ]
        for index, claim in enumerate(case.value.claims):
            dated.append((("claims", index, "date"), claim.date))
            dated.append((("claims", index, "known_from"), claim.known_from))
        dated += [
            (("openness", i, "as_of"), one.as_of) for i, one in enumerate(case.value.openness)
        ]
        dated += [(("history", i, "date"), one.date) for i, one in enumerate(case.value.history)]
        dated += [
            (("predictions", i, "made"), p.made) for i, p in enumerate(case.value.predictions)
        ]
        for path, date in dated:
            if date.first > as_of.last:
                yield Problem(case.place(*path), "after-as-of", date=date, as_of=as_of)


def known_after_it_happened(book: Book) -> Iterator[Problem]:
    """A claim cannot be known before what it tells has happened; a forecast can."""
    for case in book.cases.values():
        for index, claim in enumerate(case.value.claims):
            if claim.kind != "forecast" and claim.known_from.last < claim.date.first:
                yield Problem(
                    case.place("claims", index, "known_from"),
                    "known-before-it-happened",
                    known_from=claim.known_from,
                    date=claim.date,
                )


def timeline_in_order(book: Book) -> Iterator[Problem]:
    """The timeline runs from the oldest event to the newest."""
    for case in book.cases.values():
        dates = {claim.id: claim.date for claim in case.value.claims}
        latest: PartialDate | None = None
        for index, event in enumerate(case.value.timeline):
            date = dates.get(event.claim)
            if date and latest and date.last < latest.first:
                yield Problem(
                    case.place("timeline", index, "claim"),
                    "timeline-out-of-order",
                    claim=event.claim,
                    date=date,
                    earlier=latest,
                )
            elif date:
                latest = date


def history_in_order(book: Book) -> Iterator[Problem]:
    """The history of a case begins with its publication and runs from the oldest to the newest."""
    for case in book.cases.values():
        history = case.value.history
        if history and history[0].kind != "published":
            yield Problem(
                case.place("history", 0, "kind"),
                "history-without-publication",
                kind=history[0].kind,
            )
        for index, (before, after) in enumerate(itertools.pairwise(history), 1):
            if after.date.last < before.date.first:
                yield Problem(
                    case.place("history", index, "date"),
                    "history-out-of-order",
                    date=after.date,
                    earlier=before.date,
                )


def published_before_read(book: Book) -> Iterator[Problem]:
    """A source was published before we read it."""
    for source in book.sources.values():
        issued = source.value.issued
        if issued and issued.first > source.value.accessed.last:
            yield Problem(
                source.place("issued"),
                "published-after-read",
                issued=issued,
                accessed=source.value.accessed,
            )


RULES = (
    plausible_years,
    not_in_the_future,
    known_after_it_happened,
    timeline_in_order,
    history_in_order,
    published_before_read,
)
