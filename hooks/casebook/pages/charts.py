"""The series of a case as they are shown, each beside the paragraph of the story it supports."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from ..figures import chart_words
from ..figures.chart import Chart, chart
from ..figures.layout import Figure
from ..method.enriched import EnrichedCase, EnrichedSource
from ..model import Point, Series
from ..model.case import Shown
from .context import Context

_NAMED = 3
"""Publishers that the line of sources names; the table has them all."""


@dataclass(frozen=True)
class CaseChart:
    """A series that a case shows, in one language."""

    context: Context
    case: EnrichedCase
    shown: Shown
    series: Series
    points: list[Point]

    @property
    def id(self) -> str:
        """The id of the series, after which its files are called."""
        return self.shown.series

    @property
    def finding(self) -> str:
        """What the points say."""
        return self.shown.finding[self.context.lang]

    @cached_property
    def figure(self) -> Figure[Chart] | None:
        """Its drawings; None for one that only its table is shown of."""
        if not chart_words.worth_drawing(self.series, self.points):
            return None
        return chart(self.series, self.points, self.case.decided, self.context.words)

    @cached_property
    def signs(self) -> list[chart_words.Sign]:
        """What its key explains: the lines only where the drawings do not name them."""
        if not self.figure:
            return []
        lines = not self.figure.drawings[0].names
        found = chart_words.signs(self.series, self.points, self.context.words, lines=lines)
        return list(found)

    @cached_property
    def sources(self) -> list[EnrichedSource]:
        """The sources of its points, each once, in their order."""
        return self.case.find(dict.fromkeys(point.source for point in self.points))

    @property
    def source_line(self) -> str:
        """Who published the figures, of which years, and under what licence the picture is."""
        label = self.context.words.label
        names = list(dict.fromkeys(source.record.publisher for source in self.sources))
        listed = label("list-comma").join(names[:_NAMED])
        if len(names) > _NAMED:
            listed = label("chart-and-more", list=listed, count=len(names))
        years = chart_words.years(self.points)
        return label("chart-source", list=listed, years=years, name=label("site-name"))


def charts(context: Context, case: EnrichedCase) -> list[CaseChart]:
    """The series of a case that have their file and their entry, in its order."""
    book = context.edition.book
    return [
        CaseChart(
            context, case, shown, book.series[shown.series].value,
            [point.value for point in book.points[shown.series]],
        )
        for shown in case.record.series
        if shown.series in book.series and shown.series in book.points
    ]  # fmt: skip


def beside(
    story: str, all_charts: Iterable[CaseChart], render: Callable[[CaseChart], str]
) -> tuple[str, list[CaseChart]]:
    """The story with each chart behind the paragraph that cites its claim first, and the charts of
    which the story does not cite the claim.
    """
    left: list[CaseChart] = []
    after: dict[int, str] = {}
    for each in all_charts:
        mark = re.search(rf'id="cite-{re.escape(each.shown.beside)}"', story)
        if mark:
            end = re.compile(r"\n\s*\n(?=\S)|\Z").search(story, mark.end())
            at = end.start() if end else len(story)
            after[at] = after.get(at, "") + "\n\n" + render(each).strip()
        else:
            left.append(each)
    pieces, start = [], 0
    for at in sorted(after):
        pieces += [story[start:at].rstrip("\n"), after[at], "\n\n"]
        start = at
    return "".join(pieces) + story[start:].lstrip("\n"), left
