"""The data of every figure as CSV files beside the pages, for spreadsheets and statistics."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from ..model import LANGUAGES, Case, Claim, Position
from ..outputs.asset import Asset
from ..pages import address
from ..pages.view import Settings, View
from ..pages.wording import words
from ..reading.book import Book, Found
from .strips import events

_FORMULA = re.compile(r"[=+\-@\t\r\n]")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def tables(book: Book, settings: Settings) -> Iterator[Asset]:
    """The tables of all figures in each language, beside the pages that show them."""
    for lang in LANGUAGES:
        for case in book.cases.values():
            if book.story(lang, case.id):
                yield from _case(case, _view(book, settings, lang, case.id))
        view = _view(book, settings, lang, "index")
        if view.cases():
            yield _table(view, "timeline", _all_events(view))


def _view(book: Book, settings: Settings, lang: str, name: str) -> View:
    return View(book, settings, f"{lang}/cases/{name}.md", words(book, lang))


def _case(case: Found[Case], view: View) -> Iterator[Asset]:
    it = case.value
    if it.stack:
        yield _table(view, "moat-map", _moat_map(it, view))
    if it.openness:
        yield _table(view, "openness", _openness(it, view))
    if it.timeline:
        yield _table(view, "timeline", _timeline(it, view))
    for id in it.series:
        if id in view.book.series and id in view.book.points:
            yield _table(view, id, _series(id, view))


def _moat_map(case: Case, view: View) -> Iterator[list[str]]:
    t = view.words.label
    times = (t("before"), t("after"))
    yield [
        t("layer"),
        t("role"),
        *(
            f"{time}{t('colon')}{what}"
            for time in times
            for what in (t("holder"), t("margin"), t("access"))
        ),
        t("claims-behind"),
    ]
    for layer in case.stack:
        yield [
            layer.layer[view.lang],
            view.tag("stack-role", layer.role),
            *_position(layer.before, view),
            *_position(layer.after, view),
            " ".join(layer.claims),
        ]


def _position(position: Position, view: View) -> list[str]:
    margin, access = view.tag("margin", position.margin), view.tag("degree", position.access)
    return [position.holder[view.lang], margin, access]


def _openness(case: Case, view: View) -> Iterator[list[str]]:
    t = view.words.label
    yield [t("facet"), t("since"), t("degree"), t("what"), t("sources")]
    for one in case.openness:
        yield [
            view.tag("facet", one.facet),
            str(one.as_of),
            view.tag("degree", one.degree),
            one.note[view.lang],
            " ".join(source.value.URL for source in view.sources(one.sources)),
        ]


def _timeline(case: Case, view: View) -> Iterator[list[str]]:
    t = view.words.label
    yield [t("date"), t("event"), t("what"), t("grade"), t("claim")]
    for kind, claim in events(case):
        yield _event(case, kind, claim, view)


def _all_events(view: View) -> Iterator[list[str]]:
    t = view.words.label
    yield [t("case"), t("date"), t("event"), t("what"), t("grade"), t("claim")]
    for case in view.cases():
        for kind, claim in events(case.value):
            yield [case.value.title[view.lang], *_event(case.value, kind, claim, view)]


def _event(case: Case, kind: str, claim: Claim, view: View) -> list[str]:
    letter = view.grade(claim, case).letter or "—"
    return [str(claim.date), view.tag("event", kind), claim.text[view.lang], letter, claim.id]


def _series(id: str, view: View) -> Iterator[list[str]]:
    t = view.words.label
    series = view.book.series[id].value
    yield [t("date"), t("line"), t("value"), t("unit"), t("source"), t("address"), t("note")]
    for point in view.book.points[id]:
        it = point.value
        source = view.book.sources.get(it.source)
        yield [
            str(it.date),
            series.lines[it.line][view.lang] if it.line in series.lines else it.line,
            it.value,
            series.unit[view.lang],
            source.value.publisher if source else it.source,
            source.value.URL if source else "",
            it.note or "",
        ]


def _table(view: View, name: str, rows: Iterable[list[str]]) -> Asset:
    """A table beside a page. Marked as UTF-8, without which Excel garbles Chinese."""
    text = io.StringIO()
    csv.writer(text).writerows([_plain(cell) for cell in row] for row in rows)
    url = f"{address.url(view.src_uri)}{name}.csv"
    return Asset(url, text.getvalue().encode("utf-8-sig"))


def _plain(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell
