"""What all figures share: two sizes, an axis of time, and what is said of each in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, log10, sqrt
from typing import Generic, TypeVar

from ..model import EN

D = TypeVar("D")

LABEL = 38
"""Units that the label of a year takes, with room to the next."""
MONTH_LABEL = 54
"""Units that the label of a month takes, with room to the next."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A size, in units that are about a pixel each: on the smallest phone 288 pixels show 300."""

    name: str
    """What its class in the style sheet is called after."""
    width: int
    size: float
    """Font size; smaller text is `small`."""
    small: float
    line: int
    """From one line of text to the next."""
    beside: int
    """Width of names beside what they name; 0 where they stand above it."""


NARROW = Layout("narrow", 300, size=12, small=11.5, line=15, beside=0)
WIDE = Layout("wide", 640, size=13, small=12, line=16, beside=150)
LAYOUTS = (NARROW, WIDE)
"""Every figure is drawn in each; the style sheet shows the one that fits."""


@dataclass(frozen=True, slots=True)
class Figure(Generic[D]):
    """A figure of one language: its drawing in each layout, and what it shows in words."""

    drawings: Sequence[D]
    description: str


@dataclass(frozen=True, slots=True)
class Axis:
    """Time from `start` to `end` between the units `left` and `right`."""

    start: dt.date
    end: dt.date
    left: float
    right: float

    @classmethod
    def over(cls, dates: Iterable[dt.date], left: float, right: float) -> Axis:
        """An axis that holds all the dates, from the start of the first one's year."""
        given = sorted(dates)
        start = dt.date(given[0].year, 1, 1)
        return cls(start, max(given[-1], dt.date(start.year, 12, 31)), left, right)

    def place(self, date: dt.date) -> float:
        """Where a date lies, in units; beyond the ends for a date outside of the axis."""
        return self.left + (date - self.start) / (self.end - self.start) * (self.right - self.left)

    def x(self, date: dt.date) -> float:
        """Where a date lies, to half a unit; one outside of the axis lies at its end."""
        return short(min(max(self.place(date), self.left), self.right))

    @property
    def years(self) -> Iterator[tuple[float, int]]:
        """The years to label, with their places: as many as fit without touching."""
        first, last = self.start.year, self.end.year
        step = year_step(last - first + 1, self.right - self.left)
        for year in range(first + (-first % step), last + 1, step):
            x = self.x(dt.date(year, 1, 1))
            if x <= self.right - LABEL / 3:
                yield x, year


def year_step(years: int, width: float) -> int:
    """Every how many years a label fits when `years` of them share `width`: 1, 2, 5, 10, 20, …"""
    needed = years * LABEL / max(width, LABEL)
    steps = (ten * digit for ten in (1, 10, 100, 1000, 10000) for digit in (1, 2, 5))
    return next(step for step in steps if step >= needed)


def years_around(axis: Axis, width: int) -> Iterator[dt.date]:
    """The starts of years in and around the axis, as many as fit."""
    step = year_step(axis.end.year - axis.start.year + 1, width)
    for year in range(axis.start.year - 1, axis.end.year + 2):
        if year % step == 0:
            yield dt.date(year, 1, 1)


def months_around(axis: Axis, width: int) -> Iterator[dt.date]:
    """The starts of months in and around the axis: each, or those of quarters, halves, or years."""
    months = (axis.end - axis.start).days / 30
    fits = (step for step in (1, 3, 6) if months / step <= width / MONTH_LABEL)
    step = next(fits, 12)
    for year in range(axis.start.year - 1, axis.end.year + 2):
        for month in range(1, 13, step):
            yield dt.date(year, month, 1)


def middle(first: dt.date, last: dt.date) -> dt.date:
    """The day halfway between two."""
    return first + (last - first) / 2


def short(number: float) -> float:
    """A coordinate to half a unit, which is about as much as a screen can show."""
    rounded = round(2 * number) / 2
    return int(rounded) if rounded == int(rounded) else rounded


def powers_of_ten(values: list[float]) -> list[Fraction]:
    """The powers of ten around some values, two at least."""
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return [Fraction(10) ** power for power in range(low, max(high, low + 1) + 1)]


def round_steps(values: list[float]) -> list[Fraction]:
    """About five round numbers at equal steps from below all values, and zero, to above them.

    The step is 1, 2, or 5 times a power of ten, as d3-array's `tickIncrement` chooses it.
    """
    low, high = Fraction(min(0.0, *values)), Fraction(max(0.0, *values))
    if low == high:
        high = Fraction(1)
    step = before = Fraction(0)
    for _ in range(10):
        share = (high - low) / 5
        power = Fraction(10) ** floor(log10(share))
        error = share / power
        factor = next((n for n, least in ((10, 50), (5, 10), (2, 2)) if error >= sqrt(least)), 1)
        step = factor * power
        if step == before:
            break
        low, high, before = floor(low / step) * step, ceil(high / step) * step, step
    return [low + index * step for index in range(int((high - low) / step) + 1)]


def sentences(parts: Iterable[str], lang: str) -> str:
    """Sentences one after the other, as the language sets them."""
    return (" " if lang == EN else "").join(parts)
