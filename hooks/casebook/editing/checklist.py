"""What separates a draft from a published case, by the rules themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..model import LANGUAGES
from ..problems.message import Message, say
from ..problems.problem import Problem
from ..reading.book import Book
from ..rules import check


def missing(book: Book, slug: str) -> list[Problem]:
    """What the checks would say of a draft if it were published as it is, in the order of its
    files; raises KeyError for an unknown case.

    The book itself stays as it is.
    """
    case = book.cases[slug]
    published = case.value.model_copy(update={"status": "published"})
    changed = replace(book, cases={**book.cases, slug: replace(case, value=published)})
    own = {case.document.file, *(f"docs/{lang}/cases/{slug}.md" for lang in LANGUAGES)}
    before = set(check(book))
    return [one for one in check(changed) if one.place.file in own or one not in before]


def items(problems: Iterable[Problem]) -> list[Message]:
    """The problems as lines of a checklist."""
    return [
        say(
            "[ ] {file}:{line}: {message} ({help})",
            file=one.place.file,
            line=one.place.line,
            message=one.message,
            help=one.help,
        )
        if one.help
        else say(
            "[ ] {file}:{line}: {message}",
            file=one.place.file,
            line=one.place.line,
            message=one.message,
        )
        for one in problems
    ]
