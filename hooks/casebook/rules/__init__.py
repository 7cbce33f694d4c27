"""The rules that a type cannot say.

A rule is a generator that `rule` declares, in the module of its subject; its docstring is the rule.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..problems.problem import Problem, errors
from ..reading.book import Book
from . import (
    cases,
    chain,
    codings,
    dates,
    figures,
    ids,
    languages,
    pages,
    permanence,
    records,
    sources,
    stories,
    vocabulary,
)
from .rule import Rule

MODULES = (
    ids, vocabulary, dates, cases, chain, codings, sources, languages, stories, figures, pages,
    records, permanence,
)  # fmt: skip
"""The rules by their subjects."""

RULES = tuple(
    member for module in MODULES for member in vars(module).values() if isinstance(member, Rule)
)


def check(book: Book, *, release: bool = False) -> list[Problem]:
    """All problems of a book, those of reading included, in the order of file and line.

    For a release, what is otherwise a warning is an error where it would mislead readers.
    """
    rules = [rule for rule in RULES if release or rule.scope != "release"]
    problems = {*book.problems, *(problem for rule in rules for problem in rule.check(book))}
    return sorted(problem.for_release() if release else problem for problem in problems)


def stops_release(book: Book, problems: Iterable[Problem]) -> list[Problem]:
    """What would stop a release and stops nothing else: of the `problems` of the book the warnings
    that do, and what only a release must keep.
    """
    only = [rule for rule in RULES if rule.scope == "release"]
    more = [problem for rule in only for problem in rule.check(book)]
    warnings = [problem for problem in problems if problem.severity == "warning"]
    return errors(problem.for_release() for problem in (*warnings, *more))
