"""The whole casebook as read from disk: `data/`, and the Markdown of `docs/`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

from ..model import (
    LANGUAGES,
    Alias,
    Allowed,
    AllowedFigure,
    Candidate,
    Case,
    Coding,
    Correction,
    Entry,
    Link,
    Point,
    Reading,
    Ref,
    Series,
    Source,
    Tag,
    Term,
    Text,
)
from ..problems.problem import Place, Problem
from .markdown import Markdown
from .shape import walk
from .text import Document, KeyPath
from .translation_lock import Recorded

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
        return walk(self.value)

    def key(self, *path: str | int) -> Place:
        """Where the key at `path` within the record stands."""
        return self.document.key(*self.path, *path)

    def items(self, field: str) -> Iterator[Found[Any]]:
        """The items of a list in the record, each with its own id, or its number where it has none,
        and its place.
        """
        for index, item in enumerate(getattr(self.value, field)):
            id = str(getattr(item, "id", index))
            yield Found(id, item, self.document, (*self.path, field, index))


@dataclass(eq=False)
class Book:
    """Everything that the site is made from. Rules read it; nothing changes it after loading.

    Each book is equal to itself alone.
    """

    root: Path
    cases: dict[str, Found[Case]] = field(default_factory=dict)
    sources: dict[str, Found[Source]] = field(default_factory=dict)
    vocabulary: dict[str, dict[str, Found[Entry]]] = field(default_factory=dict)
    labels: dict[str, Found[Text]] = field(default_factory=dict)
    terms: dict[str, Found[Term]] = field(default_factory=dict)
    aliases: dict[str, Found[Alias]] = field(default_factory=dict)
    series: dict[str, Found[Series]] = field(default_factory=dict)
    points: dict[str, list[Found[Point]]] = field(default_factory=dict)
    corrections: dict[str, Found[Correction]] = field(default_factory=dict)
    readings: dict[str, dict[str, Found[Reading]]] = field(default_factory=dict)
    """By the slug of a case and the id of a claim, how the claim was read against its sources."""
    codings: dict[str, Found[Coding]] = field(default_factory=dict)
    """By the slug of a case, how it was coded a second time."""
    candidates: dict[str, Found[Candidate]] = field(default_factory=dict)
    ledger: dict[str, Found[Link]] = field(default_factory=dict)
    """What each outside address answered when it was last asked."""
    allowed: dict[str, Found[Allowed]] = field(default_factory=dict)
    """Outside addresses and hosts whose failure is set aside."""
    figures_allowed: dict[str, Found[AllowedFigure]] = field(default_factory=dict)
    """Figures that the check takes to differ, though they agree."""
    recorded: dict[str, Recorded] = field(default_factory=dict)
    """What is on record of each translation, by the key of its unit."""
    pages: dict[str, Markdown] = field(default_factory=dict)
    """Markdown files by their path below `docs/`, such as `en/cases/android.md`."""
    documents: dict[str, Document] = field(default_factory=dict)
    """Every file that was read, by its path relative to the root."""
    problems: list[Problem] = field(default_factory=list)
    """What reading itself found."""
    broken: set[str] = field(default_factory=set)
    """Files of which nothing could be used. Rules pass over what depends on them, so that one
    mistake gives one message."""

    def lacks(self, *places: str) -> bool:
        """Whether a file at or below one of these places is broken."""
        return any(file.startswith(places) for file in self.broken)

    def lines(self, file: str) -> Sequence[str]:
        """The lines of a file by its relative path, for the printer."""
        return self.documents[file].lines if file in self.documents else ()

    def story(self, lang: str, slug: str) -> Markdown | None:
        """A case's story in one language."""
        return self.pages.get(f"{lang}/cases/{slug}.md")

    def part(self, files: Collection[str]) -> Book:
        """The book with no other records and pages than those that stand in `files`."""

        def of(found: dict[str, Any]) -> dict[str, Any]:
            return {id: it for id, it in found.items() if it.document.file in files}

        flat = ("cases", "sources", "labels", "terms", "series", "corrections", "codings")
        kept: Any = {name: of(getattr(self, name)) for name in (*flat, "candidates", "pages")}
        for name in ("vocabulary", "readings"):
            kept[name] = {id: of(found) for id, found in getattr(self, name).items()}
        kept["points"] = {
            series: [point for point in points if point.document.file in files]
            for series, points in self.points.items()
        }
        return replace(self, **kept)

    def label(self, scheme: str, tag: str, lang: str) -> str:
        """What a controlled tag is called in one language; the tag itself where it is unknown."""
        entry = self.vocabulary.get(scheme, {}).get(tag)
        return entry.value.label[lang] if entry else tag

    @cached_property
    def addresses(self) -> dict[str, list[Place]]:
        """Every address outside the site in the sources and in `docs/`, with where it stands."""
        places: dict[str, list[Place]] = {}
        for source in self.sources.values():
            for name in ("URL", "archive"):
                if url := getattr(source.value, name):
                    places.setdefault(url, []).append(source.place(name))
        for page in self.pages.values():
            for link in page.links:
                if link.text.startswith(("https://", "http://")):
                    places.setdefault(link.text, []).append(link.place)
        return dict(sorted(places.items()))

    @cached_property
    def uses(self) -> dict[str, list[str]]:
        """For each source id the slugs of the cases that use it, in order."""
        cases: dict[str, list[str]] = {}
        for slug, case in self.cases.items():
            cited = {item.source for claim in case.value.claims for item in claim.evidence}
            cited |= {source for facet in case.value.openness for source in facet.sources}
            cited |= {
                point.value.source
                for shown in case.value.series
                for point in self.points.get(shown.series, [])
            }
            for lang in LANGUAGES:
                if story := self.story(lang, slug):
                    cited |= {mark.id for mark in story.citations}
            for id in cited & self.sources.keys():
                cases.setdefault(id, []).append(slug)
        return cases
