"""The page on which a case stands in both languages, paragraph beside paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from ..method.edition import Edition
from ..model import LANGUAGES
from ..reading.book import Book
from ..reading.markdown import Section
from .generated import Generated, label


@dataclass(frozen=True, slots=True)
class Passage:
    """One section of the story: its `id`, its heading, and its paragraphs, each by language."""

    id: str
    heading: dict[str, str]
    paragraphs: list[dict[str, str]]


def pages(edition: Edition) -> Iterator[Generated]:
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
    """The sections of the story of a case, its paragraphs paired in their order.

    The checks see to it that both languages have the same sections; where one has a paragraph more,
    its last ones stand alone.
    """
    stories = [_sections(book, lang, id) for lang in LANGUAGES]
    for heading in stories[0]:
        both = [story.get(heading) for story in stories]
        texts = [[text for text, _ in section.text[1:]] if section else [] for section in both]
        names = [section.heading.text if section else "" for section in both]
        yield Passage(
            heading,
            dict(zip(LANGUAGES, names, strict=True)),
            [dict(zip(LANGUAGES, pair, strict=True)) for pair in zip_longest(*texts, fillvalue="")],
        )


def _sections(book: Book, lang: str, id: str) -> dict[str, Section]:
    story = book.story(lang, id)
    sections = story.sections if story else []
    return {section.heading.id: section for section in sections if section.heading.id}
