"""The rules that a type cannot say.

A rule is a generator that `rule` declares, in the module of its subject; its docstring is the rule.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import PurePath

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


@dataclass
class Renewal:
    """For who checks the same book again and again: which files are others than they were, None for
    all, and what each rule found that looks at one thing at a time.
    """

    changed: Collection[str] | None = None
    found: dict[Rule, list[Problem]] = field(default_factory=dict)
    twice: set[str] = field(default_factory=set)
    """Files that had a record which another file had, too: it counts once that one is gone."""

    def part(self, book: Book) -> Book:
        """What such rules look at anew: the files that changed, and those of the same name, since a
        story belongs to its case and has a twin. What was found in them is forgotten.
        """
        twice = self.twice
        self.twice = {each.place.file for each in book.problems if each.key == "id-twice"}
        if self.changed is None:
            self.found.clear()
            return book
        changed = {*self.changed, *twice} if self.changed else set[str]()
        names = {PurePath(file).stem for file in changed}
        files = {file for file in book.documents if PurePath(file).stem in names}
        for rule, problems in self.found.items():
            gone = files | changed
            self.found[rule] = [each for each in problems if each.place.file not in gone]
        return book.part(files)


def check(book: Book, *, release: bool = False, renewal: Renewal | None = None) -> list[Problem]:
    """All problems of a book, those of reading included, in the order of file and line.

    For a release, what is otherwise a warning is an error where it would mislead readers.
    """
    problems, part = {*book.problems}, renewal.part(book) if renewal else book
    for rule in RULES:
        if renewal and rule.looks_at_one:
            found = renewal.found.setdefault(rule, [])
            found += rule.check(part)
            problems.update(found)
        elif release or rule.scope != "release":
            problems.update(rule.check(book))
    return sorted(problem.for_release() if release else problem for problem in problems)


def stops_release(book: Book, problems: Iterable[Problem]) -> list[Problem]:
    """What would stop a release and stops nothing else: of the `problems` of the book the warnings
    that do, and what only a release must keep.
    """
    only = [rule for rule in RULES if rule.scope == "release"]
    more = [problem for rule in only for problem in rule.check(book)]
    warnings = [problem for problem in problems if problem.severity == "warning"]
    return errors(problem.for_release() for problem in (*warnings, *more))
