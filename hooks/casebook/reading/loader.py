"""Reads the whole casebook from disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from ..model import (
    LANGUAGES,
    AllExplained,
    AllowedLinks,
    AllSeries,
    Case,
    Correction,
    Labels,
    Links,
    Point,
    Slug,
    Source,
    Terms,
    Vocabulary,
)
from ..problems.message import say
from ..problems.problem import Place, Problem
from . import kept, markdown, table, yaml_tree
from . import translation_lock as lock
from .book import Book, Found
from .shape import parse
from .text import Document


def load(root: Path, last: Book | None = None) -> Book:
    """Reads the casebook below `root`. Never raises for bad content: see `problems`.

    Files that have not changed since the book `last` was read are taken from it.
    """
    return _Loader(root, last).load()


class _Loader:
    def __init__(self, root: Path, last: Book | None) -> None:
        self.root = root
        self.book = Book(root)
        self.last = last.known if last else {}

    def load(self) -> Book:
        book = self.book
        book.settled = kept.recall(self.root / kept.FOLDER, kept.SETTLED, "") or {}
        for file in self.files("data/cases", ".yml"):
            document, case = self.yaml(file, Case)
            if case:
                book.cases[Path(file).stem] = Found(Path(file).stem, case, document)
        for file in self.files("data/sources", ".yml"):
            for one in self.mapping(file, dict[Slug, Source]):
                if first := book.sources.get(one.id):
                    book.problems.append(_twice(one, first))
                else:
                    book.sources[one.id] = one
        document, vocabulary = self.yaml("data/vocabulary.yml", Vocabulary)
        for scheme, tags in (vocabulary or {}).items():
            book.vocabulary[scheme] = {
                tag: Found(tag, entry, document, (scheme, tag)) for tag, entry in tags.items()
            }
        book.labels = {one.id: one for one in self.mapping("data/labels.yml", Labels)}
        book.terms = {one.id: one for one in self.mapping("data/terms.yml", Terms)}
        book.series = self.optional("data/series/series.yml", AllSeries)
        book.corrections = self.optional("data/corrections.yml", dict[Slug, Correction])
        book.ledger = self.optional("data/links.yml", Links)
        book.allowed = self.optional("data/links-allowed.yml", AllowedLinks)
        book.explained = self.optional("data/problems.yml", AllExplained)
        if (self.root / lock.FILE).exists():
            _, book.recorded = self.made(lock.FILE, partial(_lock, self.root))
        for file in self.files("data/series", ".csv", beside=("series.yml",)):
            document, points = self.made(file, partial(_table, self.root, file))
            if points is None:
                self.book.broken.add(file)
            book.points[Path(file).stem] = [
                Found(str(row), point, document, (row,)) for row, point in enumerate(points or [])
            ]
        for lang in LANGUAGES:
            for path in sorted((self.root / "docs" / lang).rglob("*.md")):
                file = path.relative_to(self.root).as_posix()
                _, page = self.made(file, partial(_markdown, self.root, path, file))
                if page.document.problems:
                    book.broken.add(file)
                else:
                    book.pages[file.removeprefix("docs/")] = page
        book.problems += [one for document in book.documents.values() for one in document.problems]
        return book

    def files(self, folder: str, suffix: str, beside: tuple[str, ...] = ()) -> Iterator[str]:
        """The files of a folder by relative path; one with another ending is a problem."""
        for path in sorted((self.root / folder).glob("*")):
            file = path.relative_to(self.root).as_posix()
            if path.suffix == suffix:
                yield file
            elif path.name not in beside and not path.name.startswith("."):
                self.book.problems.append(
                    Problem(
                        Place(file),
                        "CB214",
                        say(
                            "{folder}/ holds only {suffix} files, so this one is never read",
                            folder=folder,
                            suffix=suffix,
                        ),
                        say("rename it to end in {suffix}, or move it away", suffix=suffix),
                    )
                )

    def made(self, file: str, make: Callable[[], tuple[Document, Any]]) -> tuple[Document, Any]:
        """A document and what `make` makes of it, or made of it last time if it is unchanged."""
        try:
            status = (self.root / file).stat()
            stamp: object = (status.st_mtime_ns, status.st_size)
        except OSError:  # reading it will say so
            stamp = object()
        known = self.last.get(file)
        made = known[1] if known and known[0] == stamp else make()
        self.book.known[file] = (stamp, made)
        self.book.documents[file] = made[0]
        return made

    def yaml(self, file: str, shape: Any) -> tuple[Document, Any]:
        document, value = self.made(file, partial(_yaml, self.root, file, shape))
        if value is None:
            self.book.broken.add(file)
        return document, value

    def optional(self, file: str, shape: Any) -> dict[str, Found[Any]]:
        """The records of a file that a casebook may do without."""
        return (
            {one.id: one for one in self.mapping(file, shape)}
            if (self.root / file).exists()
            else {}
        )

    def mapping(self, file: str, shape: Any) -> Iterator[Found[Any]]:
        document, values = self.yaml(file, shape)
        for id, value in (values or {}).items():
            yield Found(id, value, document, (id,))


def _yaml(root: Path, file: str, shape: Any) -> tuple[Document, Any]:
    document = yaml_tree.read(root / file, file, root / kept.FOLDER)
    return document, parse(document, shape)


def _lock(root: Path) -> tuple[Document, Any]:
    return lock.read(root / lock.FILE, lock.FILE)


def _table(root: Path, file: str) -> tuple[Document, Any]:
    document = table.read(root / file, file)
    return document, parse(document, list[Point])


def _markdown(root: Path, path: Path, file: str) -> tuple[Document, Any]:
    page = markdown.read(path, file, root / kept.FOLDER)
    return page.document, page


def _twice(second: Found[Any], first: Found[Any]) -> Problem:
    place = first.key()
    return Problem(
        second.key(),
        "CB208",
        say("the id '{id}' is given twice", id=second.id),
        say(
            "the first is at {file}:{line}; merge the two, or rename one",
            file=place.file,
            line=place.line,
        ),
    )
