"""What a chart says in words: its lines, its signs, its description."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from ..method.wording import Words
from ..model import PartialDate, Point, Series
from .layout import sentences

SHAPES = (
    "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0",  # circle
    "m-3.5-3.5h7v7h-7z",  # square
    "m0-5l5 5-5 5-5-5z",  # diamond
    "m0-4.5l4.8 8h-9.6z",  # triangle
    "m0 4.5l4.8-8h-9.6z",  # triangle upside down
    "m-1.5-4.5h3v3h3v3h-3v3h-3v-3h-3v-3h3z",  # cross
)
"""The shape of a point for each style of line, as path data from its middle on. With more lines
than styles, they begin anew.
"""
GAP = dt.timedelta(days=2 * 366)
"""From longer than this to the next point nothing is known, and the line is dotted."""
BREAK = "break:"
"""In the note of a point: it was not counted as the one before."""
FEWEST = 3
"""Points that one line must have for a series to be drawn: two are a sentence, no course."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of a chart and what it means: the classes of its line and point, where it has them,
    and the shape of the point as path data.
    """

    name: str
    line: str
    point: str
    shape: str


def worth_drawing(series: Series, points: Sequence[Point]) -> bool:
    """Whether a series has a line of three points or more; else its table says it better."""
    return any(len(line) >= FEWEST for line in by_line(series, points))


def by_line(series: Series, points: Sequence[Point]) -> list[list[Point]]:
    """The points of each line; those on lines that the series lacks are left out."""
    return [[point for point in points if point.line == line] for line in series.lines]


def joined(before: Point, after: Point) -> bool:
    """Whether a line may run from one point to the next: no break, and no gap of over two years."""
    return BREAK not in (after.note or "") and after.date.first - before.date.first <= GAP


def number(point: Point) -> str:
    """The value of a point as it is printed, with a minus sign where there is one."""
    return point.value.replace("-", "−")


def signs(
    series: Series, points: Sequence[Point], words: Words, *, lines: bool = True
) -> Iterator[Sign]:
    """The signs to explain: the `lines`, if wanted, then hollow points and dotted lines."""
    own = by_line(series, points)
    for style, (line, of_line) in enumerate(zip(series.lines, own, strict=True) if lines else ()):
        facts = {"line": series.lines[line][words.lang]}
        if of_line:
            facts |= {"first": number(of_line[0]), "last": number(of_line[-1])}
        several, alone = words.label("chart-key", **facts), words.label("chart-key-point", **facts)
        own_style = style % len(SHAPES)
        name = several if len(of_line) > 1 else alone
        yield Sign(name, f"line-{own_style}", f"point-{own_style}", SHAPES[own_style])
    if any(BREAK in (point.note or "") for line in own for point in line):
        yield Sign(words.label("chart-hollow"), "", "hollow-0", SHAPES[0])
    if any(not joined(*pair) for line in own for pair in pairwise(line)):
        yield Sign(words.label("chart-dotted"), "gap-0", "", "")


def description(series: Series, points: Sequence[Point], decided: PartialDate, words: Words) -> str:
    """The unit, of each line the first, the last and the highest value, with their dates, and when
    the decision fell.
    """
    t = words.label
    parts = [t("unit") + t("colon") + series.unit[words.lang] + t("full-stop")]
    for line, own in zip(series.lines, by_line(series, points), strict=True):
        if not own:
            continue
        most = max(own, key=lambda point: Decimal(point.value))
        facts = {
            "line": series.lines[line][words.lang],
            "first": number(own[0]),
            "start": words.date(own[0].date),
            "last": number(own[-1]),
            "end": words.date(own[-1].date),
            "most": number(most),
            "peak": words.date(most.date),
        }
        if len(own) == 1:
            parts.append(t("chart-point", **facts))
        elif most in (own[0], own[-1]):
            parts.append(t("chart-course", **facts))
        else:
            parts.append(t("chart-peak", **facts))
    parts.append(t("decided") + t("colon") + words.date(decided) + t("full-stop"))
    return sentences(parts, words.lang)


def years(points: Sequence[Point]) -> str:
    """From which year to which the points run: `2015–2025`, or the one year."""
    given = sorted(point.date.year for point in points)
    return f"{given[0]}–{given[-1]}" if given[0] != given[-1] else str(given[0])
