"""Prose: each text is in its own language, in the script of the site, and whole in both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..method.quantity import differences
from ..method.script import chinese_in, is_chinese, shorter, traditional_in
from ..model import EN, Case, Claim, Text
from ..problems.problem import Place, Problem
from ..reading.book import Found
from ..reading.markdown import Markdown
from .languages import only_one_side
from .rule import Breach, rule
from .stories import sections


@rule(scope="record")
def texts_are_in_their_language(record: Found[Any]) -> Iterator[Breach]:
    """No text is in the other language or in traditional characters; quotations, titles and what is
    in brackets may be.
    """
    for path, text, _ in record.parts:
        if not isinstance(text, Text) or path[-1:] == ("translated-title",):
            continue
        at = chinese_in(text.en)
        if at is not None:
            yield Problem(_at(record, (*path, "en"), text.en, at), "chinese-in-english")
        if not is_chinese(text.zh):
            yield Problem(record.place(*path, "zh"), "not-translated")
        at = traditional_in(text.zh)
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


@rule(scope="claim")
def claims_say_as_much_in_both(claim: Found[Claim]) -> Iterator[Breach]:
    """A claim that limits or speaks against the thesis is whole in both languages."""
    lang = shorter(claim.value.text.en, claim.value.text.zh)
    if lang and claim.value.weight in ("counter", "caveat"):
        yield Problem(claim.place("text", lang), "limit-cut-short")


@rule(scope="case")
def texts_say_as_much_in_both(case: Found[Case]) -> Iterator[Breach]:
    """Any other text of a case is likely whole in both languages. A warning: lengths only hint."""
    for path, text, _ in case.parts:
        if isinstance(text, Text) and (lang := shorter(text.en, text.zh)):
            claim = case.value.claims[int(path[1])] if path[0] == "claims" else None
            if not claim or claim.weight not in ("counter", "caveat"):
                yield Problem(case.place(*path, lang), "text-cut-short")


@rule("section-cut-short", scope="pair")
def sections_say_as_much_in_both(pair: tuple[Markdown, Markdown]) -> Iterator[Breach]:
    """Both languages of a section say about as much. A warning: lengths only hint. Paragraphs are
    not counted, since each language is built in its own way.
    """
    for left, right in sections(*pair):
        lang = shorter(*(" ".join(text for text, _ in side.text) for side in (left, right)))
        if lang:
            yield (left if lang == EN else right).heading.place, {}


def _at(record: Found[Any], path: tuple[str | int, ...], text: str, at: int) -> Place:
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
