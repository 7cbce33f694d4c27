"""Sources and series: each is used, listed once, and honest about its origin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import PartialDate, Series, Source
from ..model.address import TABLES
from ..problems.problem import Place, Problem, closest, listing
from ..reading.book import Book, Found
from ..reading.web_address import bare, fault, tracking
from .rule import Breach, rule

ADDRESSES = ("URL", "archive")
_LANGUAGE = re.compile(
    r"(?:[a-z]{3}|a[abefkmnrsvyz]|b[aegimnors]|c[aehorsuvy]|d[aevz]|e[elnostu]|f[afijory]|g[adlnuv]|"
    r"h[aeiortuyz]|i[adegikostu]|j[av]|k[agijklmnorsuvwy]|l[abginotuv]|m[ghiklnrsty]|"
    r"n[abdeglnorvy]|o[cjmrs]|p[ailst]|q[u]|r[mnouw]|s[acdegiklmnoqrstuvw]|"
    r"t[aeghiklnorstwy]|u[gkrz]|v[eio]|w[ao]|x[h]|y[io]|z[ahu])(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2}|-[0-9]{3})?"
)
"""A language of ISO 639-1, or of three letters, with its script and region, as in BCP 47."""


@rule()
def sources_are_used(book: Book) -> Iterator[Breach]:
    """Every source is cited by a claim, facet, figure, term, correction, candidate, other source or
    page.

    A warning, since sources are collected first: a release stops unless a draft waits for them, or
    they lie in the file of a note, which may grow.
    """
    if book.lacks("data/", "docs/"):
        return
    cited = set(book.uses)
    cited |= {mark.id for page in book.pages.values() for mark in page.citations}
    cited |= {term.value.source for term in book.terms.values() if term.value.source}
    cited |= {point.value.source for points in book.points.values() for point in points}
    cited |= {source.value.derives_from or "" for source in book.sources.values()}
    cited |= {source for entry in book.corrections.values() for source in entry.value.sources}
    cited |= {source for entry in book.candidates.values() for source in entry.value.sources}
    drafts = any(case.value.status == "draft" for case in book.cases.values())
    notes = {f"data/sources/{case.id}.yml" for case in book.cases.values() if case.value.is_note}
    for source in book.sources.values():
        if source.id not in cited:
            waits = drafts or source.document.file in notes
            key = "source-waiting" if waits else "source-unused"
            yield Problem(source.key(), key, id=source.id)


@rule(scope="source")
def addresses_are_whole(source: Found[Source]) -> Iterator[Breach]:
    """An address is a whole https one (or http with a reason), without tracking parameters."""
    for field in ADDRESSES:
        if not (url := getattr(source.value, field)):
            continue
        place = source.place(field)
        if what := fault(url):
            yield Problem(place, what, address=url)
            continue
        if url.startswith("http:") and not source.value.insecure:
            yield Problem(place, "address-not-https")
        if names := tracking(url):
            yield Problem(place, "address-tracks", parameters=listing(names))


@rule("insecure-without-need", scope="source")
def insecure_only_where_needed(source: Found[Source]) -> Iterator[Breach]:
    """The reason for an address without https stands only at one that is not https."""
    if source.value.insecure and not source.value.URL.startswith("http://"):
        yield source.key("insecure"), {}


@rule("not-a-doi", scope="source")
def dois_are_bare(source: Found[Source]) -> Iterator[Breach]:
    """A DOI is written without a host."""
    doi = source.value.DOI
    if doi and not re.fullmatch(r"10\.[0-9]{4,9}/[^\s<>\"]+", doi):
        yield source.place("DOI"), {"doi": doi}


@rule("address-twice")
def sources_are_listed_once(book: Book) -> Iterator[Breach]:
    """No address stands under two ids."""
    first: dict[str, Found[Source]] = {}
    for source in book.sources.values():
        known = first.setdefault(bare(source.value.URL), source)
        if known is not source:
            place = known.key()
            where = {"file": place.file, "line": place.line}
            yield source.place("URL"), {"id": known.id, **where}


@rule("author-unclear", scope="source")
def authors_have_names(source: Found[Source]) -> Iterator[Breach]:
    """An author is a person with a family name, or a body with a literal name; never both."""
    for index, name in enumerate(source.value.author):
        if bool(name.family) == bool(name.literal) or (name.literal and name.given):
            yield source.place("author", index), {}


@rule("derives-from-itself", scope="source")
def nothing_derives_from_itself(source: Found[Source], book: Book) -> Iterator[Breach]:
    """A source does not derive from itself, by whatever detour."""
    seen, id = {source.id}, source.value.derives_from
    while id and id in book.sources and id not in seen:
        seen.add(id)
        id = book.sources[id].value.derives_from
    if id == source.id:
        yield source.place("derives_from"), {"id": source.id}


@rule("no-such-language", scope="source")
def languages_exist(source: Found[Source]) -> Iterator[Breach]:
    """The language of a source is one that there is, written as in BCP 47."""
    if not _LANGUAGE.fullmatch(source.value.language):
        yield source.place("language"), {"language": source.value.language}


@rule()
def ledger_holds_what_the_book_holds(book: Book) -> Iterator[Breach]:
    """The ledger holds only addresses that occur, and leads to none that may not be printed."""
    known = book.addresses
    for url, link in book.ledger.items():
        if url not in known and not book.lacks("data/sources/", "docs/"):
            yield Problem(link.key(), "ledger-idle")
        places = {url: link.key(), link.value.final: link.place("final")}
        places |= {copy: link.place("archives", n) for n, copy in enumerate(link.value.archives)}
        for address, place in places.items():
            if address and (what := fault(address)):
                yield Problem(place, what, address=address)


@rule()
def series_have_their_files(book: Book) -> Iterator[Breach]:
    """Every CSV file has an entry in series.yml, and every entry has its file."""
    for id in book.points.keys() - book.series.keys():
        if not book.lacks("data/series/series.yml"):
            place = Place(f"data/series/{id}.csv")
            yield Problem(place, "series-without-entry", id=id, meant=closest(id, book.series))
    for id in book.series.keys() - book.points.keys():
        place = book.series[id].key()
        yield Problem(place, "series-without-file", id=id, meant=closest(id, book.points))


@rule(scope="book")
def points_fit_lines(book: Book) -> Iterator[Breach]:
    """Points name a line of their series, one for each date, oldest first."""
    for id, points in book.points.items():
        lines = book.series[id].value.lines if id in book.series else None
        latest: dict[str, PartialDate] = {}
        for point in points:
            line, date = point.value.line, point.value.date
            if lines and line not in lines:
                values = {"line": line, "id": id, "meant": closest(line, lines)}
                yield Problem(point.place("line"), "series-line-unknown", **values)
            if line in latest and date.first <= latest[line].first:
                values = {"date": date, "earlier": latest[line]}
                yield Problem(point.place("date"), "series-out-of-order", **values)
            latest[line] = date


@rule("series-line-empty", scope="series")
def lines_have_points(series: Found[Series], book: Book) -> Iterator[Breach]:
    """No line of a series is empty."""
    if series.id in book.points and not book.lacks(f"data/series/{series.id}.csv"):
        filled = {point.value.line for point in book.points[series.id]}
        for line in series.value.lines:
            if line not in filled:
                yield series.key("lines", line), {"line": line, "id": series.id}


@rule("series-unused", scope="series")
def series_are_used(series: Found[Series], book: Book) -> Iterator[Breach]:
    """Every series is shown by a case."""
    shown = {item.series for case in book.cases.values() for item in case.value.series}
    if series.id not in shown and not book.lacks("data/cases/"):
        yield series.key(), {"id": series.id}


@rule("series-name-taken", scope="series")
def names_are_free(series: Found[Series]) -> Iterator[Breach]:
    """No series has the name of another table that a case offers as a file."""
    if series.id in TABLES:
        yield series.key(), {"id": series.id}


@rule("series-log-of-zero", scope="series")
def log_scales_are_positive(series: Found[Series], book: Book) -> Iterator[Breach]:
    """A series on a log scale has values above zero only."""
    for point in book.points.get(series.id, []) if series.value.scale == "log" else ():
        if float(point.value.value) <= 0:
            yield point.place("value"), {"value": point.value.value, "id": series.id}
