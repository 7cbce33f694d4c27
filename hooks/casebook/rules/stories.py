"""Stories and pages: the same sections in both languages, with the same citations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..method.script import shorter
from ..model import EN, LANGUAGES, SLUG, Case, names_a_page
from ..model.address import case_id, language
from ..problems.problem import Place, Problem, closest, listing
from ..reading.book import Book, Found
from ..reading.markdown import Markdown, Section
from .languages import only_one_side
from .rule import Breach, rule

STORY = ("scene", "moat", "opening", "effect", "against", "lesson")
"""The ids of a story's headings, in order."""


@rule("story-missing", scope="case")
def cases_have_stories(case: Found[Case], book: Book) -> Iterator[Breach]:
    """Every case has its story in every language, unless it is a draft or a note; one that must be
    renamed is asked for none.
    """
    asked = case.value.must_be_whole and names_a_page(case.id)
    for lang in LANGUAGES if asked else ():
        if f"docs/{lang}/cases/{case.id}.md" not in book.documents:
            yield Place(case.document.file), {"lang": lang, "id": case.id}


@rule("story-without-case", scope="page")
def stories_have_cases(page: Markdown, book: Book) -> Iterator[Breach]:
    """No story is without a case."""
    id = case_id(page.uri)
    if id and f"data/cases/{id}.yml" not in book.documents:
        yield Place(page.document.file), {"id": id}


@rule(scope="page")
def headings_have_ids(page: Markdown) -> Iterator[Breach]:
    """Every heading carries an id of its own, `## Title { #id }`, so that links last."""
    seen: set[str] = set()
    for heading in page.headings:
        if not re.fullmatch(SLUG, heading.id):
            key = "heading-id-unusable" if heading.id else "heading-without-id"
            yield Problem(heading.place, key, id=heading.id)
        elif heading.id in seen:
            yield Problem(heading.place, "heading-id-twice", id=heading.id)
        seen.add(heading.id)


@rule(scope="story")
def stories_have_their_headings(story: Markdown) -> Iterator[Breach]:
    """A story has the six headings in their order, and no title: the title is in the case file.
    The first that is out of place is named, or the end, where the last ones are missing.
    """
    ids = [heading.id for heading in story.headings]
    if not all(ids) or len(ids) > len(set(ids)):
        return  # reported heading by heading
    wanted = listing(f"{{ #{id} }}" for id in STORY)
    if title := next((heading for heading in story.headings if heading.level == 1), None):
        yield Problem(title.place, "story-with-title", headings=wanted)
    elif (own := _chapters(story)) != STORY:
        chapters = [heading for heading in story.headings if heading.level == 2]
        pairs = zip(chapters, (*STORY, *[""] * len(chapters)), strict=False)
        odd = next((heading for heading, id in pairs if heading.id != id), None)
        place = odd.place if odd else _end(story)
        yield Problem(place, "story-headings", headings=wanted, found=listing(own))


@rule("chapter-without-evidence", scope="published story")
def chapters_rest_on_evidence(story: Markdown) -> Iterator[Breach]:
    """Each of the six chapters of a published story has a paragraph that cites something. English
    tells it for both: another rule holds the citations of the two against each other.
    """
    chapter, cited = None, True
    for section in [*story.sections, None] if language(story.uri) == EN else ():
        if not section or section.heading.level == 2:
            if chapter and not cited and chapter.id in STORY:
                yield chapter.place, {"id": chapter.id}
            chapter, cited = section.heading if section else None, False
        cited = cited or bool(section and section.citations)


@rule(scope="pair")
def same_headings(pair: tuple[Markdown, Markdown]) -> Iterator[Breach]:
    """Both languages of a page have the same headings: level and id, in the same order."""
    here, there = pair
    left, right = _outline(here), _outline(there)
    if left != right and _sound(here) and _sound(there):
        both = enumerate(zip(left, right, strict=False))
        at = next((index for index, (a, b) in both if a != b), min(len(left), len(right)))
        place = there.headings[at].place if at < len(right) else _end(there)
        if at < len(left):
            level, id = left[at]
            yield Problem(place, "headings-differ", heading=f"{'#' * level} … {{ #{id} }}")
        else:
            yield Problem(place, "heading-too-many")


