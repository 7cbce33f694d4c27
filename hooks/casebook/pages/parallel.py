"""The page on which a case stands in both languages, paragraph beside paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from ..model import LANGUAGES, Case
from ..reading.book import Book, Found
from ..reading.markdown import Section
from .generated import Generated, said


@dataclass(frozen=True, slots=True)
class Passage:
    """One section of the story: its `id`, its heading, and its paragraphs, each by language."""

    id: str
    heading: dict[str, str]
    paragraphs: list[dict[str, str]]


def pages(book: Book) -> Iterator[Generated]:
    """One page for each published case that has its story in both languages."""
    for case in book.cases.values():
        if case.value.status != "published":
            continue
        stories = {lang: book.pages.get(f"{lang}/cases/{case.id}.md") for lang in LANGUAGES}
        if not all(stories.values()):
            continue
        yield Generated(
            name=f"cases/{case.id}/parallel.md",
            template="parallel.md.j2",
            title=said(book, "parallel-title", title=case.value.title),
            description=case.value.subtitle,
            origins=(
                *(story.document.file for story in stories.values() if story),
                case.document.file,
            ),
            context={"case": case, "passages": list(passages(book, case))},
            updated=case.value.as_of.first,
            repeats=True,
        )


def passages(book: Book, case: Found[Case]) -> Iterator[Passage]:
    """The sections of a story, its paragraphs paired in their order.

    The checks see to it that both languages have the same sections; where one has a paragraph more,
    its last ones stand alone.
    """
    stories = [_sections(book, f"{lang}/cases/{case.id}.md") for lang in LANGUAGES]
    for id in stories[0]:
        both = [story.get(id) for story in stories]
        texts = [[text for text, _ in one.text[1:]] if one else [] for one in both]
        yield Passage(
            id,
            {
                lang: one.heading.text if one else ""
                for lang, one in zip(LANGUAGES, both, strict=True)
            },
            [dict(zip(LANGUAGES, pair, strict=True)) for pair in zip_longest(*texts, fillvalue="")],
        )


def _sections(book: Book, src_uri: str) -> dict[str, Section]:
    return {one.heading.id: one for one in book.pages[src_uri].sections if one.heading.id}
