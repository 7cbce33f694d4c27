"""The timeline of all cases: a row each, with its events and its decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..model import Case
from ..reading.book import Found
from .axis import Axis
from .layout import Layout
from .strips import EDGE, FOOT, MARK, Lane, claim_day, events
from .text import wrap

if TYPE_CHECKING:
    from ..pages.view import View


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


def all_cases(cases: list[Found[Case]], view: View, layout: Layout) -> AllCases:
    """The events of these cases, a row each; of one case at least."""
    dates = {one.id: sorted(claim_day(claim) for _, claim in events(one.value)) for one in cases}
    everything = [day for days in dates.values() for day in days]
    everything += [day for one in cases for day in (one.value.decided.first, one.value.as_of.first)]
    axis = Axis.over(everything, layout.beside + MARK / 2, layout.width - EDGE)
    rows = []
    y = 4
    for one in cases:
        room = (layout.beside or layout.width) - 6
        label = wrap(one.value.title[view.lang], room / layout.size)
        text = len(label) * layout.line
        height = max(text, MARK) + 8 if layout.beside else text + MARK + 8
        line = y + height // 2 if layout.beside else y + text + MARK // 2 + 2
        first = y + layout.line + ((height - text) // 2 - 4 if layout.beside else 0)
        rows.append(
            CaseRow(
                Lane(label, first, y, y + height),
                line,
                [axis.x(day) for day in dates[one.id]],
                axis.x(one.value.decided.first),
            )
        )
        y += height
    return AllCases(layout, axis, rows, 4, y)
