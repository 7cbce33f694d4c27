"""Series: every point belongs to a known line, in order, and every line has points."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import PartialDate
from ..model.address import TABLES
from ..problems.problem import Place, Problem, closest
from ..reading.book import Book


def tables_have_titles(book: Book) -> Iterator[Problem]:
    """Every CSV file has an entry in series.yml, and every entry has its file."""
    for id in book.points:
        if id not in book.series and not book.lacks("data/series/series.yml"):
            yield Problem(
                Place(f"data/series/{id}.csv"),
                "series-without-entry",
                id=id,
                meant=closest(id, book.series),
            )
    for id, series in book.series.items():
        if id not in book.points:
            yield Problem(
                series.key(), "series-without-file", id=id, meant=closest(id, book.points)
            )


def points_fit_lines(book: Book) -> Iterator[Problem]:
    """Points name a line of their series, one for each date, oldest first; no line is empty."""
    for id, points in book.points.items():
        series = book.series.get(id)
        latest: dict[str, PartialDate] = {}
        for point in points:
            line, date = point.value.line, point.value.date
            if series and line not in series.value.lines:
                yield Problem(
                    point.place("line"),
                    "series-line-unknown",
                    line=line,
                    id=id,
                    meant=closest(line, series.value.lines),
                )
            if line in latest and date.first <= latest[line].first:
                yield Problem(
                    point.place("date"), "series-out-of-order", date=date, earlier=latest[line]
                )
            latest[line] = date
        if not series or book.lacks(f"data/series/{id}.csv"):
            continue
        for line in series.value.lines:
            if line not in latest:
                yield Problem(series.key("lines", line), "series-line-empty", line=line, id=id)


def series_used(book: Book) -> Iterator[Problem]:
    """Every series is shown by a case."""
    if book.lacks("data/cases/"):
        return
    shown = {id for case in book.cases.values() for id in case.value.series}
    for id, series in book.series.items():
        if id not in shown:
            yield Problem(series.key(), "series-unused", id=id)


def names_free(book: Book) -> Iterator[Problem]:
    """No series has the name of another table that a case offers as a file."""
    for id, series in book.series.items():
        if id in TABLES:
            yield Problem(series.key(), "series-name-taken", id=id)


def log_scales_positive(book: Book) -> Iterator[Problem]:
    """A series on a log scale has values above zero only."""
    for id, series in book.series.items():
        for point in book.points.get(id, []) if series.value.scale == "log" else ():
            if float(point.value.value) <= 0:
                yield Problem(
                    point.place("value"), "series-log-of-zero", value=point.value.value, id=id
                )


RULES = (tables_have_titles, points_fit_lines, series_used, names_free, log_scales_positive)
