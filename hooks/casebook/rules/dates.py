"""Dates: plausible, in order, and never later than the day the case speaks of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from ..model import Case, Claim, Correction, PartialDate, Record, Source
from ..model.fields import fields
from ..problems.message import Message, say
from ..problems.problem import Problem
from ..reading.book import Book, Found
from ..reading.text import KeyPath
from .rule import Breach, rule

EARLIEST = 1900


@rule(scope="record")
def dates_are_plausible(record: Found[Any]) -> Iterator[Breach]:
    """No date lies before 1900, as the casebook is about computing, and none in the future.

    Today is the system's, a day on for time zones ahead of it: what passes once passes for good.
    """
    tomorrow = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)
    for path, date in _dates(record):
        if date.year < EARLIEST:
            yield Problem(record.place(*path), "implausible-year", year=date.year)
        elif date.year >= tomorrow.year and date.first > tomorrow:
            yield Problem(record.place(*path), "in-the-future", date=date)


def _dates(record: Found[Any]) -> Iterator[tuple[KeyPath, PartialDate]]:
    """Every date in a record, and where it stands."""
    for path, part, mark in record.parts:
        for name, attribute in _fields(part.__class__) if mark is None else ():
            if date := getattr(part, attribute):
                yield (*path, name), date


@cache
def _fields(model: type[Record]) -> list[tuple[str, str]]:
    """The dates of a record, by the names in files and in Python."""
    kinds = fields(model).items()
    return [(name, field.attribute) for name, field in kinds if field.kind == "date"]


@rule("after-as-of", scope="case")
def not_in_the_future(case: Found[Case]) -> Iterator[Breach]:
    """Nothing in a case is dated after its `as_of`."""
    for path, date in _dates(case):
        if date.first > case.value.as_of.last:
            yield case.place(*path), {"date": date, "as_of": case.value.as_of}


@rule(scope="claim")
def claims_have_a_date(claim: Found[Claim]) -> Iterator[Breach]:
    """A claim has a date or, where no source gives one, a reason, and a day from which it could be
    known; it is no event then.
    """
    value, written = claim.value, _written(claim)
    about = say("about-field", description=fields(Claim)["date"].description)
    if value.undated and value.happened:
        yield Problem(claim.key("undated"), "undated-with-date")
    elif value.undated and not value.known:
        yield Problem(claim.key("undated"), "undated-without-known")
    elif not value.undated and not value.happened and not written - fields(Claim).keys():
        yield Problem(claim.key(), "field-missing", name="date", about=about)


def _written(record: Found[Any]) -> set[str]:
    """The names of the fields of a record as they stand in its file, misspelled ones among them."""
    value = record.document.value
    for step in record.path:
        value = value[step]
    return set(value)


@rule("undated-event", scope="case")
def events_are_dated(case: Found[Case]) -> Iterator[Breach]:
    """No claim without a date is an event."""
    undated = {claim.id for claim in case.value.claims if claim.undated and not claim.happened}
    for event in case.items("timeline"):
        if event.value.claim in undated:
            yield event.place("claim"), {"id": event.value.claim}


@rule("known-before-it-happened", scope="claim")
def known_after_it_happened(claim: Found[Claim]) -> Iterator[Breach]:
    """A claim cannot be known before what it tells has happened; a forecast can."""
    date, known = claim.value.date, claim.value.known_from
    if claim.value.kind != "forecast" and known.last < date.first:
        yield claim.place("known_from"), {"known_from": known, "date": date}


@rule("published-after-read", scope="source")
def published_before_read(source: Found[Source]) -> Iterator[Breach]:
    """A source was published before we read it."""
    issued, accessed = source.value.issued, source.value.accessed
    if issued and issued.first > accessed.last:
        yield source.place("issued"), {"issued": issued, "accessed": accessed}


@rule("timeline-out-of-order", scope="case")
def timeline_in_order(case: Found[Case]) -> Iterator[Breach]:
    """The timeline runs from the oldest event to the newest."""
    dates = {claim.id: claim.date for claim in case.value.claims}
    events = [event for event in case.items("timeline") if event.value.claim in dates]
    for event, date, where in _moved(events, [dates[event.value.claim] for event in events]):
        yield event.place("claim"), {"claim": event.value.claim, "date": date, "where": where}


@rule("history-without-publication", scope="case")
def history_begins_with_publication(case: Found[Case]) -> Iterator[Breach]:
    """The history of a case begins with its publication."""
    history = case.value.history
    if history and history[0].kind != "published":
        yield case.place("history", 0, "kind"), {"kind": history[0].kind}


@rule("history-out-of-order", scope="case")
def history_in_order(case: Found[Case]) -> Iterator[Breach]:
    """The history of a case runs from the oldest change to the newest."""
    changes = list(case.items("history"))
    for change, date, where in _moved(changes, [change.value.date for change in changes]):
        yield change.place("date"), {"date": date, "where": where}


@rule("corrections-out-of-order")
def corrections_in_order(book: Book) -> Iterator[Breach]:
    """The record of corrections runs from the oldest to the newest."""
    corrections = list(book.corrections.values())
    days = [correction.value.date for correction in corrections]
    for correction, date, where in _moved(corrections, days):
        yield correction.place("date"), {"date": date, "where": where}


def _moved(
    items: Sequence[Found[Any]], dates: Sequence[PartialDate]
) -> Iterator[tuple[Found[Any], PartialDate, Message]]:
    """The items that stand out of order, each with its date and the place where it belongs: those
    outside the longest run that is in order, so that the one that moved is named, and not its
    neighbors.
    """
    runs: list[list[int]] = []
    for index, date in enumerate(dates):
        before = [run for run in runs if dates[run[-1]].first <= date.last]
        runs.append([*max(before, key=len, default=[]), index])
    kept = max(runs, key=len, default=[])
    for index in sorted(set(range(len(dates))) - set(kept)):
        later = (dates[other] for other in kept if dates[other].first > dates[index].last)
        after = next(later, None)
        where = say("before-that-of", date=after) if after else say("at-the-end")
        yield items[index], dates[index], where


@rule("wrong-after-corrected", scope="correction")
def wrong_before_corrected(correction: Found[Correction]) -> Iterator[Breach]:
    """A mistake stood on the site before it was corrected."""
    since, date = correction.value.since, correction.value.date
    if since.first > date.last:
        yield correction.place("since"), {"since": since, "date": date}


@rule(scope="correction")
def corrections_fit_their_case(correction: Found[Correction], book: Book) -> Iterator[Breach]:
    """A mistake was on the site from its case's publication on at the earliest."""
    case, since = book.cases.get(correction.value.case), correction.value.since
    if case and case.value.history and since.last < case.value.history[0].date.first:
        published = case.value.history[0].date
        place = correction.place("since")
        yield Problem(place, "wrong-before-published", since=since, published=published)
