"""The timeline of all cases: a row each, with its events and its decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..method.enriched import EnrichedCase
from ..method.wording import Words
from .layout import LABEL, LAYOUTS, Axis, Figure, Layout
from .strips import EDGE, FOOT, MARK, Lane, claim_day
from .text import wrap


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in the timeline of all: its name, its events and its decision along the axis."""

    lane: Lane
    y: int
    events: list[float]
    decided: float


@dataclass(frozen=True, slots=True)
class AllCases:
    """The timeline of all cases, in the order given."""

    layout: Layout
    axis: Axis
    rows: list[CaseRow]
    top: int
    bottom: int

    @property
    def height(self) -> int:
        """The height of the drawing."""
        return self.bottom + FOOT


def all_cases(cases: Sequence[EnrichedCase], words: Words) -> Figure[AllCases]:
    """The events of these cases, of one at least, a row each."""
    return Figure(
        [_all_cases(cases, words, layout) for layout in LAYOUTS],
        _all_cases_description(cases, words),
    )


def _all_cases_description(cases: Sequence[EnrichedCase], words: Words) -> str:
    """How many cases there are, and when the first and the last decision fell."""
    decisions = sorted((case.decided for case in cases), key=lambda date: date.first)
    facts = {
        "count": len(cases),
        "events": sum(len(case.events) for case in cases),
        "first": words.date(decisions[0]),
        "last": words.date(decisions[-1]),
    }
    return words.label("all-cases-tell", **facts)


def _all_cases(cases: Sequence[EnrichedCase], words: Words, layout: Layout) -> AllCases:
    days = {case.id: sorted(claim_day(claim) for _, claim in case.events) for case in cases}
    everything = [day for own in days.values() for day in own]
    everything += [date.first for case in cases for date in (case.decided, case.as_of)]
    left = max(layout.beside + MARK / 2, LABEL / 2)  # so that no label hangs over the edge
    axis = Axis.over(everything, left, layout.width - EDGE)
    rows = []
    y = FOOT  # the years stand above the rows, too
    for case in cases:
        room = (layout.beside or layout.width) - 6
        label = wrap(case.title[words.lang], room / layout.size)
        text = len(label) * layout.line
        height = max(text, MARK) + 8 if layout.beside else text + MARK + 8
        line = y + height // 2 if layout.beside else y + text + MARK // 2 + 2
        first = y + layout.line + ((height - text) // 2 - 4 if layout.beside else 0)
        lane = Lane(label, first, y, y + height)
        marks = [axis.x(day) for day in days[case.id]]
        rows.append(CaseRow(lane, line, marks, axis.x(case.decided.first)))
        y += height
    return AllCases(layout, axis, rows, FOOT, y)
