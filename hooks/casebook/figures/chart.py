"""Charts of series: where each line, point and label goes; the style sheet says how it looks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import floor, log10

from ..method.wording import Words
from ..model import PartialDate, Point, Series
from .layout import (
    LABEL,
    LAYOUTS,
    MONTH_LABEL,
    Axis,
    Figure,
    Layout,
    middle,
    months_around,
    powers_of_ten,
    round_steps,
    sentences,
    short,
    years_around,
)

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

HEIGHTS = {"narrow": 180, "wide": 250}
_TOP, _BOTTOM, _INSET = 8, 24, 10
_TICK, _PADDING = 4, 4
_MONTHS = 31 * 30
"""Days from which on an axis names years rather than months."""

Label = tuple[float, float, str]
"""A text with its place."""
Place = Callable[[Point], str]
"""Gives the place of a point as path data."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing within margins. `paths` are path data by class, without `cb-fig-`; the labels of
    times stand centred, those of values end where they are placed.
    """

    layout: Layout
    height: int
    left: int
    top: int
    paths: dict[str, str]
    times: list[Label]
    values: list[Label]


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of a chart and what it means: the classes of its line and point, where it has them,
    and the shape of the point as path data.
    """

    name: str
    line: str
    point: str
    shape: str


def chart(series: Series, points: Sequence[Point], words: Words) -> Figure[Chart]:
    """The chart of a series, of one point at least; points on lines that it lacks are left out."""
    points = [point for point in points if point.line in series.lines]
    drawings = [_chart(series, points, layout) for layout in LAYOUTS if points]
    return Figure(drawings, _description(series, points, words))


def signs(series: Series, points: Sequence[Point], words: Words) -> Iterator[Sign]:
    """The signs to explain: the lines first, then hollow points and dotted lines."""
    points = [point for point in points if point.line in series.lines]
    for number, (line, name) in enumerate(series.lines.items()):
        own = [point for point in points if point.line == line]
        facts = {"line": name[words.lang]}
        if own:
            facts |= {"first": _number(own[0]), "last": _number(own[-1])}
        several, alone = words.label("chart-key", **facts), words.label("chart-key-point", **facts)
        label = several if len(own) > 1 else alone
        style = number % len(SHAPES)
        yield Sign(label, f"line-{style}", f"point-{style}", SHAPES[style])
    if any(BREAK in (point.note or "") for point in points):
        yield Sign(words.label("chart-hollow"), "", "hollow-0", SHAPES[0])
    if any(not _joined(*pair) for line in _lines(series, points) for pair in pairwise(line)):
        yield Sign(words.label("chart-dotted"), "gap-0", "", "")


def _description(series: Series, points: Sequence[Point], words: Words) -> str:
    """The unit, and of each line the first, the last and the highest value, with their dates."""
    t = words.label
    parts = [t("unit") + t("colon") + series.unit[words.lang] + t("full-stop")]
    for line, own in zip(series.lines, _lines(series, points), strict=True):
        if not own:
            continue
        most = max(own, key=lambda point: Decimal(point.value))
        facts = {
            "line": series.lines[line][words.lang],
            "first": _number(own[0]),
            "start": words.date(own[0].date),
            "last": _number(own[-1]),
            "end": words.date(own[-1].date),
            "most": _number(most),
            "peak": words.date(most.date),
        }
        if len(own) == 1:
            parts.append(t("chart-point", **facts))
        elif most in (own[0], own[-1]):
            parts.append(t("chart-course", **facts))
        else:
            parts.append(t("chart-peak", **facts))
    return sentences(parts, words.lang)


def _number(point: Point) -> str:
    """The value of a point as it is printed, with a minus sign where there is one."""
    return point.value.replace("-", "−")


def _lines(series: Series, points: Sequence[Point]) -> list[list[Point]]:
    return [[point for point in points if point.line == line] for line in series.lines]


def _joined(before: Point, after: Point) -> bool:
    """Whether a line may run from one point to the next: no break, and no gap of over two years."""
    return BREAK not in (after.note or "") and after.date.first - before.date.first <= GAP


