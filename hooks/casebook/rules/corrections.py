"""Corrections: dated after the mistake that they mend, and on record in their order."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from ..problems.problem import Problem
from ..reading.book import Book


def wrong_before_corrected(book: Book) -> Iterator[Problem]:
    """A mistake stood on the site from its case's publication on at the earliest, and was
    corrected after that, and by the day that the case speaks of.
    """
    for found in book.corrections.values():
        correction, case = found.value, book.cases.get(found.value.case)
        if correction.since.first > correction.date.last:
            yield Problem(
                found.place("since"),
                "wrong-after-corrected",
                since=correction.since,
                date=correction.date,
            )
        if not case:
            continue
        history = case.value.history
        if history and correction.since.last < history[0].date.first:
            yield Problem(
                found.place("since"),
                "wrong-before-published",
                since=correction.since,
                published=history[0].date,
            )
        if correction.date.first > case.value.as_of.last:
            yield Problem(
                found.place("date"),
                "corrected-after-as-of",
                date=correction.date,
                as_of=case.value.as_of,
                id=case.id,
            )


def corrections_in_order(book: Book) -> Iterator[Problem]:
    """The record of corrections runs from the oldest to the newest."""
    for before, after in itertools.pairwise(book.corrections.values()):
        if after.value.date.last < before.value.date.first:
            yield Problem(
                after.place("date"),
                "corrections-out-of-order",
                date=after.value.date,
                earlier=before.value.date,
            )


RULES = (wrong_before_corrected, corrections_in_order)
