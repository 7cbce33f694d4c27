"""Stories and pages: the same sections in both languages, with the same citations and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..book import Book
from ..markdown import Markdown, Section
from ..model import LANGUAGES, SLUG
from ..problem import Place, Problem, did_you_mean, listing
from ..quantity import Quantity, quantities

STORY = ("scene", "moat", "opening", "effect", "against", "lesson")
"""The ids of a story's headings, in order."""


def headings_have_ids(book: Book) -> Iterator[Problem]:
    """Every heading carries an id of its own, `## Title { #id }`, so that links last."""
    for page in book.pages.values():
        seen: set[str] = set()
        for heading in page.headings:
            if not re.fullmatch(SLUG, heading.id):
                what = f"the unusable id '{heading.id}'" if heading.id else "no id"
                yield Problem(
                    heading.place,
                    "CB405",
                    f"this heading has {what}",
                    "write `## Title { #id }`, the same id in both languages: [a-z0-9-]+",
                )
            elif heading.id in seen:
                yield Problem(
                    heading.place,
                    "CB405",
                    f"the id '{heading.id}' stands twice on this page",
                    "give each heading an id of its own",
                )
            seen.add(heading.id)


def story_headings(book: Book) -> Iterator[Problem]:
    """A story has the six headings in their order, and no title: the title is in the case file."""
    for slug in book.cases:
        for lang in LANGUAGES:
            story = book.story(lang, slug)
            if not story or not story.document.lines:
                continue
            found = tuple(heading.id for heading in story.headings if heading.level == 2)
            wrong = next((one for one in story.headings if one.level == 1), None)
            if found != STORY or wrong:
                yield Problem(
                    wrong.place if wrong else Place(story.document.file, story.first_line),
                    "CB406",
                    "a story has no title of its own"
                    if wrong
                    else f"the headings of this story are {listing(found) or 'none'}",
                    f"write these, in this order: {', '.join(f'{{ #{id} }}' for id in STORY)}",
                )


def same_headings(book: Book) -> Iterator[Problem]:
    """Both languages of a page have the same headings: level and id, in the same order."""
    for here, there in _pairs(book):
        left = [(heading.level, heading.id) for heading in here.headings]
        right = [(heading.level, heading.id) for heading in there.headings]
        if left != right:
            at = next(
                (i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b),
                min(len(left), len(right)),
            )
            place = there.headings[at].place if at < len(right) else Place(there.document.file)
            want = f"{'#' * left[at][0]} … {{ #{left[at][1]} }}" if at < len(left) else "no heading"
            yield Problem(
                place,
                "CB407",
                "the headings differ from those of the English page",
                f"the English page has `{want}` here",
            )


def same_citations(book: Book) -> Iterator[Problem]:
    """Both languages of a section cite the same claims and sources."""
    for left, right in _sections(book):
        en = {mark.id: mark for mark in left.citations}
        zh = {mark.id: mark for mark in right.citations}
        for only, other, name in ((en, right, "Chinese"), (zh, left, "English")):
            for id, mark in only.items():
                if id not in (zh if only is en else en):
                    at = other.heading.place
                    yield Problem(
                        mark.place,
                        "CB408",
                        f"[@{id}] is not cited in the {name} section",
                        f"that section begins at {at.file}:{at.line}",
                    )


def same_figures(book: Book) -> Iterator[Problem]:
    """Both languages of a section name the same figures, years and months."""
    for left, right in _sections(book):
        en, zh = _figures(left), _figures(right)
        for only, seen, other, name in ((en, zh, right, "Chinese"), (zh, en, left, "English")):
            values = {one.value for one, _ in seen}
            told: set[str] = set()
            for one, line in only:
                if one.value in values or one.value in told:
                    continue
                told.add(one.value)
                at = other.heading.place
                file = left.heading.place.file if only is en else right.heading.place.file
                column = max(0, _line(book, file, line).find(one.written)) + 1
                yield Problem(
                    Place(file, line, column, len(one.written)),
                    "CB409",
                    f"'{one.written}' is not in the {name} section",
                    f"that section begins at {at.file}:{at.line}; 700 million = 7 亿, "
                    "July 2015 = 2015 年 7 月",
                )


def citations_resolve(book: Book) -> Iterator[Problem]:
    """Every `[@id]` names a claim of the page's case, or a source."""
    for uri, page in book.pages.items():
        case = book.cases.get(uri.partition("/cases/")[2].removesuffix(".md"))
        claims = {claim.id for claim in case.value.claims} if case else set()
        if page.citations and not case and "/cases/" in uri and not uri.endswith("index.md"):
            continue  # the case file is broken: its claims are not known
        for mark in page.citations:
            if mark.id not in claims and mark.id not in book.sources:
                yield Problem(
                    mark.place,
                    "CB410",
                    f"[@{mark.id}] is neither a claim of this case nor a source"
                    if case
                    else f"[@{mark.id}] is not a source",
                    did_you_mean(
                        mark.id,
                        claims | book.sources.keys(),
                        "Claims are in the case file, sources in data/sources/*.yml",
                    ),
                )


def _pairs(book: Book) -> Iterator[tuple[Markdown, Markdown]]:
    """Each page of the first language with its counterparts."""
    first, *others = LANGUAGES
    for uri, page in book.pages.items():
        if uri.startswith(f"{first}/"):
            for other in others:
                there = book.pages.get(uri.replace(first, other, 1))
                if there and there.document.lines and page.document.lines:
                    yield page, there


def _sections(book: Book) -> Iterator[tuple[Section, Section]]:
    """Sections with the same heading in the two languages."""
    for here, there in _pairs(book):
        right = {section.heading.id: section for section in there.sections}
        for section in here.sections:
            if section.heading.id in right:
                yield section, right[section.heading.id]


def _figures(section: Section) -> list[tuple[Quantity, int]]:
    """The figures of a section's text, each with its line."""
    return [
        (one, line + text[: one.start].count("\n"))
        for text, line in section.text
        for one in quantities(text)
    ]


def _line(book: Book, file: str, number: int) -> str:
    lines = book.lines(file)
    return lines[number - 1] if 0 < number <= len(lines) else ""


RULES = (
    headings_have_ids,
    story_headings,
    same_headings,
    same_citations,
    same_figures,
    citations_resolve,
)
