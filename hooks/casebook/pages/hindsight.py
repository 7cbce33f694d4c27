"""A case as it looked on the day of its decision, and what became known after that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Case, Claim, PartialDate
from ..reading.book import Book
from .generated import Generated, said

STAGES = (("year", 1), ("five-years", 5), ("ten-years", 10))
"""The periods after a decision, in years, in which what became known is gathered."""


@dataclass(frozen=True, slots=True)
class Stage:
    """The claims that became known in one period after the decision, oldest first."""

    id: str
    claims: list[Claim]


def pages(book: Book) -> Iterator[Generated]:
    """One page for each published core case."""
    for case in book.cases.values():
        if case.value.status != "published" or case.value.depth != "core":
            continue
        yield Generated(
            name=f"cases/{case.id}/then.md",
            template="then.md.j2",
            title=said(book, "then-title", title=case.value.title),
            description=said(book, "then-description", date=case.value.decided),
            origins=(case.document.file,),
            context={"case": case, "known": known(case.value), "stages": list(stages(case.value))},
            updated=case.value.as_of.first,
            repeats=True,
        )


def known(case: Case) -> list[Claim]:
    """The claims that an outsider could know by the end of the day, month or year of decision."""
    return _by_date(one for one in case.claims if one.known_from.last <= case.decided.last)


def stages(case: Case) -> Iterator[Stage]:
    """What became known later, by period; a period without a claim is left out."""
    left = [one for one in case.claims if one.known_from.last > case.decided.last]
    for id, years in STAGES:
        end = _years_after(case.decided, years)
        now = [one for one in left if one.known_from.last <= end]
        left = [one for one in left if one.known_from.last > end]
        if now:
            yield Stage(id, _by_date(now))
    if left:
        yield Stage("since", _by_date(left))


def _years_after(date: PartialDate, years: int) -> dt.date:
    end = date.last
    return end.replace(
        year=end.year + years, day=28 if (end.month, end.day) == (2, 29) else end.day
    )


def _by_date(claims: Iterator[Claim] | list[Claim]) -> list[Claim]:
    return sorted(claims, key=lambda one: (one.known_from.first, one.date.first))
