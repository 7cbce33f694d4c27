"""How a rule is declared: once, with what it looks at; the loops are the runner's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from inspect import signature
from typing import Any

from ..model import EN, LANGUAGES, ZH, Case, Claim, Reading, names_a_page
from ..problems.problem import Place, Problem
from ..reading.book import Book, Found
from ..reading.markdown import Markdown

Breach = Problem | tuple[Place, Mapping[str, object]]
"""What a rule yields: a problem, or, where the rule has one key, its place and its values."""


def _published(book: Book) -> Iterator[Found[Case]]:
    return (case for case in book.cases.values() if case.value.status == "published")


def _whole(book: Book) -> Iterator[Found[Case]]:
    return (case for case in _published(book) if not case.value.is_note)


def _claims(cases: Iterable[Found[Case]]) -> Iterator[Found[Claim]]:
    return (claim for case in cases for claim in case.items("claims"))


def _readings(book: Book) -> Iterator[Found[Reading]]:
    return (reading for readings in book.readings.values() for reading in readings.values())


def _records(book: Book) -> Iterator[Found[Any]]:
    yield from book.cases.values()
    yield from book.sources.values()
    yield from book.terms.values()
    yield from book.series.values()
    yield from book.corrections.values()
    yield from _readings(book)
    yield from book.codings.values()
    yield from book.candidates.values()
    yield from (tag for tags in book.vocabulary.values() for tag in tags.values())
    yield from (point for points in book.points.values() for point in points)


def _stories(book: Book, ids: Iterable[str]) -> Iterator[Markdown]:
    stories = (book.story(lang, id) for id in ids if names_a_page(id) for lang in LANGUAGES)
    return (story for story in stories if story)


def _pairs(book: Book) -> Iterator[tuple[Markdown, Markdown]]:
    for uri, page in book.pages.items():
        there = book.pages.get(f"{ZH}{uri.removeprefix(EN)}")
        if there and uri.startswith(f"{EN}/"):
            yield page, there


SCOPES: Mapping[str, Callable[[Book], Iterable[Any]]] = {
    "book": lambda book: (book,),
    "release": lambda book: (book,),
    "record": _records,
    "case": lambda book: book.cases.values(),
    "published case": _published,
    "published note": lambda book: (case for case in _published(book) if case.value.is_note),
    "whole case": _whole,
    "claim": lambda book: _claims(book.cases.values()),
    "published claim": lambda book: _claims(_published(book)),
    "source": lambda book: book.sources.values(),
    "series": lambda book: book.series.values(),
    "correction": lambda book: book.corrections.values(),
    "reading": _readings,
    "coding": lambda book: book.codings.values(),
    "candidate": lambda book: book.candidates.values(),
    "tag": lambda book: (tag for tags in book.vocabulary.values() for tag in tags.values()),
    "label": lambda book: book.labels.values(),
    "page": lambda book: book.pages.values(),
    "pair": _pairs,
    "story": lambda book: _stories(book, book.cases),
    "published story": lambda book: _stories(book, (case.id for case in _whole(book))),
}
"""What a rule can look at, one after the other: records with their places (`record` is any of
them), pages, stories of cases, and the two languages of a page as a `pair`. A `whole case` is
published and more than a note. What only a release must keep has the scope `release`.
"""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it looks at, the function that looks, and the key of its problem, if one."""

    key: str
    scope: str
    look: Callable[..., Iterable[Breach]]
    takes_book: bool

    @property
    def looks_at_one(self) -> bool:
        """Whether what it finds follows from each thing alone."""
        return not self.takes_book and self.scope not in ("book", "release")

    def check(self, book: Book) -> Iterator[Problem]:
        """All breaches of the rule in a book."""
        for thing in SCOPES[self.scope](book):
            for breach in self.look(thing, book) if self.takes_book else self.look(thing):
                if isinstance(breach, Problem):
                    yield breach
                else:
                    place, values = breach
                    yield Problem(place, self.key, **values)


Look = Callable[..., Iterable[Breach]]


def rule(key: str = "", *, scope: str = "book") -> Callable[[Look], Rule]:
    """Declares a generator as a rule; its docstring is the rule.

    `key` names its problem in `words/problems.yml`; a rule with several yields them itself. The
    generator takes one thing of `SCOPES`, and the book too if it has a second parameter. It never
    prints, raises or counts.
    """

    def declare(look: Look) -> Rule:
        return Rule(key, scope, look, len(signature(look).parameters) > 1)

    return declare
