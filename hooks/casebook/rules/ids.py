"""Ids: every one is unique, and every reference finds what it names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from ..model import SLUG, Case, Correction, Entry, Ref, Source, Tag, Term
from ..problems.message import Message, say
from ..problems.problem import Place, Problem, closest, listing
from ..reading.book import Book, Found
from ..reading.text import KeyPath


def case_file_names(book: Book) -> Iterator[Problem]:
    """The name of a case file is its id: lower-case letters, digits and single hyphens."""
    for slug, case in book.cases.items():
        if not re.fullmatch(SLUG, slug):
            yield Problem(Place(case.document.file), "case-not-an-id", id=slug)


def unique_ids(book: Book) -> Iterator[Problem]:
    """Within a case no two claims, actors or predictions share an id."""
    for case in book.cases.values():
        for kind in ("actors", "claims", "predictions"):
            first: dict[str, int] = {}
            for index, one in enumerate(getattr(case.value, kind)):
                if one.id in first:
                    line = case.place(kind, first[one.id], "id").line
                    yield Problem(
                        case.place(kind, index, "id"),
                        "id-twice-in-case",
                        id=one.id,
                        kind=kind,
                        line=line,
                    )
                else:
                    first[one.id] = index


def references(book: Book) -> Iterator[Problem]:
    """Every id that is mentioned exists: sources, claims, actors, cases, series and terms."""
    actors = {actor.id for case in book.cases.values() for actor in case.value.actors}
    slugs = {Path(file).stem for file in book.documents if file.startswith("data/cases/")}
    everywhere: dict[str, tuple[Collection[str], Message]] = {
        "source": (book.sources.keys(), say("where-sources")),
        "case": (slugs, say("where-cases")),
        "series": (book.series.keys(), say("where-series")),
        "term": (book.terms.keys(), say("where-terms")),
        "any-actor": (actors, say("where-all-actors")),
    }
    # What lies in a file that could not be read is not known, so nothing is said of it.
    where = {"source": "data/sources/", "term": "data/terms", "any-actor": "data/cases/"}
    unsure = {name for name, place in where.items() if book.lacks(place)}
    if book.lacks("data/series/series.yml"):
        unsure.add("series")
    for found in _records(book):
        known = dict(everywhere)
        if isinstance(found.value, Case):
            known["claim"] = (
                {one.id for one in found.value.claims},
                say("where-own-claims"),
            )
            known["actor"] = (
                {one.id for one in found.value.actors},
                say("where-own-actors"),
            )
        if isinstance(found.value, Correction):
            corrected = book.cases.get(found.value.case)
            ids = (
                {one.id for one in corrected.value.claims} if corrected else set(found.value.claims)
            )
            known["claim"] = (
                ids,
                say("where-claims-of", case=found.value.case),
            )
        for path, value, mark in found.parts:
            if isinstance(mark, Ref) and mark.to not in unsure and value not in known[mark.to][0]:
                yield Problem(
                    found.place(*path),
                    f"unknown-{mark.to.removeprefix('any-')}",
                    who=_who(found, path),
                    id=value,
                    meant=closest(value, known[mark.to][0]),
                    where=known[mark.to][1],
                )


def tags(book: Book) -> Iterator[Problem]:
    """Every tag is listed in the vocabulary, under the scheme of its field."""
    for found in _records(book):
        for path, value, mark in found.parts:
            if isinstance(mark, Tag) and book.vocabulary:
                known = book.vocabulary.get(mark.scheme, {})
                if value not in known:
                    yield Problem(
                        found.place(*path),
                        "unknown-tag",
                        value=value,
                        scheme=mark.scheme,
                        tags=listing(known),
                        meant=closest(value, known),
                    )


def _records(book: Book) -> Iterator[Found[Any]]:
    yield from book.cases.values()
    yield from book.sources.values()
    yield from book.terms.values()
    yield from book.corrections.values()
    for entries in book.vocabulary.values():
        yield from entries.values()
    for points in book.points.values():
        yield from points


def _who(found: Found[Any], path: KeyPath) -> Message:
    """What a path lies in, as a reader would name it."""
    match found.value:
        case Case() if path[0] == "claims":
            return say("the-claim", id=found.value.claims[int(path[1])].id)
        case Case():
            return say("the-field", id=path[0])
        case Source():
            return say("the-source", id=found.id)
        case Term():
            return say("the-term", id=found.id)
        case Correction():
            return say("the-correction", id=found.id)
        case Entry():
            return say("the-entry", id=found.id)
        case _:
            return say("this-row")


RULES = (case_file_names, unique_ids, references, tags)
