"""Figures: the same in both languages but for what someone has read and allowed, and in stories
carried by the claims cited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from ..method.allowed import Sides, differing, differs_in, excused, one_sided
from ..method.cited import uncarried
from ..method.quantity import Quantity, quantities, unmatched
from ..model import Text
from ..model.address import case_id
from ..problems.message import NOTHING, Message, say
from ..problems.problem import Place, listing
from ..reading.book import Book, Found
from ..reading.markdown import Markdown, Section
from ..reading.text import KeyPath
from .languages import both, within
from .rule import SCOPES, Breach, rule
from .stories import begins, sections

_HINTS = {"unit": say("other-unit"), "sign": say("other-sign"), "": NOTHING}


class Sided(NamedTuple):
    """The paragraphs of a text in both languages, and the files that they stand in."""

    files: tuple[str, ...]
    en: tuple[str, ...]
    zh: tuple[str, ...]


@rule("figures-differ", scope="record")
def same_figures(record: Found[Any], book: Book) -> Iterator[Breach]:
    """Both languages of a text carry the same figures, years and months. A translated title may
    be freer: what it translates is not read.
    """
    for path, text in _texts(record):
        sides = one_sided(book, *_of_record(record, text))
        if odd := sides[1] or sides[0]:
            place = within(record, (*path, "zh" if sides[1] else "en"), odd[0].written)
            yield place, {"difference": difference(sides)}


@rule("figures-differ-in-story", scope="pair")
def same_figures_in_sections(pair: tuple[Markdown, Markdown], book: Book) -> Iterator[Breach]:
    """Both languages of a section name the same figures, years and months."""
    for left, right in sections(*pair):
        sides = one_sided(book, *_of_section(pair, left, right))
        if odd := sides[1] or sides[0]:
            page, section = (pair[1], right) if sides[1] else (pair[0], left)
            values = {"difference": difference(sides), **begins(left, right)}
            yield _place(page, section, odd[0]), values


@rule("figures-differ", scope="pair")
def titles_have_the_same_figures(pair: tuple[Markdown, Markdown], book: Book) -> Iterator[Breach]:
    """Title, description and headings of a page carry the same figures in both languages."""
    for title, place in _titles(pair):
        sides = one_sided(book, *title)
        if any(sides):
            yield place, {"difference": difference(sides)}


@rule("figure-allowed-idle")
def allowed_figures_are_needed(book: Book) -> Iterator[Breach]:
    """Every exception for figures still excuses some that differ."""
    for id, entry in book.figures_allowed.items():
        allowed = entry.value
        if not book.lacks(allowed.file) and not any(
            excused(allowed, text.en, text.zh, sides) != sides
            for text in _every(book, allowed.file)
            if any(sides := differing(text.en, text.zh))
        ):
            yield entry.key(), {"id": id, "file": allowed.file}


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


def difference(sides: Sides) -> Message:
    """What only one of the two languages has, and whether it is but the unit or the sign."""
    en, zh = (listing(figure.written for figure in side) for side in sides)
    if not sides[1]:
        return say("only-english", en=en)
    if not sides[0]:
        return say("only-chinese", zh=zh)
    return say("only-either", en=en, zh=zh, hint=_HINTS[next(differs_in(sides), "")])


def _texts(record: Found[Any]) -> Iterator[tuple[KeyPath, Text]]:
    for path, text, _ in record.parts:
        if both(text) and path[-1:] != ("translated-title",):
            yield path, text


def _of_record(record: Found[Any], text: Text) -> Sided:
    return Sided((record.document.file,), (text.en,), (text.zh,))


def _of_section(pair: tuple[Markdown, Markdown], left: Section, right: Section) -> Sided:
    en, zh = (tuple(text for text, _ in side.text) for side in (left, right))
    return Sided(_files(pair), en, zh)


def _titles(pair: tuple[Markdown, Markdown]) -> Iterator[tuple[Sided, Place]]:
    here, there = pair
    for name in ("title", "description"):
        en, zh = (page.meta.get(name, "") for page in pair)
        yield Sided(_files(pair), (en,), (zh,)), there.document.place(name)
    for left, right in sections(here, there):
        en, zh = (section.heading.text for section in (left, right))
        yield Sided(_files(pair), (en,), (zh,)), right.heading.place


def _files(pair: tuple[Markdown, Markdown]) -> tuple[str, ...]:
    return tuple(page.document.file for page in pair)


def _every(book: Book, file: str) -> Iterator[Sided]:
    """Every text that stands in a file, in one of its languages at least."""
    for record in SCOPES["record"](book):
        if record.document.file == file:
            yield from (_of_record(record, text) for _, text in _texts(record))
    for pair in SCOPES["pair"](book):
        if file in _files(pair):
            yield from (_of_section(pair, *both) for both in sections(*pair))
            yield from (title for title, _ in _titles(pair))


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
