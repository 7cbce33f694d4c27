"""The page of a case: what its template is given."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..figures import chart, moat, strips
from ..method.enriched import EnrichedCase
from ..reading.markdown import Markdown, marked, outside_code
from .context import Context


def facts(context: Context, src_uri: str, case: EnrichedCase, story: Markdown) -> Mapping[str, Any]:
    """The case, its story with marks that lead to the claims and sources it cites, and figures."""

    def citation(id: str, first: bool) -> str:  # noqa: FBT001
        return context.render("mark.j2", src_uri, case=case, id=id, first=first).strip()

    text, cited = marked(story.body, citation)
    translations = context.edition.translations
    return {
        "case": case,
        "story": _one_level_down(text),
        "cited": cited,
        "translated": translations.counts(case.id) if translations.recorded else None,
        **_figures(context, case),
    }


def _figures(context: Context, case: EnrichedCase) -> dict[str, Any]:
    """The figures of a case; None for one that has nothing to show."""
    words, book = context.words, context.edition.book
    series = [
        (id, book.series[id].value, [point.value for point in book.points[id]])
        for id in case.series
        if id in book.series and id in book.points
    ]
    return {
        "moat_map": moat.moat_map(case, words) if case.stack else None,
        "moat_signs": moat.signs(case.record),
        "openness": strips.openness(case.record, words) if case.openness else None,
        "timeline": strips.timeline(case, words) if case.events else None,
        "charts": [
            (
                id,
                series,
                points,
                chart.chart(series, points, words),
                list(chart.signs(series, points, words)),
            )
            for id, series, points in series
        ],
    }


def _one_level_down(text: str) -> str:
    """The text with its headings one level lower, to stand below the heading of the story."""
    return "".join(
        re.sub(r"^(#+ )", r"#\1", piece, flags=re.MULTILINE) if prose else piece
        for prose, piece in outside_code(text)
    )
