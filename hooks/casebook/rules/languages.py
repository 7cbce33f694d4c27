"""Languages: what one says, the other says too, in whole and in its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..method.quantity import differences
from ..model import LANGUAGES, Text
from ..problems.message import Message, say
from ..problems.problem import Place, Problem, listing
from ..reading.book import Book, Found
from ..reading.text import Document, KeyPath
from .rule import Breach, rule

HAN = r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
_PUNCTUATION = r"[\u3000-\u303f\uff00-\uffef“”‘’—…]"
_WIDE = rf"(?:{HAN}|{_PUNCTUATION})"


def pages_in_both_languages(book: Book) -> Iterator[Problem]:
    """Every page exists in every language, under the same name."""
    for file in book.documents:
        if not file.startswith("docs/"):
            continue
        _, lang, name = file.split("/", 2)
        if f"data/{name.removesuffix('.md')}.yml" in book.documents:
            continue  # a story, which its case misses
        for other in LANGUAGES:
            if other != lang and f"docs/{other}/{name}" not in book.documents:
                yield Problem(Place(file), "page-in-one-language", other=other, name=name)


def cases_have_stories(book: Book) -> Iterator[Problem]:
    """Every case has its story in every language, and no story is without a case."""
    for slug, case in book.cases.items():
        for lang in LANGUAGES:
            if f"docs/{lang}/cases/{slug}.md" not in book.documents:
                yield Problem(Place(case.document.file), "story-missing", lang=lang, id=slug)
    files = {file for file in book.documents if file.startswith("data/cases/")}
    for uri, page in book.pages.items():
        _, folder, name = uri.partition("/cases/")
        if folder and name != "index.md":
            slug = name.removesuffix(".md")
            if f"data/cases/{slug}.yml" not in files:
                yield Problem(Place(page.document.file), "story-without-case", id=slug)


@rule(scope="record")
def same_figures(record: Found[Any]) -> Iterator[Breach]:
    """Both languages of a text carry the same figures, years and months. A translated title may
    be freer: what it translates is not read.
    """
    for path, text, _ in record.parts:
        if not isinstance(text, Text) or path[-1:] == ("translated-title",):
            continue
        only_en, only_zh = differences(text.en, text.zh)
        if only_en or only_zh:
            place = within(
                record, (*path, "zh" if only_zh else "en"), (only_zh or only_en)[0].written
            )
            difference = only_one_side(
                [one.written for one in only_en], [one.written for one in only_zh]
            )
            yield Problem(place, "figures-differ", difference=difference)


def within(found: Found[Any], path: KeyPath, written: str) -> Place:
    """Where `written` stands in the text at `path`: the text itself where that cannot be told."""
    place = found.place(*path)
    lines = found.document.lines
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    column = line.find(written, place.column - 1) + 1
    ends = place.column + place.length
    return replace(place, column=column, length=len(written)) if 0 < column < ends else place


def no_break_within_han(book: Book) -> Iterator[Problem]:
    """No line ends between two Han characters: the break would be drawn as a space."""
    for file, document in book.documents.items():
        if file.startswith(("docs/zh/", "data/")):
            yield from _breaks(document)


def _breaks(document: Document) -> Iterator[Problem]:
    following = zip(document.lines, document.lines[1:], strict=False)
    for number, (line, after) in enumerate(following, 1):
        # In this order, since the start of a line is found sooner than its end.
        if re.match(rf"\s*{HAN}", after) and re.search(rf"{_WIDE}$", line.rstrip()):
            yield Problem(Place(document.file, number, max(1, len(line.rstrip()))), "break-in-han")


def only_one_side(en: list[str], zh: list[str]) -> Message:
    """What only one of the two languages has, in one message."""
    if not zh:
        return say("only-english", en=listing(en))
    if not en:
        return say("only-chinese", zh=listing(zh))
    return say("only-either", en=listing(en), zh=listing(zh))


RULES = (
    pages_in_both_languages,
    cases_have_stories,
    no_break_within_han,
)
