"""Ids and tags: every one is unique, and every reference finds what it names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from ..model import RESERVED, Case, Correction, Reading, Ref, Tag, names_a_page
from ..problems.message import say
from ..problems.problem import Place, Problem, closest, listing
from ..reading.book import Book, Found
from ..reading.text import KeyPath
from .rule import SCOPES, Breach, rule

_FILES = {
    "source": "data/sources/",
    "case": "data/cases/",
    "series": "data/series/series.yml",
    "term": "data/terms.yml",
}
"""Where the records lie that a reference can name. Those that may lie in a file that could not be
read are not known, so nothing is said of them.
"""
_CASE = re.compile(r"data/cases/")
_FEW = 30
"""Ids up to which a message lists them all."""


@rule(scope="case")
def case_file_names(case: Found[Case]) -> Iterator[Breach]:
    """The name of a case file is its id: lower-case letters, digits and single hyphens, and no name
    that is kept for something else.
    """
    if not names_a_page(case.id):
        key = "id-reserved" if case.id in RESERVED else "case-not-an-id"
        yield Problem(Place(case.document.file), key, id=case.id)


@rule("id-twice-in-case", scope="case")
def unique_ids(case: Found[Case]) -> Iterator[Breach]:
    """Within a case no two claims, actors or predictions share an id."""
    for kind in ("actors", "claims", "predictions"):
        first: dict[str, Found[Any]] = {}
        for item in case.items(kind):
            if (known := first.setdefault(item.id, item)) is not item:
                line = known.place("id").line
                yield item.place("id"), {"id": item.id, "kind": kind, "line": line}


@rule("unknown-reference")
def references(book: Book) -> Iterator[Breach]:
    """Every id that is mentioned exists: sources, claims, actors, cases, series and terms."""
    ids: dict[tuple[str, str], Collection[str]] = {}  # asked for by every reference
    for record in SCOPES["record"](book):
        for path, id, mark in record.parts:
            if not isinstance(mark, Ref) or book.lacks(_FILES.get(mark.to, "data/cases/")):
                continue
            home = _home(record, book, mark.to)
            if home is None:
                continue  # another reference is at fault
            key = (mark.to, home.document.file if mark.to in ("claim", "actor") else "")
            if key not in ids:
                ids[key] = _ids(book, home, mark.to)
            if id not in ids[key]:
                kind = say(f"kind-{mark.to.removeprefix('any-')}")
                hint = {"meant": closest(id, ids[key]), "where": _where(ids[key], *key)}
                yield record.place(*path), {"field": _field(path), "kind": kind, "id": id, **hint}


def _home(record: Found[Any], book: Book, to: str) -> Found[Any] | None:
    """The record in which a claim or an actor is looked for: for a correction, that of its case."""
    if isinstance(record.value, Correction) and to == "claim":
        return book.cases.get(record.value.case)
    return record


def _where(known: Collection[str], to: str, file: str) -> object:
    if len(known) > _FEW:
        return say("see-file", file=_FILES.get(to, file))
    return say("one-of", words=listing(sorted(known), _FEW))


def _ids(book: Book, case: Found[Any], to: str) -> Collection[str]:
    match to:
        case "source":
            return book.sources
        case "case":
            return {Path(file).stem for file in book.documents if _CASE.match(file)}
        case "series":
            return book.series
        case "term":
            return book.terms
        case "any-actor":
            return {actor.id for case in book.cases.values() for actor in case.value.actors}
        case _:
            return {item.id for item in case.items(f"{to}s")}


def _field(path: KeyPath) -> str:
    return next(step for step in reversed(path) if isinstance(step, str))


@rule("reading-of-nothing", scope="reading")
def readings_are_of_claims(reading: Found[Reading], book: Book) -> Iterator[Breach]:
    """What was read against its sources is a claim of the case that the file is named after."""
    slug = Path(reading.document.file).stem
    case = book.cases.get(slug)
    known = {claim.id for claim in case.value.claims} if case else ()
    if reading.id not in known and not book.lacks(f"data/cases/{slug}.yml"):
        yield reading.key(), {"id": reading.id, "case": slug}


@rule("alias-twice")
def aliases_are_of_one_thing(book: Book) -> Iterator[Breach]:
    """No name stands for two things: the search would take one for the other."""
    owner: dict[str, str] = {}
    for alias in book.aliases.values():
        for index, name in enumerate(alias.value.names):
            if (first := owner.setdefault(name.casefold(), alias.id)) != alias.id:
                yield alias.place("names", index), {"name": name, "id": first}


@rule("unknown-tag", scope="record")
def tags(record: Found[Any], book: Book) -> Iterator[Breach]:
    """Every tag is listed in the vocabulary, under the scheme of its field."""
    for path, value, mark in record.parts:
        if isinstance(mark, Tag) and mark.scheme in book.vocabulary:
            known = book.vocabulary[mark.scheme]
            if value not in known:
                hint = {"meant": closest(value, known), "tags": listing(known)}
                yield record.place(*path), {"value": value, "scheme": mark.scheme, **hint}
