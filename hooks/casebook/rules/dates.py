"""Dates: plausible, in order, and never later than the day the case speaks of."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from functools import cache
from typing import Any

from ..model import PartialDate, Record
from ..model.fields import fields
from ..problems.problem import Problem
from ..reading.book import Book, Found
from .rule import Breach, rule

EARLIEST = 1900


@rule(scope="record")
def dates_are_plausible(record: Found[Any]) -> Iterator[Breach]:
    """No date lies before 1900, as the casebook is about computing, and none in the future.

    Today is the system's, a day on for time zones ahead of it: what passes once passes for good.
    """
    tomorrow = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)
    for path, part, mark in record.parts:
        for name, attribute in _dates(part.__class__) if mark is None else ():
            date: PartialDate | None = getattr(part, attribute)
            if date and date.year < EARLIEST:
                yield Problem(record.place(*path, name), "implausible-year", year=date.year)
            elif date and date.year >= tomorrow.year and date.first > tomorrow:
                yield Problem(record.place(*path, name), "in-the-future", date=date)


@cache
def _dates(model: type[Record]) -> list[tuple[str, str]]:
    """The dates of a record, by the names in files and in Python."""
    kinds = fields(model).items()
    return [(name, field.attribute) for name, field in kinds if field.kind == "date"]


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
    not_in_the_future,
    known_after_it_happened,
    timeline_in_order,
    history_in_order,
    published_before_read,
)
