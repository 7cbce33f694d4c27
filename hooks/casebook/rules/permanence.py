"""Permanence: what readers may have cited stays, by comparison with what git has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..method.translation_unit import units
from ..problems.problem import Place, Problem, listing
from ..reading import translation_lock as lock
from ..reading.book import Book
from ..reading.committed import changed, committed
from ..reading.text import Document
from ..reading.yaml_tree import build
from .rule import Breach, rule

CASES, CORRECTIONS = "data/cases/", "data/corrections.yml"
READINGS = "data/readings/"


@rule()
def nothing_permanent_is_lost(book: Book) -> Iterator[Breach]:
    """Published cases, their claims and corrections that git has as published are still there,
    and no file is empty that held records. Without git, nothing is compared.
    """
    for file in changed(book.root, "data"):
        if book.lacks(file) or not file.endswith(".yml"):
            continue
        if file == CORRECTIONS:
            for id in _committed(book, file).keys() - book.corrections.keys():
                yield Problem(Place(file), "correction-lost", id=id)
        elif file.startswith(READINGS):
            for id in _committed(book, file).keys() - book.readings.get(Path(file).stem, {}).keys():
                yield Problem(Place(file), "reading-lost", id=id)
        elif file in book.documents and not book.documents[file].value and _committed(book, file):
            yield Problem(Place(file), "file-emptied")
        elif file.startswith(CASES):
            yield from _lost_of_a_case(book, file, _committed(book, file))


def _lost_of_a_case(book: Book, file: str, before: dict[str, Any]) -> Iterator[Problem]:
    claims = before.get("claims")
    if before.get("status") == "draft" or not isinstance(claims, list):
        return
    case = book.cases.get(file.removeprefix(CASES).removesuffix(".yml"))
    if not case:
        yield Problem(Place(file), "case-lost")
        return
    if case.value.status == "draft":
        yield Problem(case.place("status"), "case-unpublished")
    now = {claim.id for claim in case.value.claims}
    for claim in claims:
        if isinstance(claim, dict) and claim.get("id") not in now:
            yield Problem(case.key("claims"), "claim-lost", id=claim.get("id"))


@rule("record-lost")
def the_record_of_translations_is_whole(book: Book) -> Iterator[Breach]:
    """What the published record holds of a text, it holds as long as there is the text."""
    if lock.FILE in changed(book.root, lock.FILE):
        lines = lock.lines(committed(book.root, lock.FILE) or "")
        had = {key for _, key, record in lines if record} - book.recorded.keys()
        if lost := sorted({unit.key for unit in units(book)} & had):
            yield Place(lock.FILE), {"keys": listing(lost, 5)}


def _committed(book: Book, file: str) -> dict[str, Any]:
    """The value of a file in the last commit, as far as it can be read."""
    document = Document(file)
    build(document, committed(book.root, file) or "")
    return document.value if isinstance(document.value, dict) else {}
