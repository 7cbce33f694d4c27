"""Series: every point belongs to a known line, in order, and every line has points."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import PartialDate
from ..outputs.asset import TABLES
from ..problems.message import say
from ..problems.problem import Place, Problem, did_you_mean
from ..reading.book import Book


def tables_have_titles(book: Book) -> Iterator[Problem]:
    """Every CSV file has an entry in series.yml, and every entry has its file."""
    for id in book.points:
        if id not in book.series and not book.lacks("data/series/series.yml"):
            yield Problem(
                Place(f"data/series/{id}.csv"),
                "CB601",
                say("data/series/series.yml has no entry '{id}'", id=id),
                did_you_mean(id, book.series, say("Add title, unit and lines there")),
            )
    for id, series in book.series.items():
        if id not in book.points:
            yield Problem(
                series.key(),
                "CB601",
                say("the file data/series/{id}.csv is missing", id=id),
                did_you_mean(
                    id, book.points, say("Write it, with the header date,line,value,source,note")
                ),
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
                    "CB602",
                    say("'{line}' is not a line of '{id}'", line=line, id=id),
                    did_you_mean(line, series.value.lines, say("Lines are named in series.yml")),
                )
            if line in latest and date.first <= latest[line].first:
                yield Problem(
                    point.place("date"),
                    "CB603",
                    say(
                        "the point of {date} follows that of {earlier}",
                        date=date,
                        earlier=latest[line],
                    ),
                    say(
                        "list the points of a line from the oldest to the newest, one for each date"
                    ),
                )
            latest[line] = date
        if not series or book.lacks(f"data/series/{id}.csv"):
            continue
        for line in series.value.lines:
            if line not in latest:
                yield Problem(
                    series.key("lines", line),
                    "CB602",
                    say("the line '{line}' has no points", line=line),
                    say("add them to data/series/{id}.csv, or delete the line", id=id),
                )


def series_used(book: Book) -> Iterator[Problem]:
    """Every series is shown by a case."""
    if book.lacks("data/cases/"):
        return
    shown = {id for case in book.cases.values() for id in case.value.series}
    for id, series in book.series.items():
        if id not in shown:
            yield Problem(
                series.key(),
                "CB604",
                say("no case shows the series '{id}'", id=id),
                say("list it under `series` of a case, or delete it"),
            )


def names_free(book: Book) -> Iterator[Problem]:
    """No series has the name of another table that a case offers as a file."""
    for id, series in book.series.items():
        if id in TABLES:
            yield Problem(
                series.key(),
                "CB605",
                say("the table of a case's own figure is called '{id}' already", id=id),
                say("rename the series, and data/series/{id}.csv with it", id=id),
            )


def log_scales_positive(book: Book) -> Iterator[Problem]:
    """A series on a log scale has values above zero only."""
    for id, series in book.series.items():
        for point in book.points.get(id, []) if series.value.scale == "log" else ():
            if float(point.value.value) <= 0:
                yield Problem(
                    point.place("value"),
                    "CB606",
                    say("a log scale has no place for {value}", value=point.value.value),
                    say("correct the value, or delete `scale: log` of '{id}' in series.yml", id=id),
                )


RULES = (tables_have_titles, points_fit_lines, series_used, names_free, log_scales_positive)
