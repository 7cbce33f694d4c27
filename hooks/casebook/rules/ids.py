"""Ids: every one is unique, and every reference finds what it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..book import Book, Found
from ..document import KeyPath
from ..model import SLUG, Case, Correction, Ref, Tag
from ..problem import Place, Problem, did_you_mean


def case_file_names(book: Book) -> Iterator[Problem]:
    """The name of a case file is its id: lower-case letters, digits and single hyphens."""
    for slug, case in book.cases.items():
        if not re.fullmatch(SLUG, slug):
            yield Problem(
                Place(case.document.file),
                "CB206",
                f"'{slug}' is not an id, and the file name is the id of the case",
                "rename the file: lower-case letters, digits and single hyphens",
            )


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
                        "CB208",
                        f"the id '{one.id}' is given twice among the {kind}",
                        f"the first is on line {line}; ids are permanent, so rename the newer one",
                    )
                else:
                    first[one.id] = index


def references(book: Book) -> Iterator[Problem]:
    """Every id that is mentioned exists: sources, claims, actors, cases, series and terms."""
    actors = {actor.id for case in book.cases.values() for actor in case.value.actors}
    slugs = {Path(file).stem for file in book.documents if file.startswith("data/cases/")}
    everywhere = {
        "source": (book.sources.keys(), "Sources live in data/sources/*.yml"),
        "case": (slugs, "Cases live in data/cases/"),
        "series": (book.series.keys(), "Series live in data/series/series.yml"),
        "term": (book.terms.keys(), "Terms live in data/terms.yml"),
        "any-actor": (actors, "Actors are listed in the cases"),
    }
    # What lies in a file that could not be read is not known, so nothing is said of it.
    where = {"source": "data/sources/", "term": "data/terms", "any-actor": "data/cases/"}
    unsure = {name for name, place in where.items() if book.lacks(place)}
    if book.lacks("data/series/series.yml"):
        unsure.add("series")
    for found in _records(book):
        known = dict(everywhere)
        owner = _owner(found)
        if isinstance(found.value, Case):
            known["claim"] = ({one.id for one in found.value.claims}, "Claims are in this file")
            known["actor"] = ({one.id for one in found.value.actors}, "Actors are in this file")
        if isinstance(found.value, Correction):
            corrected = book.cases.get(found.value.case)
            ids = (
                {one.id for one in corrected.value.claims} if corrected else set(found.value.claims)
            )
            known["claim"] = (ids, f"Claims are in data/cases/{found.value.case}.yml")
        for path, value, mark in found.parts:
            if isinstance(mark, Ref) and mark.to not in unsure and value not in known[mark.to][0]:
                what = "actor" if mark.to == "any-actor" else mark.to
                by = _claim(found.value, path)
                yield Problem(
                    found.place(*path),
                    "CB204",
                    f"{by or owner} cites the unknown {what} '{value}'"
                    if what == "source"
                    else f"{by or owner} names the unknown {what} '{value}'",
                    did_you_mean(value, *known[mark.to]),
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
                        "CB205",
                        f"'{value}' is not a {mark.scheme} of the vocabulary",
                        did_you_mean(
                            value, known, f"One of {', '.join(known)} (data/vocabulary.yml)"
                        ),
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


def _owner(found: Found[Any]) -> str:
    name = type(found.value).__name__.lower()
    return "this row" if name == "point" else f"{name} '{found.id}'"


def _claim(value: Any, path: KeyPath) -> str:
    """The claim that a path within a case lies in, as a reader would name it."""
    if isinstance(value, Case) and path[0] == "claims":
        return f"claim '{value.claims[int(path[1])].id}'"
    return f"'{path[0]}'" if isinstance(value, Case) else ""


RULES = (case_file_names, unique_ids, references, tags)
