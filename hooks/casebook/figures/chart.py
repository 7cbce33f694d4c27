"""Charts of series, described for Vega-Lite: what is where, and never what it looks like.

Colours, dashes and fonts are the style sheet's: the paint of each mark is the name of its class.
Words stay out as well, so that one drawing serves both languages.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise
from math import floor, log10
from typing import Any

from ..model import PartialDate, Point, Series
from .axis import LABEL, middle, year_step
from .layout import Layout

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
_TICKS = 5
_MONTH_LABEL = 54
"""Units that the label of a month takes, with room to the next."""
_MONTHS = 31 * 30
"""Days from which on an axis names years rather than months."""


def spec(series: Series, points: Sequence[Point], layout: Layout) -> dict[str, Any]:
    """The chart of a series as a Vega-Lite specification; of points on a line of the series, at
    least one. Its values are `{t: milliseconds, v: number, paint: class}`.
    """
    lines = [[one for one in points if one.line == line] for line in series.lines]
    exact = all(one.date.month is None for one in points)
    below = any(one.value.startswith("-") for one in points)
    days = [_day(one.date, exact=exact) for one in points]
    left = _left(points, log=series.scale == "log")
    right = (_MONTH_LABEL if _monthly(days) else LABEL) // 2
    width = layout.width - left - right
    return {
        "width": width,
        "height": HEIGHTS[layout.name] - _TOP - _BOTTOM,
        "autosize": "none",
        "padding": {"left": left, "top": _TOP, "right": right, "bottom": _BOTTOM},
        "background": None,
        "config": {"view": {"stroke": None}, "axis": _axis(layout)},
        "encoding": {
            "x": _time(days, width, below=below),
            "y": _value(points, series.scale),
        },
        "layer": [
            {
                "data": {"values": _gaps(lines, exact=exact)},
                "mark": {"type": "rule"},
                "encoding": {"x2": {"field": "t2"}, "y2": {"field": "v2"}, "stroke": _PAINT},
            },
            {
                "data": {"values": _runs(lines, exact=exact)},
                "mark": {"type": "line"},
                "encoding": {"detail": {"field": "run"}, "stroke": _PAINT},
            },
            {
                "data": {"values": _points(lines, exact=exact)},
                "mark": {"type": "point"},
                "encoding": {"stroke": _PAINT},
            },
        ],
    }


_PAINT = {"field": "paint", "type": "nominal", "scale": None}


def joined(before: Point, after: Point) -> bool:
    """Whether a line may run from one point to the next: no break, and no gap of over two years."""
    return BREAK not in (after.note or "") and after.date.first - before.date.first <= GAP


def breaks(points: Sequence[Point]) -> bool:
    """Whether a point was counted otherwise than the one before."""
    return any(BREAK in (one.note or "") for one in points)


def gaps(points: Sequence[Point]) -> bool:
    """Whether there are points on one line that no line may join."""
    latest: dict[str, Point] = {}
    for point in points:
        if point.line in latest and not joined(latest[point.line], point):
            return True
        latest[point.line] = point
    return False


def style(number: int) -> int:
    """The number of the style of a series' `number`th line, from 0."""
    return number % len(SHAPES)


def _points(lines: list[list[Point]], *, exact: bool) -> list[dict[str, Any]]:
    rows = []
    for number, line in enumerate(lines):
        for one in line:
            kind = "hollow" if BREAK in (one.note or "") else "point"
            rows.append(_row(one, exact=exact, paint=f"{kind}-{style(number)}"))
    return rows


def _runs(lines: list[list[Point]], *, exact: bool) -> list[dict[str, Any]]:
    """The points of each line, numbered by the unbroken run to which they belong."""
    rows, run = [], 0
    for number, line in enumerate(lines):
        for index, one in enumerate(line):
            run += not index or not joined(line[index - 1], one)
            rows.append(_row(one, exact=exact, paint=f"line-{style(number)}") | {"run": run})
    alone = {run for run in range(1, run + 1) if sum(row["run"] == run for row in rows) == 1}
    return [row for row in rows if row["run"] not in alone]


def _gaps(lines: list[list[Point]], *, exact: bool) -> list[dict[str, Any]]:
    """The stretches between two points that no line may join."""
    rows = []
    for number, line in enumerate(lines):
        for before, after in pairwise(line):
            if not joined(before, after):
                end = _row(after, exact=exact, paint="")
                start = _row(before, exact=exact, paint=f"gap-{style(number)}")
                rows.append(start | {"t2": end["t"], "v2": end["v"]})
    return rows


