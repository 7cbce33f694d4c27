"""Places of dates along a drawn axis, in units of the drawing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LABEL = 38
"""Units that the label of a year takes, with room to the next."""


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

    def x(self, date: dt.date) -> float:
        """Where a date lies, to half a unit; one outside of the axis lies at its end."""
        share = (date - self.start) / (self.end - self.start)
        return short(self.left + min(max(share, 0), 1) * (self.right - self.left))

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
    steps = (ten * one for ten in (1, 10, 100, 1000, 10000) for one in (1, 2, 5))
    return next(step for step in steps if step >= needed)


def middle(first: dt.date, last: dt.date) -> dt.date:
    """The day halfway between two."""
    return first + (last - first) / 2


def short(number: float) -> float:
    """A coordinate to half a unit, which is about as much as a screen can show."""
    rounded = round(2 * number) / 2
    return int(rounded) if rounded == int(rounded) else rounded
