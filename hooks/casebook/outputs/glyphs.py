"""What stands on the cards has only characters that their font holds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from ..model import LANGUAGES
from ..problems.message import say
from ..problems.problem import Problem, listing
from ..reading.book import Book, Found
from ..reading.text import Document, KeyPath
from .card import visible
from .picture import outline

LABELS = ("site-name", "site-kind", "verdict", "case-grade", "scheme-status", "separator")
"""Labels that stand on cards, and below, the schemes whose labels do."""
SCHEMES = ("verdict", "confidence", "status")


def check(book: Book) -> Iterator[Problem]:
    """A problem for each text on a card of which a character would be an empty box.

    Drawing it in a font of the machine would make the picture another one elsewhere.
    """
    for source, path, text in texts(book):
        if lost := missing(text):
            named = listing(say("character", char=char, code=f"{ord(char):04X}") for char in lost)
            yield Problem(source.place(*path), "card-cannot-show", named=named)


def missing(text: str) -> list[str]:
    """The characters of a text that no card can show, in order, each once."""
    return [char for char in dict.fromkeys(visible(text)) if not _known(char)]


def texts(book: Book) -> Iterator[tuple[Found[Any] | Document, KeyPath, str]]:
    """Every text that stands on a card, and the path in its source at which it is written."""
    for lang in LANGUAGES:
        for case in book.cases.values():
            yield case, ("title", lang), case.value.title[lang]
            yield case, ("subtitle", lang), case.value.subtitle[lang]
        if home := book.pages.get(f"{lang}/index.md"):
            yield home.document, ("description",), home.meta.get("description", "")
        for key in LABELS:
            if label := book.labels.get(key):
                yield label, (lang,), label.value[lang]
        for scheme in SCHEMES:
            for entry in book.vocabulary.get(scheme, {}).values():
                yield entry, ("label", lang), entry.value.label[lang]


@cache
def _known(char: str) -> bool:
    return char.isspace() or outline(char) != outline("\uffff")
