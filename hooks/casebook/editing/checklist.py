"""What separates a draft from a published case, by the rules themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from .. import rules
from ..method.grade import ORDER, grade
from ..method.translation import translations
from ..method.wording import words
from ..model import LANGUAGES, Case
from ..model.case import Depth
from ..model.fields import fields
from ..pages.links import check
from ..problems.message import Message, say
from ..problems.problem import Problem, listing
from ..reading.book import Book

_ORDER = (
    "actors", "summary", "claims", "counter", "stack", "openness", "timeline", "plays",
    "counter_moves", "motives", "rivals", "conditions", "unknown", "outcomes", "chain", "adopted",
    "eroded", "gained", "caused",
    "verdict", "predictions", "questions", "history",
)  # fmt: skip
"""The order of coding, as the codebook gives it: what a message names in `code`."""


def rung(case: Case) -> Depth:
    """The depth that a case is written for: a published note for the next one."""
    return "brief" if case.is_note and case.status == "published" else case.depth


def missing(book: Book, slug: str, depth: Depth | None = None) -> list[Problem]:
    """What the checks would say of a case if it were published as it is, or with another depth, in
    the order of coding, the stories last; raises KeyError for an unknown case. The book itself
    stays as it is.
    """
    case = book.cases[slug]
    as_if = {"status": "published", "depth": depth or case.value.depth}
    published = case.value.model_copy(update=as_if)
    changed = replace(book, cases={**book.cases, slug: replace(case, value=published)})
    own = {case.document.file, *(f"docs/{lang}/cases/{slug}.md" for lang in LANGUAGES)}
    before = set(check(book))
    problems = [
        problem for problem in check(changed) if problem.place.file in own or problem not in before
    ]
    return sorted(problems, key=lambda problem: (_rank(problem), problem))


def _rank(problem: Problem) -> int:
    """Where a problem comes in the order of coding; the head of the file comes first."""
    if not problem.place.file.startswith("data/") or problem.key == "story-missing":
        return len(_ORDER)
    named = re.findall(r"`(\w+)`", f"{problem.message} {problem.help}")
    return next((_ORDER.index(name) for name in named if name in _ORDER), -1)


def progress(book: Book, slug: str, lang: str) -> Iterator[Message]:
    """What there is of a case: its rung, its fields in their order with how many each holds, what
    its claims rest on, and its weakest core claim with what would raise it.
    """
    case, spoken = book.cases[slug].value, words(book, lang)
    rung, status = (spoken.tag(*pair) for pair in (("depth", case.depth), ("status", case.status)))
    yield say("progress-rung", slug=slug, depth=rung, status=status)
    there = [_there(name, getattr(case, field.attribute)) for name, field in fields(Case).items()]
    yield say("progress-there", fields=listing(filter(None, there)))
    against = sum(claim.weight in ("counter", "caveat") for claim in case.claims)
    cited = {item.source for claim in case.claims for item in claim.evidence}
    file = f"data/sources/{slug}.yml"
    unused = sum(p.code == "CB311" and p.place.file == file for p in rules.check(book))
    yield say(
        "progress-counts", claims=len(case.claims), against=against, cited=len(cited), unused=unused
    )
    if pending := len(translations(book).of(slug, "missing")):
        yield say("progress-pending", count=pending)
    core = [claim for claim in case.claims if claim.weight == "core" and claim.kind != "forecast"]
    graded = [(grade(claim, case, book.sources), claim.id) for claim in core]
    if graded:
        weakest, id = max(graded, key=lambda pair: ORDER.index(pair[0].letter))
        reason, by = spoken.reason(weakest), spoken.raise_by(weakest)
        yield say("progress-weakest", id=id, grade=weakest.letter, reason=reason, by=by)


def _there(name: str, value: Any) -> str:
    """The name of a field that is filled, with how many items it holds."""
    return f"{name} {len(value)}" if value and isinstance(value, list) else name if value else ""


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
