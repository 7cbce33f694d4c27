"""A case as it looked on the day of its decision, and what became known after that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ..method.edition import Edition, EnrichedCase, EnrichedClaim
from ..model import PartialDate
from .generated import Generated, label

STAGES = (("year", 1), ("five-years", 5), ("ten-years", 10))
"""The periods after a decision, in years, in which what became known is gathered."""


@dataclass(frozen=True, slots=True)
class Stage:
    """The claims that became known in one period after the decision, oldest first."""

    id: str
    claims: list[EnrichedClaim]


def pages(edition: Edition) -> Iterator[Generated]:
    """One page for each published core case."""
    book = edition.book
    for case in edition.case.values():
        if not case.published or case.depth != "core":
            continue
        yield Generated(
            name=f"cases/{case.id}/then.md",
            template="then.md.j2",
            title=label(book, "then-title", title=case.title),
            description=label(book, "then-description", date=case.decided),
            origins=(case.file,),
            facts={"case": case, "known": known(case), "stages": list(stages(case))},
            updated=case.as_of.first,
            repeats=True,
        )


def known(case: EnrichedCase) -> list[EnrichedClaim]:
    """The claims that an outsider could know by the end of the day, month or year of decision."""
    return _by_date(claim for claim in case.claims if claim.known_from.last <= case.decided.last)


def stages(case: EnrichedCase) -> Iterator[Stage]:
    """What became known later, by period; a period without a claim is left out."""
    left = [claim for claim in case.claims if claim.known_from.last > case.decided.last]
    for id, years in STAGES:
        end = _years_after(case.decided, years)
        now = [claim for claim in left if claim.known_from.last <= end]
        left = [claim for claim in left if claim.known_from.last > end]
        if now:
            yield Stage(id, _by_date(now))
    if left:
        yield Stage("since", _by_date(left))


def _years_after(date: PartialDate, years: int) -> dt.date:
    end = date.last
    return end.replace(
        year=end.year + years, day=28 if (end.month, end.day) == (2, 29) else end.day
    )


def _by_date(claims: Iterator[EnrichedClaim] | list[EnrichedClaim]) -> list[EnrichedClaim]:
    return sorted(claims, key=lambda claim: (claim.known_from.first, claim.date.first))
