"""Languages: each text is in its own, and what one says, the other says too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any, TypeGuard

from ..method.allowed import one_sided
from ..method.script import chinese_in, is_chinese, may_be_in, out_of_style, shorter, traditional_in
from ..method.translation import translations
from ..model import LANGUAGES, ZH, Case, Claim, Source, Text
from ..model.values import other
from ..problems.message import NOTHING, Message, say
from ..problems.problem import Place, Problem, listing
from ..reading.book import Book, Found
from ..reading.markdown import Markdown
from ..reading.text import KeyPath
from ..reading.translation_lock import FILE as LOCK
from .rule import SCOPES, Breach, rule

HAN = r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
_PUNCTUATION = r"[\u3000-\u303f\uff00-\uffef“”‘’—…]"
_WIDE = rf"(?:{HAN}|{_PUNCTUATION})"
_BEGINS, _ENDS = re.compile(rf"\s*{HAN}"), re.compile(rf"{_WIDE}$")
GRAVE = ("counter", "caveat")
"""The weights that no release may lack in one of its languages."""


@rule("page-in-one-language")
def pages_in_both_languages(book: Book) -> Iterator[Breach]:
    """Every page exists in every language, under the same name."""
    for file in book.documents:
        _, lang, name = f"{file}//".split("/", 2)
        name = name.rstrip("/")
        story = f"data/{name.removesuffix('.md')}.yml" in book.documents  # which its case misses
        for there in LANGUAGES if file.startswith("docs/") and not story else ():
            if there != lang and f"docs/{there}/{name}" not in book.documents:
                yield Place(file), {"other": there, "name": name}


def both(text: Any) -> TypeGuard[Text]:
    """Whether something is a text that is written in both languages."""
    return isinstance(text, Text) and not text.missing


@rule("language-missing")
def texts_are_in_both_languages(book: Book) -> Iterator[Breach]:
    """Every text is written in both languages; for a draft and for a note one of them will do, and
    so it will for a source that no other case cites.
    """
    for record in (*SCOPES["record"](book), *SCOPES["label"](book)):
        may_wait = _may_wait(record, book)
        for path, text, _ in record.parts:
            if isinstance(text, Text) and text.empty:
                yield Problem(record.key(*path), "language-neither")
            elif isinstance(text, Text) and text.missing and not may_wait:
                yield record.key(*path), {"lang": text.missing}


def _may_wait(record: Found[Any], book: Book) -> bool:
    """Whether one language will do for the texts of a record."""
    match record.value:
        case Case():
            return not record.value.must_be_whole
        case Source():
            cases = (book.cases[slug] for slug in book.uses.get(record.id, ()))
            return not any(case.value.must_be_whole for case in cases)
        case _:
            return False


def within(record: Found[Any], path: KeyPath, written: str) -> Place:
    """Where `written` stands in the text at `path`: the text itself where that cannot be told."""
    place = record.place(*path)
    lines = record.document.lines
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
    return say("only-either", en=listing(en), zh=listing(zh), hint=NOTHING)


@rule("break-in-han")
def no_break_within_han(book: Book) -> Iterator[Breach]:
    """No line ends between two Han characters: the break would be drawn as a space."""
    for file, document in book.documents.items():
        read = document.lines if file.startswith(("docs/zh/", "data/")) else []
        for number, (line, after) in enumerate(pairwise(read), 1):
            # In this order, since the start of a line is found sooner than its end.
            if _BEGINS.match(after) and _ENDS.search(line.rstrip()):
                yield Place(file, number, max(1, len(line.rstrip()))), {}


@rule()
def translations_follow(book: Book) -> Iterator[Breach]:
    """When a text changes in one language, the other follows. A warning, as whoever mends one may
    not know the other; a release stops where the text limits a claim or speaks against the thesis.
    """
    for translation in translations(book).of(state="stale"):
        unit, behind = translation.unit, translation.behind
        files = [unit.where(lang).file for lang in LANGUAGES]
        if any(one_sided(book, files, (unit.en,), (unit.zh,))):
            continue  # another rule says which figure was changed on one side only
        key = "caveat-stale" if unit.weight in GRAVE else "translation-stale"
        facts = {"changed": other(behind), "behind": behind}
        yield Problem(unit.where(behind), key, weight=unit.weight, name=unit.key, **facts)


@rule(scope="release")
def limits_are_on_record(book: Book) -> Iterator[Breach]:
    """For a release, what limits a claim or speaks against the thesis is on record as it stands: a
    record that was emptied, or lost lines, would otherwise hide that a language is behind.
    """
    known = translations(book)
    if not known.recorded:
        yield Problem(Place(LOCK), "no-record")
        return
    for unit, state, _, seen, _ in known.of():
        if unit.weight in GRAVE and state == "unreviewed" and not seen:
            yield Problem(unit.where(ZH), "text-not-on-record", weight=unit.weight)


@rule(scope="record")
def texts_are_in_their_language(record: Found[Any]) -> Iterator[Breach]:
    """No text is in the other language or in traditional characters; quotations, titles and what is
    in brackets may be.
    """
    for path, text, _ in record.parts:
        if not isinstance(text, Text) or path[-1:] == ("translated-title",):
            continue
        at = chinese_in(text.written("en"))
        if at is not None:
            yield Problem(_at(record, (*path, "en"), text.en, at), "chinese-in-english")
        if not is_chinese(text.written("zh")):
            yield Problem(record.place(*path, "zh"), "not-translated")
        at = traditional_in(text.written("zh"))
        if at is not None:
            place = _at(record, (*path, "zh"), text.zh, at)
            yield Problem(place, "traditional", character=text.zh[at])


@rule(scope="page")
def pages_are_in_their_language(page: Markdown) -> Iterator[Breach]:
    """A page is in its own language and, in Chinese, in simplified characters."""
    english = page.document.file.startswith("docs/en/")
    texts = [paragraph for section in page.sections for paragraph in section.text]
    texts += [(section.heading.text, section.heading.place.line) for section in page.sections]
    texts += [(text, page.document.key(name).line) for name, text in page.meta.items()]
    for text, first in texts:
        at = chinese_in(text) if english else traditional_in(text)
        if at is not None:
            key = "chinese-in-english" if english else "traditional"
            yield Problem(_line(page, text, first, at), key, character=text[at])
        elif not english and not is_chinese(text):
            yield Problem(Place(page.document.file, first), "not-translated")


@rule("house-style", scope="record")
def chinese_keeps_to_house_style(record: Found[Any]) -> Iterator[Breach]:
    """The Chinese has none of the turns in `words/style.yml`, quotations and titles aside."""
    for path, text, _ in record.parts:
        ours = isinstance(text, Text) and path[-1:] != ("translated-title",)
        for _, written, instead in out_of_style(text.zh) if ours else ():
            yield within(record, (*path, ZH), written), {"written": written, "instead": instead}


@rule("house-style", scope="label")
def labels_keep_to_house_style(label: Found[Text]) -> Iterator[Breach]:
    """So do the words of the interface."""
    yield from chinese_keeps_to_house_style.look(label)


@rule("house-style", scope="page")
def pages_keep_to_house_style(page: Markdown) -> Iterator[Breach]:
    """So does the Chinese of pages."""
    texts = [paragraph for section in page.sections for paragraph in section.text]
    for text, first in texts if page.uri.startswith(f"{ZH}/") else ():
        for at, written, instead in out_of_style(text):
            place = replace(_line(page, text, first, at), length=len(written))
            yield place, {"written": written, "instead": instead}


@rule(scope="claim")
def claims_say_as_much_in_both(claim: Found[Claim]) -> Iterator[Breach]:
    """A claim that limits or speaks against the thesis is whole in both languages."""
    text = claim.value.text
    lang = shorter(text.en, text.zh) if both(text) else ""
    if lang and claim.value.weight in GRAVE:
        yield Problem(claim.place("text", lang), "limit-cut-short")


@rule("quotation-translated", scope="claim")
def quotations_are_not_translated(claim: Found[Claim], book: Book) -> Iterator[Breach]:
    """A quotation is in the language of its source, unless a locator says where the source itself
    has words in another.
    """
    for index, evidence in enumerate(claim.value.evidence):
        source, quotation = book.sources.get(evidence.source), evidence.quote
        if source and quotation and not evidence.locator:
            language = source.value.language
            if not may_be_in(language, quotation):
                yield claim.place("evidence", index, "quote"), {"language": language}


@rule(scope="case")
def texts_say_as_much_in_both(case: Found[Case]) -> Iterator[Breach]:
    """Any other text of a case is likely whole in both languages. A warning: lengths only hint."""
    for path, text, _ in case.parts:
        if both(text) and (lang := shorter(text.en, text.zh)):
            claim = case.value.claims[int(path[1])] if path[0] == "claims" else None
            if not claim or claim.weight not in GRAVE:
                yield Problem(case.place(*path, lang), "text-cut-short")


def _at(record: Found[Any], path: KeyPath, text: str, at: int) -> Place:
    """Where a character of a text stands, or the text where its line is written another way."""
    place = record.place(*path)
    lines = record.document.lines
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    start = line.find(text, place.column - 1)
    return replace(place, column=start + at + 1, length=1) if start >= 0 else place


def _line(page: Markdown, text: str, first: int, at: int) -> Place:
    """Where a character of a paragraph stands."""
    line = first + text[:at].count("\n")
    column = page.document.lines[line - 1].find(text[at]) + 1
    return Place(page.document.file, line, max(1, column))
