"""Cards: the pictures for sharing can show every character that they are to show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..model import LANGUAGES
from ..outputs.card import missing
from ..problems.message import say
from ..problems.problem import Problem, listing
from ..reading.book import Book, Found
from ..reading.text import Document, KeyPath

LABELS = ("site-name", "site-kind", "verdict", "case-grade", "scheme-status", "separator")
"""Labels that stand on cards, and below, the schemes whose labels do."""
SCHEMES = ("verdict", "confidence", "status")


def cards_can_show(book: Book) -> Iterator[Problem]:
    """What stands on a card has only characters that its font holds.

    Drawing the others in a font of the machine would make the picture another one elsewhere, or an
    empty box; and only here is it known where the character comes from.
    """
    for source, path, text in _drawn(book):
        if lost := missing(text):
            named = listing(say("character", char=char, code=f"{ord(char):04X}") for char in lost)
            yield Problem(source.place(*path), "card-cannot-show", named=named)


def _drawn(book: Book) -> Iterator[tuple[Found[Any] | Document, KeyPath, str]]:
    """Every text that stands on a card, and the path in its source at which it is written.

    A place is asked for only where there is a problem: finding the first one costs a reading.
    """
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


RULES = (cards_can_show,)
