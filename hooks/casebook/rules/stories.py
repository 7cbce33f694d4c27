"""Stories and pages: the same sections in both languages, with the same citations and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..method.quantity import Quantity, quantities, unmatched
from ..model import LANGUAGES, SLUG
from ..problems.problem import Place, Problem, closest, listing
from ..reading.book import Book
from ..reading.markdown import Markdown, Section
from .languages import only_one_side

STORY = ("scene", "moat", "opening", "effect", "against", "lesson")
"""The ids of a story's headings, in order."""


def headings_have_ids(book: Book) -> Iterator[Problem]:
    """Every heading carries an id of its own, `## Title { #id }`, so that links last."""
    for page in book.pages.values():
        seen: set[str] = set()
        for heading in page.headings:
            if not re.fullmatch(SLUG, heading.id):
                yield Problem(
                    heading.place,
                    "heading-id-unusable" if heading.id else "heading-without-id",
                    id=heading.id,
                )
            elif heading.id in seen:
                yield Problem(heading.place, "heading-id-twice", id=heading.id)
            seen.add(heading.id)


def story_headings(book: Book) -> Iterator[Problem]:
    """A story has the six headings in their order, and no title: the title is in the case file."""
    for slug in book.cases:
        for lang in LANGUAGES:
            story = book.story(lang, slug)
            if not story:
                continue
            ids = [heading.id for heading in story.headings]
            if not all(ids) or len(ids) > len(set(ids)):
                continue  # reported heading by heading
            found = tuple(heading.id for heading in story.headings if heading.level == 2)
            wrong = next((one for one in story.headings if one.level == 1), None)
            if found != STORY or wrong:
                yield Problem(
                    wrong.place if wrong else Place(story.document.file, story.first_line),
                    "story-with-title" if wrong else "story-headings",
                    headings=listing(f"{{ #{id} }}" for id in STORY),
                    found=listing(found),
                )


def same_headings(book: Book) -> Iterator[Problem]:
    """Both languages of a page have the same headings: level and id, in the same order."""
    for here, there in pairs(book):
        left, right = _outline(here), _outline(there)
        if left != right and _sound(here) and _sound(there):
            at = next(
                (i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b),
                min(len(left), len(right)),
            )
            place = there.headings[at].place if at < len(right) else Place(there.document.file)
            yield Problem(
                place,
                "headings-differ" if at < len(left) else "heading-too-many",
                heading=f"{'#' * left[at][0]} … {{ #{left[at][1]} }}",
            )


def same_citations(book: Book) -> Iterator[Problem]:
    """Both languages of a section cite the same claims and sources."""
    unknown = {problem.place for problem in citations_resolve(book)}
    for left, right in (pair for two in pairs(book) for pair in sections(*two)):
        en = {mark.id: mark for mark in left.citations}
        zh = {mark.id: mark for mark in right.citations}
        only_en = [mark for id, mark in en.items() if id not in zh]
        only_zh = [mark for id, mark in zh.items() if id not in en]
        odd = [*only_zh, *only_en]
        if odd and not any(mark.place in unknown for mark in odd):
            yield Problem(
                odd[0].place,
                "citations-differ",
                difference=only_one_side(
                    [f"[@{mark.id}]" for mark in only_en], [f"[@{mark.id}]" for mark in only_zh]
                ),
                **_begins(left, right),
            )


def same_figures(book: Book) -> Iterator[Problem]:
    """Both languages of a section name the same figures, years and months."""
    for here, there in pairs(book):
        yield from _odd_figures(here, there)


def _odd_figures(here: Markdown, there: Markdown) -> Iterator[Problem]:
    for left, right in sections(here, there):
        en, zh = _figures(here, left), _figures(there, right)
        only_en, only_zh = unmatched([one for one, _ in en], [one for one, _ in zh])
        if odd := [*only_zh, *only_en]:
            yield Problem(
                next(place for one, place in [*zh, *en] if one is odd[0]),
                "figures-differ-in-story",
                difference=only_one_side(
                    [one.written for one in only_en], [one.written for one in only_zh]
                ),
                **_begins(left, right),
            )


def citations_resolve(book: Book) -> Iterator[Problem]:
    """Every `[@id]` names a claim of the page's case, or a source."""
    for uri, page in book.pages.items():
        case = book.cases.get(uri.partition("/cases/")[2].removesuffix(".md"))
        claims = {claim.id for claim in case.value.claims} if case else set()
        if page.citations and not case and "/cases/" in uri and not uri.endswith("index.md"):
            continue  # the case file is broken: its claims are not known
        if book.lacks("data/sources/"):
            continue
        for mark in page.citations:
            if mark.id not in claims and mark.id not in book.sources:
                yield Problem(
                    mark.place,
                    "citation-unknown-in-story" if case else "citation-unknown",
                    id=mark.id,
                    meant=closest(mark.id, claims | book.sources.keys()),
                )


def pairs(book: Book) -> Iterator[tuple[Markdown, Markdown]]:
    """Each page of the first language with its counterparts."""
    first, *others = LANGUAGES
    for uri, page in book.pages.items():
        if uri.startswith(f"{first}/"):
            for other in others:
                there = book.pages.get(uri.replace(first, other, 1))
                if there:
                    yield page, there


def _outline(page: Markdown) -> list[tuple[int, str]]:
    return [(heading.level, heading.id) for heading in page.headings]


def _sound(page: Markdown) -> bool:
    """Whether the page's own headings are right, so that they can be held against others."""
    ids = [heading.id for heading in page.headings]
    chapters = tuple(heading.id for heading in page.headings if heading.level == 2)
    story = "/cases/" in page.document.file and not page.document.file.endswith("/index.md")
    title = any(heading.level == 1 for heading in page.headings)
    if story and (chapters != STORY or title):
        return False
    return all(ids) and len(ids) == len(set(ids))


def sections(here: Markdown, there: Markdown) -> Iterator[tuple[Section, Section]]:
    """The sections of two pages with the same headings, side by side."""
    if _outline(here) == _outline(there) and _sound(here):
        yield from zip(here.sections, there.sections, strict=True)


def _figures(page: Markdown, section: Section) -> list[tuple[Quantity, Place]]:
    """The figures of a section's text, each with its place."""
    file, lines = page.document.file, page.document.lines
    found = []
    for text, first in section.text:
        for one in quantities(text):
            line = first + text[: one.start].count("\n")
            column = lines[line - 1].find(one.written) + 1
            found.append((one, Place(file, line, max(1, column), len(one.written))))
    return found


def _begins(left: Section, right: Section) -> dict[str, str]:
    here, there = (f"{one.heading.place.file}:{one.heading.place.line}" for one in (left, right))
    return {"here": here, "there": there}


RULES = (
    headings_have_ids,
    story_headings,
    same_headings,
    same_citations,
    same_figures,
    citations_resolve,
)
