"""What separates a draft from a published case, by the rules themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ..model import LANGUAGES
from ..pages.links import check
from ..problems.message import Message, say
from ..problems.problem import Problem
from ..reading.book import Book

_ORDER = (
    "claims", "counter", "stack", "openness", "timeline", "plays", "counter_moves", "motives",
    "rivals", "conditions", "unknown", "outcomes", "chain", "adopted", "eroded", "gained", "caused",
    "verdict", "predictions", "questions", "history",
)  # fmt: skip
"""The order of coding, as the codebook gives it: what a message names in `code`."""


def missing(book: Book, slug: str) -> list[Problem]:
    """What the checks would say of a case if it were published as it is, in the order of coding,
    the stories last; raises KeyError for an unknown case. The book itself stays as it is.
    """
    case = book.cases[slug]
    published = case.value.model_copy(update={"status": "published"})
    changed = replace(book, cases={**book.cases, slug: replace(case, value=published)})
    own = {case.document.file, *(f"docs/{lang}/cases/{slug}.md" for lang in LANGUAGES)}
    before = set(check(book))
    problems = [
        problem for problem in check(changed) if problem.place.file in own or problem not in before
    ]
    return sorted(problems, key=lambda problem: (_rank(problem), problem))


def _rank(problem: Problem) -> int:
    """Where a problem comes in the order of coding; the head of the file comes first."""
    if not problem.place.file.startswith("data/"):
        return len(_ORDER)
    named = re.findall(r"`(\w+)`", f"{problem.message} {problem.help}")
    return next((_ORDER.index(name) for name in named if name in _ORDER), -1)


def items(problems: Iterable[Problem]) -> list[Message]:
    """The problems as lines of a checklist."""
    return [
        say(
            "checklist-item-with-help" if problem.help else "checklist-item",
            file=problem.place.file,
            line=problem.place.line,
            message=problem.message,
            help=problem.help,
        )
        for problem in problems
    ]
