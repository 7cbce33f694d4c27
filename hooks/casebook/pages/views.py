"""Other views of a case: as of its decision, and both languages beside each other."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..method.edition import Edition
from ..method.enriched import EnrichedCase, EnrichedClaim
from ..model import LANGUAGES, ZH, PartialDate, Question
from ..reading.book import Book
from ..reading.markdown import Section
from .generated import Generated, label

STAGES = (("year", 1), ("five-years", 5), ("ten-years", 10))
"""The periods after a decision, in years, in which what became known is gathered."""
_LEFT_BY_A_NOTE = re.compile(r"(?<=[，。、；：！？）》”]) +")


Shown = tuple[EnrichedClaim, PartialDate]
"""A claim, and the date from which it may be shown to a reader who is to know nothing later."""

_YEAR = re.compile(
    r"(?<![0-9.,])((?:19|20)[0-9]{2})(?![0-9]|[.,][0-9]|\s?[万亿]|\s(?:million|billion|trillion)\b)"
)


@dataclass(frozen=True, slots=True)
class Stage:
    """The claims that became known in one period after the decision, oldest first."""

    id: str
    claims: list[Shown]


def then_pages(edition: Edition) -> Iterator[Generated]:
    """One page for each published case: what was known when, in stages and along a slider."""
    book = edition.book
    for case in edition.cases:
        yield Generated(
            name=f"cases/{case.id}/then.md",
            template="then.md.j2",
            title=label(book, "then-title", title=case.title),
            description=label(book, "then-description", date=case.decided),
            origins=(case.file,),
            facts={
                "case": case,
                "known": known(case),
                "stages": list(stages(case)),
                "questions": [each for each in case.questions if not _later(each, case)],
                "later_questions": [each for each in case.questions if _later(each, case)],
            },
            updated=case.as_of.first,
            repeats=True,
        )


def _later(question: Question, case: EnrichedCase) -> bool:
    decided: PartialDate = case.decided
    return question.asked.first > decided.last


def shown(claim: EnrichedClaim) -> Shown:
    """A claim with the date from which it gives away nothing: when it could be known, or the latest
    year that its text names in both languages, whichever is later. A figure may look like a year in
    one of them: 2040 万 is 20.4 million.
    """
    named = [set(map(int, _YEAR.findall(claim.text[lang]))) for lang in LANGUAGES]
    last = max(set.intersection(*named), default=0)
    later = last > claim.known_from.year
    return claim, PartialDate(last) if later else claim.known_from


def known(case: EnrichedCase) -> list[Shown]:
    """The claims that an outsider could know by the end of the day, month or year of decision."""
    return [pair for pair in _by_date(case) if pair[1].last <= case.decided.last]


def stages(case: EnrichedCase) -> Iterator[Stage]:
    """What became known later, by period; a period without a claim is left out."""
    left = [pair for pair in _by_date(case) if pair[1].last > case.decided.last]
    for id, years in STAGES:
        end = _years_after(case.decided, years)
        now = [pair for pair in left if pair[1].last <= end]
        left = [pair for pair in left if pair[1].last > end]
        if now:
            yield Stage(id, now)
    if left:
        yield Stage("since", left)


def _years_after(date: PartialDate, years: int) -> dt.date:
    end = date.last
    return end.replace(
        year=end.year + years, day=28 if (end.month, end.day) == (2, 29) else end.day
    )


def _by_date(case: EnrichedCase) -> list[Shown]:
    pairs = [shown(claim) for claim in case.claims]
    return sorted(pairs, key=lambda pair: (pair[1].first, pair[0].date.first))


@dataclass(frozen=True, slots=True)
class Passage:
    """One section of the story: its `id`, its heading by language, and its rows.

    A row holds by language the paragraphs that stand beside each other: one each or, where the
    languages are built differently, all of the section.
    """

    id: str
    heading: dict[str, str]
    rows: list[dict[str, list[str]]]


def parallel_pages(edition: Edition) -> Iterator[Generated]:
    """One page for each published case that has its story in both languages."""
    book = edition.book
    for case in edition.case.values():
        stories = [book.story(lang, case.id) for lang in LANGUAGES]
        if not case.published or not all(stories):
            continue
        yield Generated(
            name=f"cases/{case.id}/parallel.md",
            template="parallel.md.j2",
            title=label(book, "parallel-title", title=case.title),
            description=case.subtitle,
            origins=(*(story.document.file for story in stories if story), case.file),
            facts={"case": case, "passages": list(passages(book, case.id))},
            updated=case.as_of.first,
            repeats=True,
        )


def passages(book: Book, id: str) -> Iterator[Passage]:
    """The sections of the story of a case, with what stands beside each other.

    The checks see to it that both languages have the same sections.
    """
    stories = [book.story(lang, id) for lang in LANGUAGES]
    sections = [
        {section.heading.id: section for section in story.sections} if story else {}
        for story in stories
    ]
    for heading in filter(None, sections[0]):
        both = [by_heading.get(heading) for by_heading in sections]
        texts = [_paragraphs(lang, section) for lang, section in zip(LANGUAGES, both, strict=True)]
        names = [section.heading.text if section else "" for section in both]
        even = len(texts[0]) == len(texts[1])
        rows = zip(*([[text] for text in side] for side in texts), strict=True) if even else [texts]
        yield Passage(
            heading,
            dict(zip(LANGUAGES, names, strict=True)),
            [dict(zip(LANGUAGES, row, strict=True)) for row in rows],
        )


def _paragraphs(lang: str, section: Section | None) -> list[str]:
    """What a section says below its heading, without the blank that its notes leave in Chinese."""
    texts = [text for text, _ in section.text[1:]] if section else []
    return [_LEFT_BY_A_NOTE.sub("", text) for text in texts] if lang == ZH else texts
