"""Strips along an axis of time: the events of a case, and how open each of its facets was."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..method.enriched import EnrichedCase, EnrichedClaim
from ..method.wording import Words
from ..model import Case
from ..model.case import Openness
from .layout import LAYOUTS, Axis, Figure, Layout, middle, short
from .text import estimate, wrap

MARK = 20
"""Units that a numbered mark takes along the axis and across it."""
BAR = 14
"""Height of a bar of the openness strip."""
EDGE = 10
"""Units kept free at the right end, so that nothing is cut off."""
FOOT = 18
"""Height of the labels of the years."""
UNKNOWN = "unknown"
"""What stands in a strip for a degree before the day on which it was first read."""
OPENING = "source-published"
"""The type of event that is the opening itself."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An event: its claim's number at (`x`, `y`), and the days that a vague date may mean."""

    x: float
    y: int
    number: int
    opened: bool
    """Whether it is the opening itself."""
    span: tuple[float, float] | None

    @property
    def left(self) -> float:
        """Where the middle of its round left end lies."""
        return short(self.x - _spread(self.number) / 2)

    @property
    def right(self) -> float:
        """Where the middle of its round right end lies."""
        return short(self.x + _spread(self.number) / 2)


@dataclass(frozen=True, slots=True)
class Lane:
    """A row with its label in lines from `y` on; `top` and `bottom` bound it."""

    label: list[str]
    y: int
    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A facet from one date to the next, in one degree, or `unknown`."""

    left: float
    right: float
    y: int
    degree: str


@dataclass(frozen=True, slots=True)
class Strip:
    """A whole strip: rows between `top` and `bottom`, and the years below; `decided` is where the
    decision lies.
    """

    layout: Layout
    axis: Axis
    lanes: list[Lane]
    top: int
    bottom: int
    decided: float | None = None
    marks: Sequence[Mark] = ()
    bars: Sequence[Bar] = ()

    @property
    def height(self) -> int:
        """The height of the drawing."""
        return self.bottom + FOOT


def timeline(case: EnrichedCase, words: Words) -> Figure[Strip]:
    """The dated events of a case, of one at least: a lane for each type, the decision marked."""
    return Figure(
        [_timeline(case, words, layout) for layout in LAYOUTS],
        _timeline_description(case, words),
    )


def _timeline_description(case: EnrichedCase, words: Words) -> str:
    """How many events there were, from when to when, and of which kind most."""
    dates = sorted((claim.date for _, claim in case.events), key=lambda date: date.first)
    kind, times = Counter(event.event for event, _ in case.events).most_common(1)[0]
    facts = {
        "count": len(dates),
        "first": words.date(dates[0]),
        "last": words.date(dates[-1]),
        "kind": words.tag("event", kind),
        "times": times,
        "decided": words.date(case.decided),
    }
    return words.label("timeline-tells", **facts)


def _timeline(case: EnrichedCase, words: Words, layout: Layout) -> Strip:
    """Marks that would touch each other go below one another within their lane."""
    kinds = _in_order(words, "event", (event.event for event, _ in case.events))
    names = {kind: words.tag("event", kind) for kind in kinds}
    left = _beside(names.values(), layout)
    dates = [case.decided.first, case.as_of.first, *(claim.date.first for _, claim in case.events)]
    axis = Axis.over(dates, left + MARK / 2, layout.width - EDGE)
    lanes, marks = [], []
    top = y = layout.line + 4
    for kind in kinds:
        label = wrap(names[kind], (left - 6) / layout.small)
        own = sorted((claim for event, claim in case.events if event.event == kind), key=claim_day)
        places = [axis.x(claim_day(claim)) for claim in own]
        rows = _apart(places, [MARK + _spread(claim.number) for claim in own])
        height = max((max(rows) + 1) * MARK, len(label) * layout.line) + 4
        lanes.append(Lane(label, y + layout.line, y, y + height))
        for claim, x, row in zip(own, places, rows, strict=True):
            middle_y = y + 2 + MARK // 2 + row * MARK
            marks.append(Mark(x, middle_y, claim.number, kind == OPENING, _span(axis, claim)))
        y += height
    return Strip(layout, axis, lanes, top, y, axis.x(case.decided.first), marks)


def openness(case: Case, words: Words) -> Figure[Strip]:
    """How open each facet was, from each dated entry to the next one or the case's date, and faint
    before the first where that only says what was read then; of one entry at least.
    """
    return Figure(
        [_openness(case, words, layout) for layout in LAYOUTS],
        _openness_description(case, words),
    )


def _openness_description(case: Case, words: Words) -> str:
    """How open each facet is in the end, and how often one of them changed."""
    degrees: dict[str, list[str]] = {}
    for _, entry in _dated(case):
        degrees.setdefault(entry.facet, []).append(entry.degree)
    changes = sum(
        before != after for course in degrees.values() for before, after in pairwise(course)
    )
    facets = words.label("semicolon").join(
        words.tag("facet", facet) + words.label("colon") + words.tag("degree", course[-1])
        for facet, course in degrees.items()
    )
    date = words.date(case.as_of)
    return words.label("openness-tells", date=date, facets=facets, count=changes)


def _dated(case: Case) -> list[tuple[dt.date, Openness]]:
    """What is told of its openness, each with the day from which it held, the oldest first."""
    dated = [(entry.start.first, entry) for entry in case.openness if entry.start]
    return sorted(dated, key=lambda pair: pair[0])


def _openness(case: Case, words: Words, layout: Layout) -> Strip:
    facets = _in_order(words, "facet", (entry.facet for entry in case.openness))
    names = {facet: words.tag("facet", facet) for facet in facets}
    left = _beside(names.values(), layout)
    end = case.as_of.last
    dated = _dated(case)
    dates = [case.decided.first, end, *(date for date, _ in dated)]
    axis = Axis.over(dates, left, layout.width - EDGE)
    lanes, bars = [], []
    top = y = layout.line + 4
    for facet in facets:
        label = wrap(names[facet], (left - 6) / layout.small)
        entries = [(date, entry) for date, entry in dated if entry.facet == facet]
        height = max(BAR, len(label) * layout.line) + 8
        lanes.append(Lane(label, y + layout.line, y, y + height))
        spans: list[tuple[dt.date, str]] = [(date, entry.degree) for date, entry in entries]
        if not entries[0][1].since:  # we only know that it held when we read it
            spans.insert(0, (axis.start, UNKNOWN))
        ends = [*(date for date, _ in spans[1:]), end]
        for (date, degree), until in zip(spans, ends, strict=True):
            left_end, right_end = axis.x(date), axis.x(until)
            if right_end > left_end:
                bars.append(Bar(left_end, right_end, y + 4, degree))
        y += height
    return Strip(layout, axis, lanes, top, y, axis.x(case.decided.first), bars=bars)


def _apart(places: list[float], widths: list[float]) -> list[int]:
    """For marks from left to right, the first row in which each touches none before it."""
    ends: list[float] = []
    rows = []
    for x, wide in zip(places, widths, strict=True):
        row = next((row for row, end in enumerate(ends) if x - wide / 2 >= end), len(ends))
        ends[row : row + 1] = [x + wide / 2]
        rows.append(row)
    return rows


def _spread(number: int) -> float:
    """How much wider than round a mark is, to hold a number of three digits or more."""
    return 6.5 * max(len(str(number)) - 2, 0)


def _in_order(words: Words, scheme: str, used: Iterable[str]) -> list[str]:
    """The tags used, in the order of the vocabulary; those that it lacks come last."""
    return sorted(set(used), key=lambda tag: (words.rank(scheme, tag), tag))


def _beside(names: Iterable[str], layout: Layout) -> int:
    """How much room labels beside a strip take: what they need, up to a third of the width."""
    widest = max(estimate(name) for name in names) * layout.small + 8
    return int(min(widest, layout.width / 3))


def claim_day(claim: EnrichedClaim) -> dt.date:
    """The day by which an event is placed: halfway through what its date may mean."""
    return middle(claim.date.first, claim.date.last)


def _span(axis: Axis, claim: EnrichedClaim) -> tuple[float, float] | None:
    """Where a vague date begins and ends, if that is more than the mark hides."""
    first, last = axis.x(claim.date.first), axis.x(claim.date.last)
    return (first, short(last)) if last - first > MARK + 2 else None