def _chart(series: Series, points: Sequence[Point], layout: Layout) -> Chart:
    exact = all(point.date.month is None for point in points)
    days = [_day(point.date, exact=exact) for point in points]
    monthly = _monthly(days)
    values = [float(point.value) for point in points]
    log = series.scale == "log" and min(values) > 0
    left, right = _left(values, log=log), (MONTH_LABEL if monthly else LABEL) // 2
    width = layout.width - left - right
    height = HEIGHTS[layout.name] - _TOP - _BOTTOM
    first, last = min(days), max(days)
    if first == last:
        first, last = first - dt.timedelta(days=366), last + dt.timedelta(days=366)
    axis = Axis(first, last, _INSET, width - _INSET)
    ticks = powers_of_ten(values) if log else round_steps(values)
    low, high = (float(ticks[0]), float(ticks[-1]))

    def y(value: float) -> float:
        share = log10(value / low) / log10(high / low) if log else (value - low) / (high - low)
        return height * (1 - share)

    months = [day for day in months_around(axis, width) if 0 <= axis.place(day) <= width]
    years = [day for day in years_around(axis, width) if 0 <= axis.place(day) <= width]
    named = months if monthly else years
    zero = round(height if log else y(0))
    paths = {
        "grid": "".join(f"M0 {round(y(float(tick)))}H{width}" for tick in ticks if log or tick),
        "axis": f"M0 {zero}H{width}"
        + "".join(f"M{round(axis.place(day))} {height}v{_TICK}" for day in named),
    }

    def place(point: Point) -> str:
        day = _day(point.date, exact=exact)
        return f"{short(axis.place(day))} {short(y(float(point.value)))}"

    for part in (_gap_paths, _line_paths, _point_paths):
        for number, line in enumerate(_lines(series, points)):
            for name, path in part(line, number % len(SHAPES), place):
                paths[name] = paths.get(name, "") + path
    text_top = height + _TICK + _PADDING + round(0.79 * layout.small)
    form = "{0.year}-{0.month:02}" if monthly else "{0.year}"
    times: list[Label] = [(short(axis.place(day)), text_top, form.format(day)) for day in named]
    middle_of_text = round(0.3 * layout.small)
    labels: list[Label] = [
        (-_PADDING, short(y(float(tick)) + middle_of_text), _as_text(tick)) for tick in ticks
    ]
    return Chart(layout, HEIGHTS[layout.name], left, _TOP, paths, times, labels)


def _gap_paths(line: list[Point], style: int, place: Place) -> Iterator[tuple[str, str]]:
    """The stretches between two points that no line may join."""
    for before, after in pairwise(line):
        if not _joined(before, after):
            yield f"gap-{style}", f"M{place(before)}L{place(after)}"


def _line_paths(line: list[Point], style: int, place: Place) -> Iterator[tuple[str, str]]:
    """The unbroken runs of a line; a point that stands alone is no run."""
    runs: list[list[Point]] = []
    for index, point in enumerate(line):
        if not index or not _joined(line[index - 1], point):
            runs.append([])
        runs[-1].append(point)
    for run in runs:
        if len(run) > 1:
            yield f"line-{style}", "M" + "L".join(map(place, run))


def _point_paths(line: list[Point], style: int, place: Place) -> Iterator[tuple[str, str]]:
    for point in line:
        kind = "hollow" if BREAK in (point.note or "") else "point"
        yield f"{kind}-{style}", f"M{place(point)}{SHAPES[style]}"


def _day(date: PartialDate, *, exact: bool) -> dt.date:
    """Where a date lies: halfway through what it may mean, or, where all points are whole years,
    at their start, so that each stands above the year's label.
    """
    return date.first if exact else middle(date.first, date.last)


def _monthly(days: list[dt.date]) -> bool:
    """Whether the axis names months, since the days lie close together and are no whole years."""
    close = (max(days) - min(days)).days < _MONTHS
    return close and any((day.month, day.day) != (1, 1) for day in days)


def _as_text(value: Fraction) -> str:
    """A round number with commas for thousands."""
    text = f"{float(value):,.6f}".rstrip("0").rstrip(".")
    return text.replace("-", "−")


def _left(values: list[float], *, log: bool) -> int:
    """Room for the labels of values: for as many characters as the longest may have."""
    most = 1.5 * max(abs(value) for value in values)  # where the highest tick may lie
    characters = max(len(f"{most:,.0f}"), 3 if most < 10 else 2)
    if log:
        least = min(values)
        characters = max(characters, 2 - floor(log10(least)) if 0 < least < 1 else 0)
    return 9 + 7 * min(characters + (min(values) < 0), 12)
