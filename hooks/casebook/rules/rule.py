"""How a rule is declared: once, with what it looks at; the loops are the runner's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from inspect import signature
from typing import Any

from ..model import Case, Claim
from ..problems.problem import Place, Problem
from ..reading.book import Book, Found

Breach = Problem | tuple[Place, Mapping[str, object]]
"""What a rule yields: a problem, or, where the rule has one key, its place and its values."""


def _published(book: Book) -> Iterator[Found[Case]]:
    return (case for case in book.cases.values() if case.value.status == "published")


def _claims(cases: Iterable[Found[Case]]) -> Iterator[Found[Claim]]:
    return (claim for case in cases for claim in case.items("claims"))


def _records(book: Book) -> Iterator[Found[Any]]:
    yield from book.cases.values()
    yield from book.sources.values()
    yield from book.terms.values()
    yield from book.series.values()
    yield from book.corrections.values()
    yield from (tag for tags in book.vocabulary.values() for tag in tags.values())
    yield from (point for points in book.points.values() for point in points)


SCOPES: Mapping[str, Callable[[Book], Iterable[Any]]] = {
    "book": lambda book: (book,),
    "record": _records,
    "case": lambda book: book.cases.values(),
    "published case": _published,
    "claim": lambda book: _claims(book.cases.values()),
    "published claim": lambda book: _claims(_published(book)),
    "source": lambda book: book.sources.values(),
    "series": lambda book: book.series.values(),
    "correction": lambda book: book.corrections.values(),
    "tag": lambda book: (tag for tags in book.vocabulary.values() for tag in tags.values()),
    "page": lambda book: book.pages.values(),
}
"""What a rule can look at, one after the other: records with their places, or pages."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it looks at, the function that looks, and the key of its problem, if one."""

    key: str
    scope: str
    look: Callable[..., Iterable[Breach]]
    takes_book: bool

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
