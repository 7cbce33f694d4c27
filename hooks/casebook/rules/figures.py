"""Figures of stories and pages: the same in both languages, and carried by the claims cited."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..method.cited import uncarried
from ..method.quantity import Quantity, differences, quantities, unmatched
from ..model.address import case_id
from ..problems.problem import Place
from ..reading.book import Book
from ..reading.markdown import Markdown, Section
from .languages import only_one_side
from .rule import Breach, rule
from .stories import begins, sections


@rule("figures-differ-in-story", scope="pair")
def same_figures(pair: tuple[Markdown, Markdown]) -> Iterator[Breach]:
    """Both languages of a section name the same figures, years and months."""
    for left, right in sections(*pair):
        only_en, only_zh = unmatched(_figures(left), _figures(right))
        if only_en or only_zh:
            page, section = (pair[1], right) if only_zh else (pair[0], left)
            written = [[figure.written for figure in side] for side in (only_en, only_zh)]
            difference = only_one_side(*written)
            place = _place(page, section, (only_zh or only_en)[0])
            yield place, {"difference": difference, **begins(left, right)}


@rule("figures-differ", scope="pair")
def titles_have_the_same_figures(pair: tuple[Markdown, Markdown]) -> Iterator[Breach]:
    """Title, description and headings of a page carry the same figures in both languages."""
    here, there = pair
    titles = [
        (here.meta.get(name, ""), there.meta.get(name, ""), there.document.place(name))
        for name in ("title", "description")
    ]
    for left, right in sections(here, there):
        titles.append((left.heading.text, right.heading.text, right.heading.place))
    for en, zh, place in titles:
        sides = differences(en, zh)
        if any(sides):
            yield place, {"difference": only_one_side(*([o.written for o in s] for s in sides))}


@rule("figure-not-cited", scope="pair")
def figures_stand_in_the_claims(pair: tuple[Markdown, Markdown], book: Book) -> Iterator[Breach]:
    """Each figure in a sentence of a published story stands in a claim that the sentence cites. One
    that cites a source besides is left alone; a figure that the other language lacks is told as
    that.
    """
    case = book.cases.get(case_id(pair[0].uri))
    if not case or not case.value.must_be_whole:
        return
    claims = {claim.id: claim for claim in case.value.claims}
    for left, right in sections(*pair):
        for page, own, other in ((pair[0], left, right), (pair[1], right, left)):
            for (text, line), cited in zip(own.text, own.cited, strict=True):
                for figure in uncarried(text, cited, claims):
                    if not unmatched([figure], _figures(other))[0]:
                        yield _at(page, text, line, figure), {"figure": figure.written}


def _figures(section: Section) -> list[Quantity]:
    return [figure for text, _ in section.text for figure in quantities(text)]


def _place(page: Markdown, section: Section, figure: Quantity) -> Place:
    """Where a figure of a section stands first."""
    for text, first in section.text:
        if figure in quantities(text):
            return _at(page, text, first, figure)
    return section.heading.place


def _at(page: Markdown, text: str, first: int, figure: Quantity) -> Place:
    """Where a figure of a paragraph stands: the same digits may stand in its line before, and in
    the names of citations and addresses.
    """
    before = text[: figure.start]
    line = first + before.count("\n")
    written = re.compile(rf"\[@[^\]]*\]|\]\([^)]*\)|({re.escape(figure.written)})")
    columns = [
        match.start() for match in written.finditer(page.document.lines[line - 1]) if match[1]
    ]
    nth = before.rpartition("\n")[2].count(figure.written)
    column = columns[min(nth, len(columns) - 1)] if columns else 0
    return Place(page.document.file, line, column + 1, len(figure.written))
