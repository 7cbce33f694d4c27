"""How far a condition goes with an outcome: the measures of qualitative comparative analysis.

A membership says how far a case belongs to a set, from 0 to 1; None is unknown. A condition x
suffices for an outcome y as far as x lies within y, and y needs x as far as y lies within x.

- Consistency and coverage: Charles C. Ragin, "Set Relations in Social Research", Political
  Analysis 14 (2006), 291–310, doi:10.1093/pan/mpj019; the same, Redesigning Social Inquiry
  (University of Chicago Press, 2008).
- PRI: the same, User's Guide to Fuzzy-Set/Qualitative Comparative Analysis 2.0 (University of
  Arizona, 2006).
- Relevance of necessity: Carsten Q. Schneider and Claudius Wagemann, Set-Theoretic Methods for the
  Social Sciences (Cambridge University Press, 2012), doi:10.1017/CBO9781139004244.
- All of them together, and how to read them: Adrian Duşa, QCA with R (Springer, 2019),
  doi:10.1007/978-3-319-75668-4.

Nothing is minimised: with fewer than some twenty cases a recipe says more than they can carry.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum
from operator import sub

Membership = float | None

MEASURES = ("sufficiency", "pri", "necessity", "relevance")
"""The measures of a `Fit`."""

DIGITS = 12
"""Memberships are rounded to so many digits. In binary 1 − 0.9 is less than 0.1, and a measure
that has nothing to measure would divide one such remainder by another.
"""

HALF = 0.5
"""Above it a case is more in a set than out of it; at it, neither."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How far a condition goes with an outcome, each measure from 0 to 1, None where nothing can be
    measured.

    `sufficiency` is its consistency and, read the other way, the coverage of necessity;
    `necessity` likewise is the coverage of sufficiency. `pri` (proportional reduction in
    inconsistency) is low where the condition would suffice for the absence of the outcome just as
    well. `relevance` (of necessity) is low where nearly every case has the condition anyway.
    """

    sufficiency: float | None
    pri: float | None
    necessity: float | None
    relevance: float | None
    cases: int
    """The cases measured: those known in both sets."""
    unknown: int
    """The cases left out because they are unknown in either set."""
    members: int
    """Of the cases measured, those more in the condition than out of it."""
    both: int
    """Of the cases measured, those more in than out of the condition and of the outcome."""


@dataclass(frozen=True, slots=True)
class Span:
    """Between which values a measure moves when a single case is left out.

    Cases are named by their place in the sets. `mover` is the case that moves the measure most, the
    first of several, None where none moves it. `holders` are the cases without which nothing is
    left to measure: they move it most, and have no part in `low` and `high`.
    """

    low: float | None
    high: float | None
    mover: int | None
    holders: tuple[int, ...] = ()


def negation(x: Iterable[Membership]) -> tuple[Membership, ...]:
    """Not x: what a membership lacks of 1."""
    return tuple(None if a is None else round(1 - a, DIGITS) for a in map(_checked, x))


def conjunction(*sets: Iterable[Membership]) -> tuple[Membership, ...]:
    """All of these sets at once: the lowest membership, unknown where any of them is."""
    cases = zip(*(map(_checked, x) for x in sets), strict=True)
    return tuple(None if None in case else min(a for a in case if a is not None) for case in cases)


def fit(x: Iterable[Membership], y: Iterable[Membership]) -> Fit:
    """How far condition x goes with outcome y, both in the same order of cases.

    ValueError where the two differ in length or a membership does not lie from 0 to 1.
    """
    pairs = list(zip(map(_checked, x), map(_checked, y), strict=True))
    known = [(a, b) for a, b in pairs if a is not None and b is not None]
    xs, ys = [a for a, _ in known], [b for _, b in known]
    overlap = [min(a, b) for a, b in known]
    # What lies within the outcome and within its absence at once speaks for neither.
    idle = [min(a, b, round(1 - b, DIGITS)) for a, b in known]
    return Fit(
        sufficiency=_ratio(overlap, xs),
        pri=_ratio(map(sub, overlap, idle), map(sub, xs, idle)),
        necessity=_ratio(overlap, ys),
        relevance=_ratio((1 - a for a in xs), (1 - a for a in overlap)),
        cases=len(known),
        unknown=len(pairs) - len(known),
        members=sum(a > HALF for a in xs),
        both=sum(a > HALF for a in overlap),
    )


def leave_one_out(x: Sequence[Membership], y: Sequence[Membership]) -> dict[str, Span]:
    """For each of `MEASURES` its span when one case known in both sets is left out.

    Raises as `fit`.
    """
    whole = fit(x, y)
    without = {
        place: fit([*x[:place], *x[place + 1 :]], [*y[:place], *y[place + 1 :]])
        for place, pair in enumerate(zip(x, y, strict=True))
        if None not in pair
    }
    return {
        name: _span(getattr(whole, name), {i: getattr(f, name) for i, f in without.items()})
        for name in MEASURES
    }


def _checked(a: Membership) -> Membership:
    if a is None:
        return None
    if not 0 <= a <= 1:
        raise ValueError(f"a membership lies from 0 to 1, not at {a}")
    return round(float(a), DIGITS)


def _ratio(part: Iterable[float], whole: Iterable[float]) -> float | None:
    total = fsum(whole)
    return fsum(part) / total if total else None


def _span(whole: float | None, without: dict[int, float | None]) -> Span:
    if whole is None:
        return Span(None, None, None)
    left = {place: value for place, value in without.items() if value is not None}
    holders = tuple(place for place in without if place not in left)
    moves = {i: move for i, value in left.items() if (move := round(abs(value - whole), DIGITS))}
    mover = next(iter(holders), max(moves, key=moves.__getitem__, default=None))
    return Span(min(left.values(), default=None), max(left.values(), default=None), mover, holders)
