"""Figures: both languages of a text carry the same, but for what someone has read and allowed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ..method.allowed import Sides, differing, differs_in, excused, one_sided
from ..method.quantity import Quantity, quantities
from ..model import Text
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


def _place(page: Markdown, section: Section, figure: Quantity) -> Place:
    """Where a figure of a section stands first."""
    for text, first in section.text:
        if figure in quantities(text):
            line = first + text[: figure.start].count("\n")
            column = page.document.lines[line - 1].find(figure.written) + 1
            return Place(page.document.file, line, max(1, column), len(figure.written))
    return section.heading.place
