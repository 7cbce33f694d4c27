"""The rules that a type cannot say.

A rule is a generator over the whole book that yields problems; its docstring is the rule. It never
prints, raises or counts. A new rule is added to `RULES`, in the order in which it is to be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from ..problems.problem import Problem
from ..reading.book import Book
from . import (
    cards,
    codebook,
    corrections,
    dates,
    drafts,
    evidence,
    ids,
    languages,
    links,
    parts,
    plays,
    series,
    sources,
    stories,
    translations,
    words,
)

Rule = Callable[[Book], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    *ids.RULES,
    *words.RULES,
    *codebook.RULES,
    *dates.RULES,
    *corrections.RULES,
    *evidence.RULES,
    *plays.RULES,
    *parts.RULES,
    *drafts.RULES,
    *sources.RULES,
    *series.RULES,
    *cards.RULES,
    *languages.RULES,
    *stories.RULES,
    *translations.RULES,
    *links.RULES,
)


def check(book: Book, *, release: bool = False) -> list[Problem]:
    """All problems of a book, those of reading included, in the order of file and line.

    For a release, what is otherwise a warning is an error where it would mislead readers.
    """
    found = set(book.problems)
    for rule in RULES:
        found.update(rule(book))
    if release:
        grave = set(translations.stale(book, translations.STOPS))
        found = found - grave | {replace(one, severity="error") for one in grave}
    return sorted(found)
