"""Reads the whole casebook from disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar, cast

from ..model.files import FILES, shape_of
from ..problems.problem import Problem
from . import markdown, table, tree, yaml_tree
from . import translation_lock as lock
from .book import Book, Found
from .shape import parse
from .text import MAX_RECORD_BYTES, Document, read_bytes

_NEEDED = ("vocabulary", "labels", "terms")
"""The files without which there is no casebook."""


T = TypeVar("T")
Reader = Callable[[Path, str], T]
Known = dict[str, tuple[bytes, Any]]
"""The bytes of each file, and what was read from them."""


def load(root: Path, known: Known | None = None) -> Book:
    """Reads the casebook below `root`. Never raises for bad content: see `problems`.

    Whoever loads it again and again gives each time the same `known`: only files that are other
    than they were are read anew.
    """
    return _Loader(root, known).load()


class _Loader:
    def __init__(self, root: Path, known: Known | None) -> None:
        self.root = root
        self.known = known
        self.book = Book(root)

    def load(self) -> Book:
        book = self.book
        files, book.problems = tree.files(self.root)
        files += [FILES[name].path for name in _NEEDED if FILES[name].path not in files]
        for file in files:
            if file == lock.FILE:
                book.documents[file], book.recorded = self.read(file, lock.read)
            elif file.startswith("docs/"):
                self.page(file)
            elif file.endswith(".csv"):
                self.points(file)
            elif file.endswith(".yml"):
                self.records(file)
        for document in book.documents.values():
            book.problems += document.problems
        return book

    def page(self, file: str) -> None:
        page = self.read(file, markdown.read)
        self.book.documents[file] = page.document
        if page.sections:
            self.book.pages[file.removeprefix("docs/")] = page
        else:
            self.book.broken.add(file)

    def points(self, file: str) -> None:
        document, points = self.parsed(file, table.read)
        self.book.points[Path(file).stem] = [
            Found(str(row), point, document, (row,)) for row, point in enumerate(points or [])
        ]

    def records(self, file: str) -> None:
        """Files the records of a YAML file under their ids."""
        document, value = self.parsed(file, yaml_tree.read)
        book, name = self.book, Path(file).stem
        if file.startswith("data/cases/"):
            if value:
                book.cases[name] = Found(name, value, document)
        elif file.startswith("data/sources/"):
            for source in _each(document, value):
                first = book.sources.setdefault(source.id, source)
                if first is not source:
                    at = first.key()
                    values = {"id": source.id, "file": at.file, "line": at.line}
                    book.problems.append(Problem(source.key(), "id-twice", **values))
        elif file.startswith("data/readings/"):
            book.readings[name] = {reading.id: reading for reading in _each(document, value)}
        elif file.startswith("data/codings/"):
            if value:
                book.codings[name] = Found(name, value, document)
        elif file == FILES["vocabulary"].path:
            for scheme, tags in (value or {}).items():
                book.vocabulary[scheme] = {
                    tag: Found(tag, entry, document, (scheme, tag)) for tag, entry in tags.items()
                }
        else:
            kept: dict[str, dict[str, Any]] = {
                "labels": book.labels,
                "terms": book.terms,
                "aliases": book.aliases,
                "series": book.series,
                "corrections": book.corrections,
                "candidates": book.candidates,
                "links": book.ledger,
                "links-allowed": book.allowed,
                "figures-allowed": book.figures_allowed,
            }
            kept[name] |= {record.id: record for record in _each(document, value)}

    def parsed(self, file: str, read: Reader[Document]) -> tuple[Document, Any]:
        """A document with its value in the shape of its file; None where nothing can be used."""

        def both(path: Path, file: str) -> tuple[Document, Any]:
            document = read(path, file)
            return document, parse(document, shape_of(file))

        document, value = self.read(file, both)
        self.book.documents[file] = document
        if value is None:
            self.book.broken.add(file)
        return document, value

    def read(self, file: str, read: Reader[T]) -> T:
        """What `read` makes of a file, or made of it when it was the same."""
        path = self.root / file
        if self.known is None:
            return read(path, file)
        raw = _bytes(path)
        if raw is not None and file in self.known and self.known[file][0] == raw:
            return cast("T", self.known[file][1])
        value = read(path, file)
        if raw is not None and _bytes(path) == raw:
            self.known[file] = raw, value
        return value


def _bytes(path: Path) -> bytes | None:
    try:
        return read_bytes(path, MAX_RECORD_BYTES + 1)
    except OSError:
        return None


def _each(document: Document, values: dict[str, Any] | None) -> Iterator[Found[Any]]:
    for id, value in (values or {}).items():
        yield Found(id, value, document, (id,))
