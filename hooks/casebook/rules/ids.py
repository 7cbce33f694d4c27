"""Ids: every one is unique, and every reference finds what it names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from ..model import SLUG, Case, Correction, Entry, Ref, Source, Tag, Term
from ..problems.message import Message, say
from ..problems.problem import Place, Problem, did_you_mean, listing
from ..reading.book import Book, Found
from ..reading.text import KeyPath


def case_file_names(book: Book) -> Iterator[Problem]:
    """The name of a case file is its id: lower-case letters, digits and single hyphens."""
    for slug, case in book.cases.items():
        if not re.fullmatch(SLUG, slug):
            yield Problem(
                Place(case.document.file),
                "CB206",
                say("'{id}' is not an id, and the file name is the id of the case", id=slug),
                say("rename the file: lower-case letters, digits and single hyphens"),
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
                        say("the id '{id}' is given twice among the {kind}", id=one.id, kind=kind),
                        say(
                            "the first is on line {line}; ids are permanent, so rename the "
                            "newer one",
                            line=line,
                        ),
                    )
                else:
                    first[one.id] = index


def references(book: Book) -> Iterator[Problem]:
    """Every id that is mentioned exists: sources, claims, actors, cases, series and terms."""
    actors = {actor.id for case in book.cases.values() for actor in case.value.actors}
    slugs = {Path(file).stem for file in book.documents if file.startswith("data/cases/")}
    everywhere: dict[str, tuple[Collection[str], Message]] = {
        "source": (book.sources.keys(), say("Sources live in data/sources/*.yml")),
        "case": (slugs, say("Cases live in data/cases/")),
        "series": (book.series.keys(), say("Series live in data/series/series.yml")),
        "term": (book.terms.keys(), say("Terms live in data/terms.yml")),
        "any-actor": (actors, say("Actors are listed in the cases")),
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
                say("Claims are in this file"),
            )
            known["actor"] = (
                {one.id for one in found.value.actors},
                say("Actors are in this file"),
            )
        if isinstance(found.value, Correction):
            corrected = book.cases.get(found.value.case)
            ids = (
                {one.id for one in corrected.value.claims} if corrected else set(found.value.claims)
            )
            known["claim"] = (
                ids,
                say("Claims are in data/cases/{case}.yml", case=found.value.case),
            )
        for path, value, mark in found.parts:
            if isinstance(mark, Ref) and mark.to not in unsure and value not in known[mark.to][0]:
                yield Problem(
                    found.place(*path),
                    "CB204",
                    _unknown(mark.to, _who(found, path), value),
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
                        say(
                            "'{value}' is not a {scheme} of the vocabulary",
                            value=value,
                            scheme=mark.scheme,
                        ),
                        did_you_mean(
                            value,
                            known,
                            say("One of {tags} (data/vocabulary.yml)", tags=listing(known)),
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


def _unknown(to: str, who: Message, id: str) -> Message:
    match to:
        case "source":
            return say("{who} cites the unknown source '{id}'", who=who, id=id)
        case "claim":
            return say("{who} names the unknown claim '{id}'", who=who, id=id)
        case "case":
            return say("{who} names the unknown case '{id}'", who=who, id=id)
        case "series":
            return say("{who} names the unknown series '{id}'", who=who, id=id)
        case "term":
            return say("{who} names the unknown term '{id}'", who=who, id=id)
        case _:
            return say("{who} names the unknown actor '{id}'", who=who, id=id)


def _who(found: Found[Any], path: KeyPath) -> Message:
    """What a path lies in, as a reader would name it."""
    match found.value:
        case Case() if path[0] == "claims":
            return say("claim '{id}'", id=found.value.claims[int(path[1])].id)
        case Case():
            return say("'{field}'", field=path[0])
        case Source():
            return say("source '{id}'", id=found.id)
        case Term():
            return say("term '{id}'", id=found.id)
        case Correction():
            return say("correction '{id}'", id=found.id)
        case Entry():
            return say("entry '{id}'", id=found.id)
        case _:
            return say("this row")


RULES = (case_file_names, unique_ids, references, tags)
