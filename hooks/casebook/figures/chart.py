"""Charts of series: where each line, point and label goes; the style sheet says how it looks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import floor, log10

from ..method.wording import Words
from ..model import PartialDate, Point, Series
from . import chart_labels
from .chart_labels import EndLabel
from .chart_words import BREAK, SHAPES, by_line, description, joined
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
    short,
    years_around,
)

HEIGHTS = {"narrow": 200, "wide": 266}
_TOP, _BOTTOM, _INSET = 24, 24, 10
_TICK, _PADDING = 4, 4
_MONTHS = 31 * 30
"""Days from which on an axis names years rather than months."""
_REACH = 0.6
"""How far before the first point the axis may go to show the decision, in lengths of the series."""
_HALF_A_YEAR = dt.timedelta(days=182)

Label = tuple[float, float, str]
"""A text with its place."""
Place = Callable[[Point], str]
"""Gives the place of a point as path data."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Where the decision lies: its label from `x` on, or up to there where `end` is true; a line
    stands there unless it fell before the time of the chart.
    """

    x: float
    end: bool
    shown: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing within margins. `paths` are path data by class, without `cb-fig-`; the labels of
    times stand centred, those of values end where they are placed; `names` are those of the lines,
    none where a key must tell them.
    """

    layout: Layout
    height: int
    left: int
    top: int
    paths: dict[str, str]
    times: list[Label]
    values: list[Label]
    decision: Decision
    names: list[EndLabel]


def chart(
    series: Series, points: Sequence[Point], decided: PartialDate, words: Words
) -> Figure[Chart]:
    """The chart of a series, of one point at least; points on lines that it lacks are left out."""
    points = [point for point in points if point.line in series.lines]
    names = [name[words.lang] for name in series.lines.values()]
    drawings = [_chart(series, points, decided, names, layout) for layout in LAYOUTS if points]
    if not all(drawing.names for drawing in drawings):  # one key serves both
        drawings = [_chart(series, points, decided, [], layout) for layout in LAYOUTS if points]
    return Figure(drawings, description(series, points, decided, words))


def _chart(
    series: Series, points: Sequence[Point], decided: PartialDate, names: list[str], layout: Layout
) -> Chart:
    days = [_day(point.date) for point in points]
    monthly = _monthly(points)
    values = [float(point.value) for point in points]
    log = series.scale == "log" and min(values) > 0
    left, right = _left(values, log=log), (MONTH_LABEL if monthly else LABEL) // 2
    right = max(right, chart_labels.room(names, layout))
    width = layout.width - left - right
    height = HEIGHTS[layout.name] - _TOP - _BOTTOM
    chosen = _day(decided)
    first, last = min(days), max(days)
    if first == last:
        first, last = first - dt.timedelta(days=366), last + dt.timedelta(days=366)
    shown = first - _REACH * (last - first) <= chosen <= last
    axis = Axis(min(first, chosen) if shown else first, last, _INSET, width - _INSET)
    ticks = powers_of_ten(values) if log else round_steps(values)
    low, high = (float(ticks[0]), float(ticks[-1]))

    def y(value: float) -> float:
        share = log10(value / low) / log10(high / low) if log else (value - low) / (high - low)
        return height * (1 - share)

    if monthly:
        named = [(day, f"{day.year}-{day.month:02}") for day in months_around(axis, width)]
    else:  # what was counted over whole years stands above the name of its year
        whole = all(point.date.month is None for point in points)
        later = _HALF_A_YEAR if whole else dt.timedelta()
        named = [(day + later, str(day.year)) for day in years_around(axis, width)]
    named = [(day, name) for day, name in named if 0 <= axis.place(day) <= width]
    zero = round(height if log else y(0))
    x = short(axis.place(chosen)) if shown else 0
    paths = {
        "grid": "".join(f"M0 {round(y(float(tick)))}H{width}" for tick in ticks if log or tick),
        "axis": f"M0 {zero}H{width}"
        + "".join(f"M{round(axis.place(day))} {height}v{_TICK}" for day, _ in named),
    }
    if shown:
        paths["decided"] = f"M{x}-8V{height}"

    def spot(point: Point) -> tuple[float, float]:
        return short(axis.place(_day(point.date))), short(y(float(point.value)))

    def place(point: Point) -> str:
        return "{} {}".format(*spot(point))

    own = by_line(series, points)
    for part in (_gap_paths, _line_paths, _point_paths):
        for number, line in enumerate(own):
            for name, path in part(line, number % len(SHAPES), place):
                paths[name] = paths.get(name, "") + path
    text_top = height + _TICK + _PADDING + round(0.79 * layout.small)
    middle_of_text = round(0.3 * layout.small)
    return Chart(
        layout,
        HEIGHTS[layout.name],
        left,
        _TOP,
        paths,
        [(short(axis.place(day)), text_top, name) for day, name in named],
        [(-_PADDING, short(y(float(tick)) + middle_of_text), _as_text(tick)) for tick in ticks],
        Decision(x, end=x > width / 2, shown=shown),
        chart_labels.place(
            names, [[spot(point) for point in line] for line in own],
            (width + right, height), layout,
        ) if names else [],
    )  # fmt: skip


def _gap_paths(line: list[Point], style: int, place: Place) -> Iterator[tuple[str, str]]:
    """The stretches between two points that no line may join."""
    for before, after in pairwise(line):
        if not joined(before, after):
            yield f"gap-{style}", f"M{place(before)}L{place(after)}"


def _line_paths(line: list[Point], style: int, place: Place) -> Iterator[tuple[str, str]]:
    """The unbroken runs of a line; a point that stands alone is no run."""
    runs: list[list[Point]] = []
    for index, point in enumerate(line):
        if not index or not joined(line[index - 1], point):
            runs.append([])
        runs[-1].append(point)
    for run in runs:
        if len(run) > 1:
            yield f"line-{style}", "M" + "L".join(map(place, run))


def _point_paths(line: list[Point], style: int, place: Place) -> Iterator[tuple[str, str]]:
    for point in line:
        kind = "hollow" if BREAK in (point.note or "") else "point"
        yield f"{kind}-{style}", f"M{place(point)}{SHAPES[style]}"


def _day(date: PartialDate) -> dt.date:
    """Where a date lies: halfway through what it may mean."""
    return middle(date.first, date.last)


def _monthly(points: Sequence[Point]) -> bool:
    """Whether the axis names months, since the points lie close together and are no whole years."""
    days = [_day(point.date) for point in points]
    close = (max(days) - min(days)).days < _MONTHS
    return close and any(point.date.month is not None for point in points)


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