@rule("citations-differ", scope="pair")
def same_citations(pair: tuple[Markdown, Markdown], book: Book) -> Iterator[Breach]:
    """Both languages of a section cite the same claims and sources."""
    for left, right in sections(*pair):
        en, zh = ({mark.id: mark for mark in side.citations} for side in (left, right))
        only_en = [mark for id, mark in en.items() if id not in zh]
        only_zh = [mark for id, mark in zh.items() if id not in en]
        odd = [*only_zh, *only_en]
        if odd and all(_is_known(mark.id, page, book) for mark in odd for page in pair):
            names = [[f"[@{mark.id}]" for mark in side] for side in (only_en, only_zh)]
            yield odd[0].place, {"difference": only_one_side(*names), **begins(left, right)}


@rule("section-cut-short", scope="pair")
def sections_say_as_much_in_both(pair: tuple[Markdown, Markdown]) -> Iterator[Breach]:
    """Both languages of a section say about as much. A warning: lengths only hint. Paragraphs are
    not counted, since each language is built in its own way.
    """
    for left, right in sections(*pair):
        lang = shorter(*(" ".join(text for text, _ in side.text) for side in (left, right)))
        if lang:
            yield (left if lang == EN else right).heading.place, {}


@rule(scope="page")
def citations_resolve(page: Markdown, book: Book) -> Iterator[Breach]:
    """Every `[@id]` names a claim of the page's case, or a source."""
    case = book.cases.get(case_id(page.uri))
    claims = {claim.id for claim in case.value.claims} if case else set()
    for mark in page.citations:
        if not _is_known(mark.id, page, book):
            key = "citation-unknown-in-story" if case else "citation-unknown"
            meant = closest(mark.id, claims | book.sources.keys())
            yield Problem(mark.place, key, id=mark.id, meant=meant)


def _is_known(id: str, page: Markdown, book: Book) -> bool:
    """Whether a page may cite an id, as far as that can be told: files may be broken."""
    case = book.cases.get(case_id(page.uri))
    if book.lacks("data/sources/") or (case_id(page.uri) and not case):
        return True
    return id in book.sources or bool(case and any(id == claim.id for claim in case.value.claims))


def _outline(page: Markdown) -> list[tuple[int, str]]:
    return [(heading.level, heading.id) for heading in page.headings]


def _chapters(page: Markdown) -> tuple[str, ...]:
    return tuple(heading.id for heading in page.headings if heading.level == 2)


def _end(page: Markdown) -> Place:
    """The last line of a page that holds something."""
    lines = page.document.lines
    last = max((n for n, line in enumerate(lines, 1) if line.strip()), default=1)
    return Place(page.document.file, last, 1, len(lines[last - 1].rstrip()))


def _sound(page: Markdown) -> bool:
    """Whether the page's own headings are right, so that they can be held against others."""
    ids = [heading.id for heading in page.headings]
    title = any(heading.level == 1 for heading in page.headings)
    if case_id(page.uri) and (_chapters(page) != STORY or title):
        return False
    return all(re.fullmatch(SLUG, id) for id in ids) and len(ids) == len(set(ids))


def sections(here: Markdown, there: Markdown) -> Iterator[tuple[Section, Section]]:
    """The sections of two pages with the same headings, side by side."""
    if _outline(here) == _outline(there) and _sound(here):
        yield from zip(here.sections, there.sections, strict=True)


def begins(left: Section, right: Section) -> dict[str, str]:
    """Where a section begins in English (`here`) and in Chinese (`there`), as `file:line`."""
    places = [section.heading.place for section in (left, right)]
    here, there = (f"{place.file}:{place.line}" for place in places)
    return {"here": here, "there": there}
