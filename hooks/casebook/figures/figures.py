"""The figures of one page, as its templates ask for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..model import Case, Claim, Point, Series
from ..reading.book import Found
from . import chart, moat, overview, strips, tell
from .layout import LAYOUTS

if TYPE_CHECKING:
    from ..pages.view import View
    from .draw import Drawing


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of a chart and what it means: the classes of its line and point, where it has them,
    and the shape of the point as path data.
    """

    name: str
    line: str
    point: str
    shape: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Each figure once for each layout, the narrow one first, and what it says in words."""

    view: View

    def moat_maps(self, case: Case) -> Iterator[moat.MoatMap]:
        """The moat map of a case."""
        return (moat.moat_map(case, self.view, layout) for layout in LAYOUTS)

    def moat_signs(self, case: Case) -> list[tuple[str, str, moat.Cell]]:
        """The signs to explain: see `moat.signs`."""
        return moat.signs(case)

    def moat_tells(self, case: Case) -> str:
        """The moat map in words."""
        return tell.moat_map(case, self.view)

    def events(self, case: Case) -> list[Claim]:
        """The claims that tell the events of a case, oldest first."""
        return [claim for _, claim in strips.events(case)]

    def timelines(self, case: Case) -> Iterator[strips.Strip]:
        """The timeline of a case, which has events."""
        return (strips.timeline(case, self.view, layout) for layout in LAYOUTS)

    def timeline_tells(self, case: Case) -> str:
        """The timeline in words."""
        return tell.timeline(case, self.view)

    def openness_strips(self, case: Case) -> Iterator[strips.Strip]:
        """How open each facet was over time, of a case that has facets."""
        return (strips.openness(case, self.view, layout) for layout in LAYOUTS)

    def openness_tells(self, case: Case) -> str:
        """The same in words."""
        return tell.openness(case, self.view)

    def all_cases(self, cases: list[Found[Case]]) -> Iterator[overview.AllCases]:
        """The timeline of these cases, of which there is at least one."""
        return (overview.all_cases(cases, self.view, layout) for layout in LAYOUTS)

    def all_cases_tell(self, cases: list[Found[Case]]) -> str:
        """The same in words."""
        return tell.all_cases(cases, self.view)

    def charts(self, id: str) -> Iterator[Drawing]:
        """The chart of a series; none where nothing is to be drawn, as when links are checked."""
        folder = self.view.settings.figures
        series, points = self._series(id)
        if folder and points:
            # Nothing of what draws is loaded where nothing is drawn.
            from .draw import draw  # noqa: PLC0415

            for layout in LAYOUTS:
                yield draw(chart.spec(series, points, layout), folder, layout)

    def _series(self, id: str) -> tuple[Series, list[Point]]:
        series = self.view.book.series[id].value
        points = [point.value for point in self.view.book.points[id]]
        return series, [one for one in points if one.line in series.lines]

    def chart_signs(self, id: str) -> Iterator[Sign]:
        """The signs of a chart to explain: its lines first, then hollow points and dotted lines."""
        series, points = self._series(id)
        t = self.view.words.label
        for number, (line, name) in enumerate(series.lines.items()):
            own = [one for one in points if one.line == line]
            style = chart.style(number)
            facts = {"line": name[self.view.lang]}
            if own:
                facts |= {"first": tell.number(own[0]), "last": tell.number(own[-1])}
            said = t("chart-key", **facts) if len(own) > 1 else t("chart-key-point", **facts)
            yield Sign(said, f"line-{style}", f"point-{style}", chart.SHAPES[style])
        if chart.breaks(points):
            yield Sign(t("chart-hollow"), "", "hollow-0", chart.SHAPES[0])
        if chart.gaps(points):
            yield Sign(t("chart-dotted"), "gap-0", "", "")

    def chart_tells(self, id: str) -> str:
        """The chart in words."""
        series, points = self._series(id)
        return tell.series(series, points, self.view)
