"""Reads the whole casebook from disk."""

from __future__ import annotations

from collections.abc import Iterator
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
from . import markdown, table, yaml_tree
from . import translation_lock as lock
from .book import Book, Found
from .shape import parse
from .text import Document


def load(root: Path) -> Book:
    """Reads the casebook below `root`. Never raises for bad content: see `problems`."""
    return _Loader(root).load()


class _Loader:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.book = Book(root)

    def load(self) -> Book:
        book = self.book
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
            document, book.recorded = lock.read(self.root / lock.FILE, lock.FILE)
            book.documents[lock.FILE] = document
        for file in self.files("data/series", ".csv", beside=("series.yml",)):
            document = book.documents[file] = table.read(self.root / file, file)
            points: list[Point] | None = parse(document, list[Point])
            if points is None:
                self.book.broken.add(file)
            book.points[Path(file).stem] = [
                Found(str(row), point, document, (row,)) for row, point in enumerate(points or [])
            ]
        for lang in LANGUAGES:
            for path in sorted((self.root / "docs" / lang).rglob("*.md")):
                file = path.relative_to(self.root).as_posix()
                page = markdown.read(path, file)
                book.documents[file] = page.document
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

    def yaml(self, file: str, shape: Any) -> tuple[Document, Any]:
        document = self.book.documents[file] = yaml_tree.read(self.root / file, file)
        value = parse(document, shape)
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
