"""Charts to take away, each as an SVG that needs no style sheet and as a PNG: above it the finding,
below it whose figures they are and under what licence the picture is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..figures.chart import Chart
from ..figures.layout import WIDE
from ..figures.text import wrap
from ..model import EN, ZH, address
from ..pages.charts import CaseChart, charts
from ..pages.context import Context
from .picture import NARROW_SIGNS, Pictures, width

CACHE = ".build/charts"
"""Where finished pictures are kept, below the project's root."""
WIDTH = 720
"""Units: the chart with a margin at both sides; a PNG has two pixels for each."""
_MARGIN = (WIDTH - WIDE.width) // 2
_HEAD, _BODY = 21, 12.5
"""Sizes of the finding and of all else, in units."""


@dataclass(frozen=True, slots=True)
class Plot:
    """A picture: lines of the finding, of what is measured, and of the source, each block from its
    base line on, with the chart between them, and its height.
    """

    finding: list[str]
    measured: list[str]
    measured_y: int
    chart: Chart
    chart_y: int
    signs_y: int
    source: list[str]
    source_y: int
    height: int


def plots(contexts: Mapping[str, Context]) -> Iterator[tuple[str, bytes]]:
    """All charts that are drawn, as SVG and PNG beside their page; the cache then holds these."""
    pictures = Pictures(contexts[EN].edition.book.root / CACHE)
    for lang, context in contexts.items():
        for case in context.edition.case.values():
            if case.is_note:
                continue
            uri = f"{lang}/{case.page}"
            for chart in charts(context, case):
                if not chart.figure:
                    continue
                facts = {"case": case, "chart": chart, "plot": plot(chart)}
                svg = context.render("plot.svg.j2", uri, **facts)
                name = f"{address.url(uri)}{chart.id}"
                yield f"{name}.svg", svg.encode("utf-8")
                narrow = svg if lang == ZH else svg.translate(NARROW_SIGNS)
                yield f"{name}.png", pictures.png(narrow)
    pictures.forget()


def plot(chart: CaseChart) -> Plot:
    """Where everything stands on the picture of a chart, which must have a drawing."""
    if not chart.figure:
        raise ValueError(chart.id)
    label, lang = chart.context.words.label, chart.context.lang
    drawing = chart.figure.drawings[-1]
    text = chart.series.title[lang] + label("comma") + chart.series.unit[lang] + label("full-stop")
    finding = wrap(chart.finding, WIDE.width / _HEAD, width)
    measured = wrap(text, WIDE.width / _BODY, width)
    source = wrap(chart.source_line, WIDE.width / _BODY, width)
    measured_y = 40 + 27 * len(finding)
    chart_y = measured_y + 18 * len(measured)
    signs_y = chart_y + drawing.height + 4
    source_y = signs_y + 24 * len(chart.signs) + 22
    height = source_y + 18 * len(source) + 6
    return Plot(finding, measured, measured_y, drawing, chart_y, signs_y, source, source_y, height)
