"""The whole casebook as read from disk: `data/`, and the Markdown of `docs/`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Generic, TypeVar

from . import markdown, table, yaml_tree
from .document import Document, KeyPath
from .markdown import Markdown
from .model import (
    LANGUAGES,
    Allowed,
    AllowedLinks,
    AllSeries,
    Case,
    Correction,
    Entry,
    Labels,
    Link,
    Links,
    Point,
    Ref,
    Series,
    Slug,
    Source,
    Tag,
    Term,
    Terms,
    Text,
    Vocabulary,
)
from .problem import Place, Problem
from .shape import parse, walk

T = TypeVar("T")


@dataclass(frozen=True)
class Found(Generic[T]):
    """A record with its id and the place in a file where it was found."""

    id: str
    value: T
    document: Document
    path: KeyPath = ()

    def place(self, *path: str | int) -> Place:
        """Where the value at `path` within the record stands."""
        return self.document.place(*self.path, *path)

    @cached_property
    def parts(self) -> list[tuple[KeyPath, Any, Tag | Ref | None]]:
        """What `walk` finds in the record: several rules go over it."""
        return list(walk(self.value))

    def key(self, *path: str | int) -> Place:
        """Where the key at `path` within the record stands."""
        return self.document.key(*self.path, *path)


@dataclass
class Book:
    """Everything that the site is made from. Rules read it; nothing changes it after loading."""

    root: Path
    cases: dict[str, Found[Case]] = field(default_factory=dict)
    sources: dict[str, Found[Source]] = field(default_factory=dict)
    vocabulary: dict[str, dict[str, Found[Entry]]] = field(default_factory=dict)
    labels: dict[str, Found[Text]] = field(default_factory=dict)
    terms: dict[str, Found[Term]] = field(default_factory=dict)
    series: dict[str, Found[Series]] = field(default_factory=dict)
    points: dict[str, list[Found[Point]]] = field(default_factory=dict)
    corrections: dict[str, Found[Correction]] = field(default_factory=dict)
    ledger: dict[str, Found[Link]] = field(default_factory=dict)
    """What each outside address answered when it was last asked."""
    allowed: dict[str, Found[Allowed]] = field(default_factory=dict)
    """Outside addresses and hosts whose failure is set aside."""
    pages: dict[str, Markdown] = field(default_factory=dict)
    """Markdown files by their path below `docs/`, such as `en/cases/android.md`."""
    documents: dict[str, Document] = field(default_factory=dict)
    """Every file that was read, by its path relative to the root."""
    problems: list[Problem] = field(default_factory=list)
    """What reading itself found."""
    broken: set[str] = field(default_factory=set)
    """Files of which nothing could be used. Rules pass over what depends on them, so that one
    mistake gives one message."""
    known: dict[str, tuple[object, Any]] = field(default_factory=dict)
    """What was made of each file, with the time and size it had then."""

    def lacks(self, *places: str) -> bool:
        """Whether a file at or below one of these places is broken."""
        return any(file.startswith(places) for file in self.broken)

    def lines(self, file: str) -> Sequence[str]:
        """The lines of a file by its relative path, for the printer."""
        return self.documents[file].lines if file in self.documents else ()

    def story(self, lang: str, slug: str) -> Markdown | None:
        """A case's story in one language."""
        return self.pages.get(f"{lang}/cases/{slug}.md")

    def label(self, scheme: str, tag: str, lang: str) -> str:
        """What a controlled tag is called in one language; the tag itself where it is unknown."""
        entry = self.vocabulary.get(scheme, {}).get(tag)
        return entry.value.label[lang] if entry else tag

    @cached_property
    def uses(self) -> dict[str, list[str]]:
        """For each source id the slugs of the cases that use it, in order."""
        found: dict[str, list[str]] = {}
        for slug, case in self.cases.items():
            cited = {one.source for claim in case.value.claims for one in claim.evidence}
            cited |= {source for facet in case.value.openness for source in facet.sources}
            cited |= {
                point.value.source for id in case.value.series for point in self.points.get(id, [])
            }
            for lang in LANGUAGES:
                if story := self.story(lang, slug):
                    cited |= {mark.id for mark in story.citations}
            for id in cited & self.sources.keys():
                found.setdefault(id, []).append(slug)
        return found


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
                _, page = self.made(file, partial(_markdown, path, file))
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
                        f"{folder}/ holds only {suffix} files, so this one is never read",
                        f"rename it to end in {suffix}, or move it away",
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
    document = yaml_tree.read(root / file, file)
    return document, parse(document, shape)


def _table(root: Path, file: str) -> tuple[Document, Any]:
    document = table.read(root / file, file)
    return document, parse(document, list[Point])


def _markdown(path: Path, file: str) -> tuple[Document, Any]:
    page = markdown.read(path, file)
    return page.document, page


def _twice(second: Found[Any], first: Found[Any]) -> Problem:
    place = first.key()
    return Problem(
        second.key(),
        "CB208",
        f"the id '{second.id}' is given twice",
        f"the first is at {place.file}:{place.line}; merge the two, or rename one",
    )
