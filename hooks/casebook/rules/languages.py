"""Languages: what one says, the other says too, in whole and in its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

from ..method.quantity import differences
from ..method.translation import translations
from ..model import LANGUAGES, Text
from ..problems.message import Message, say
from ..problems.problem import Place, Problem, listing
from ..reading.book import Book, Found
from ..reading.text import KeyPath
from ..reading.translation_lock import FILE as LOCK
from .rule import Breach, rule

HAN = r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
_PUNCTUATION = r"[\u3000-\u303f\uff00-\uffef“”‘’—…]"
_WIDE = rf"(?:{HAN}|{_PUNCTUATION})"
GRAVE = ("counter", "caveat")
"""The weights that no release may lack in one of its languages."""


@rule("page-in-one-language")
def pages_in_both_languages(book: Book) -> Iterator[Breach]:
    """Every page exists in every language, under the same name."""
    for file in book.documents:
        _, lang, name = f"{file}//".split("/", 2)
        name = name.rstrip("/")
        story = f"data/{name.removesuffix('.md')}.yml" in book.documents  # which its case misses
        for other in LANGUAGES if file.startswith("docs/") and not story else ():
            if other != lang and f"docs/{other}/{name}" not in book.documents:
                yield Place(file), {"other": other, "name": name}


@rule("figures-differ", scope="record")
def same_figures(record: Found[Any]) -> Iterator[Breach]:
    """Both languages of a text carry the same figures, years and months. A translated title may
    be freer: what it translates is not read.
    """
    for path, text, _ in record.parts:
        if isinstance(text, Text) and path[-1:] != ("translated-title",):
            only_en, only_zh = differences(text.en, text.zh)
            if odd := only_zh or only_en:
                place = within(record, (*path, "zh" if only_zh else "en"), odd[0].written)
                en, zh = ([figure.written for figure in side] for side in (only_en, only_zh))
                yield place, {"difference": only_one_side(en, zh)}


def within(found: Found[Any], path: KeyPath, written: str) -> Place:
    """Where `written` stands in the text at `path`: the text itself where that cannot be told."""
    place = found.place(*path)
    lines = found.document.lines
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    column = line.find(written, place.column - 1) + 1
    ends = place.column + place.length
    return replace(place, column=column, length=len(written)) if 0 < column < ends else place


def only_one_side(en: list[str], zh: list[str]) -> Message:
    """What only one of the two languages has, in one message."""
    if not zh:
        return say("only-english", en=listing(en))
    if not en:
        return say("only-chinese", zh=listing(zh))
    return say("only-either", en=listing(en), zh=listing(zh))


@rule("break-in-han")
def no_break_within_han(book: Book) -> Iterator[Breach]:
    """No line ends between two Han characters: the break would be drawn as a space."""
    for file, document in book.documents.items():
        read = document.lines if file.startswith(("docs/zh/", "data/")) else []
        for number, (line, after) in enumerate(pairwise(read), 1):
            # In this order, since the start of a line is found sooner than its end.
            if re.match(rf"\s*{HAN}", after) and re.search(rf"{_WIDE}$", line.rstrip()):
                yield Place(file, number, max(1, len(line.rstrip()))), {}


@rule()
def translations_follow(book: Book) -> Iterator[Breach]:
    """A Chinese text follows when its English changes. A warning, as whoever mends the English may
    know no Chinese; a release stops where the text limits a claim or speaks against the thesis.
    """
    for translation in translations(book).of(state="stale"):
        unit = translation.unit
        if any(differences(unit.en, unit.zh)):
            continue  # another rule says which figure was changed on one side only
        key = "caveat-stale" if unit.weight in GRAVE else "translation-stale"
        yield Problem(unit.where(), key, weight=unit.weight, name=unit.key)


@rule(scope="release")
def limits_are_on_record(book: Book) -> Iterator[Breach]:
    """For a release, what limits a claim or speaks against the thesis is on record as it stands: a
    record that was emptied, or lost lines, would otherwise hide that the Chinese is stale.
    """
    known = translations(book)
    if not known.recorded:
        yield Problem(Place(LOCK), "no-record")
        return
    for unit, state, _, seen in known.of():
        if unit.weight in GRAVE and state == "unreviewed" and not seen:
            yield Problem(unit.where(), "text-not-on-record", weight=unit.weight)