def _row(point: Point, *, exact: bool, paint: str) -> dict[str, Any]:
    return {"t": _stamp(_day(point.date, exact=exact)), "v": float(point.value), "paint": paint}


def _day(date: PartialDate, *, exact: bool) -> dt.date:
    """Where a date lies: halfway through what it may mean, or, where all points are whole years,
    at their start, so that each stands above the year's label.
    """
    return date.first if exact else middle(date.first, date.last)


def _stamp(date: dt.date) -> int:
    """Milliseconds since 1970, as Vega counts time; the time zone of this machine is kept out."""
    return (date - dt.date(1970, 1, 1)).days * 86_400_000


def _time(days: list[dt.date], width: int, *, below: bool) -> dict[str, Any]:
    """The axis of time; where values lie `below` zero, the line of zero stands for its line."""
    first, last = min(days), max(days)
    if first == last:
        first, last = first - dt.timedelta(days=366), last + dt.timedelta(days=366)
    if _monthly(days):
        fitting = width / _MONTH_LABEL
        months = (last - first).days / 30
        step = next(step for step in (1, 3, 6, 12) if months / step <= fitting or step == 12)
        ticks: dict[str, Any] = {"tickCount": {"interval": "month", "step": step}}
        ticks["format"] = "%Y-%m"
    else:
        step = year_step(last.year - first.year + 1, width)
        ticks = {"tickCount": {"interval": "year", "step": step}, "format": "%Y"}
    domain = [_stamp(first), _stamp(last)]
    return {
        "field": "t",
        "type": "temporal",
        "scale": {"type": "utc", "domain": domain, "nice": False, "padding": _INSET},
        "axis": {"grid": False, "title": None, "domain": not below, **ticks},
    }


def _monthly(days: list[dt.date]) -> bool:
    """Whether the axis names months, since the days lie close together and are no whole years."""
    close = (max(days) - min(days)).days < _MONTHS
    return close and any((day.month, day.day) != (1, 1) for day in days)


def _value(points: Sequence[Point], scale: str) -> dict[str, Any]:
    values = [float(one.value) for one in points]
    axis: dict[str, Any] = {"title": None, "ticks": False, "domain": False, "format": ",~r"}
    if scale == "log" and min(values) > 0:
        tens = range(floor(log10(min(values))), -floor(-log10(max(values))) + 1)
        axis["values"] = [10.0**ten for ten in tens]
        domain = [min(axis["values"]), max(*axis["values"], 10 * min(axis["values"]))]
        return {
            "field": "v",
            "type": "quantitative",
            "scale": {"type": "log", "domain": domain, "nice": False},
            "axis": axis,
        }
    scaled: dict[str, Any] = {"zero": True, "nice": _TICKS}
    if not any(values):
        scaled["domainMax"] = 1
    return {
        "field": "v",
        "type": "quantitative",
        "scale": scaled,
        "axis": axis | {"tickCount": _TICKS, "gridColor": _ZERO},
    }


_ZERO = {"condition": {"test": "datum.value === 0", "value": "axis"}, "value": "grid"}
"""The line of zero stands out from those of other values."""


def _axis(layout: Layout) -> dict[str, Any]:
    """How axes are laid out. Nothing depends on the fonts of this machine: no label is measured."""
    return {
        "translate": 0,
        "domainColor": "axis",
        "gridColor": "grid",
        "labelColor": "label",
        "labelFontSize": layout.small,
        "labelPadding": 4,
        "labelOverlap": False,
        "labelBound": False,
        "labelFlush": False,
        "tickColor": "axis",
        "tickSize": 4,
    }


def _left(points: Sequence[Point], *, log: bool) -> int:
    """Room for the labels of values: for as many characters as the longest may have."""
    values = [float(one.value) for one in points]
    most = 1.5 * max(abs(value) for value in values)  # where the highest tick may lie
    characters = max(len(f"{most:,.0f}"), 3 if most < 10 else 2)
    if log:
        least = min(values)
        characters = max(characters, 2 - floor(log10(least)) if 0 < least < 1 else 0)
    return 9 + 7 * min(characters + (min(values) < 0), 12)
