"""The rules that a type cannot say.

A rule is a generator that `rule` declares, in the module of its subject; its docstring is the rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..problems.problem import Problem
from ..reading.book import Book
from . import (
    addresses,
    codebook,
    corrections,
    dates,
    drafts,
    evidence,
    ids,
    languages,
    links,
    order,
    parts,
    permanence,
    plays,
    prose,
    series,
    sources,
    stories,
    translations,
    twice,
    words,
)
from .rule import Rule

Old = Callable[[Book], Iterator[Problem]]

OLD: tuple[Old, ...] = (
    *ids.RULES,
    *words.RULES,
    *codebook.RULES,
    *dates.RULES,
    *corrections.RULES,
    *plays.RULES,
    *parts.RULES,
    *drafts.RULES,
    *sources.RULES,
    *series.RULES,
    *languages.RULES,
    *stories.RULES,
    *translations.RULES,
    *links.RULES,
)


MODULES = (evidence, dates, languages, sources, addresses, order, twice, prose, permanence)
"""The rules by their subjects."""

RULES = tuple(
    member for module in MODULES for member in vars(module).values() if isinstance(member, Rule)
)


def check(book: Book, *, release: bool = False) -> list[Problem]:
    """All problems of a book, those of reading included, in the order of file and line.

    For a release, what is otherwise a warning is an error where it would mislead readers.
    """
    found = set(book.problems)
    for old in OLD:
        found.update(old(book))
    for rule in RULES:
        found.update(rule.check(book))
    if release:
        grave = set(translations.stale(book, translations.STOPS))
        found = found - grave | {one.as_error() for one in grave}
        found.update(translations.unrecorded(book))
    return sorted(found)
