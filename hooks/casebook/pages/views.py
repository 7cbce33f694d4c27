"""Other views of a case: as of its decision, and both languages beside each other."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..method.edition import Edition
from ..method.enriched import EnrichedCase, EnrichedClaim
from ..model import LANGUAGES, ZH, PartialDate
from ..reading.book import Book
from ..reading.markdown import Section
from .generated import Generated, label

STAGES = (("year", 1), ("five-years", 5), ("ten-years", 10))
"""The periods after a decision, in years, in which what became known is gathered."""
_LEFT_BY_A_NOTE = re.compile(r"(?<=[，。、；：！？）》”]) +")


@dataclass(frozen=True, slots=True)
class Stage:
    """The claims that became known in one period after the decision, oldest first."""

    id: str
    claims: list[EnrichedClaim]


def then_pages(edition: Edition) -> Iterator[Generated]:
    """One page for each published core case."""
    book = edition.book
    for case in edition.case.values():
        if not case.published or case.depth != "core":
            continue
        yield Generated(
            name=f"cases/{case.id}/then.md",
            template="then.md.j2",
            title=label(book, "then-title", title=case.title),
            description=label(book, "then-description", date=case.decided),
            origins=(case.file,),
            facts={"case": case, "known": known(case), "stages": list(stages(case))},
            updated=case.as_of.first,
            repeats=True,
        )


def known(case: EnrichedCase) -> list[EnrichedClaim]:
    """The claims that an outsider could know by the end of the day, month or year of decision."""
    return _by_date(claim for claim in case.claims if claim.known_from.last <= case.decided.last)


def stages(case: EnrichedCase) -> Iterator[Stage]:
    """What became known later, by period; a period without a claim is left out."""
    left = [claim for claim in case.claims if claim.known_from.last > case.decided.last]
    for id, years in STAGES:
        end = _years_after(case.decided, years)
        now = [claim for claim in left if claim.known_from.last <= end]
        left = [claim for claim in left if claim.known_from.last > end]
        if now:
            yield Stage(id, _by_date(now))
    if left:
        yield Stage("since", _by_date(left))


def _years_after(date: PartialDate, years: int) -> dt.date:
    end = date.last
    return end.replace(
        year=end.year + years, day=28 if (end.month, end.day) == (2, 29) else end.day
    )


def _by_date(claims: Iterator[EnrichedClaim] | list[EnrichedClaim]) -> list[EnrichedClaim]:
    return sorted(claims, key=lambda claim: (claim.known_from.first, claim.date.first))


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
