"""Cards: the pictures for sharing can show every character that they are to show."""

from __future__ import annotations

from collections.abc import Iterator

from ..book import Book
from ..card import missing
from ..message import say
from ..model import LANGUAGES
from ..problem import Place, Problem, listing

LABELS = ("site-name", "site-kind", "verdict", "case-grade", "scheme-status", "separator")
"""Labels that stand on cards, and below, the schemes whose labels do."""
SCHEMES = ("verdict", "confidence", "status")


def cards_can_show(book: Book) -> Iterator[Problem]:
    """What stands on a card has only characters that its font holds.

    Drawing the others in a font of the machine would make the picture another one elsewhere, or an
    empty box; and only here is it known where the character comes from.
    """
    for place, text in _drawn(book):
        if lost := missing(text):
            named = listing(
                say("'{char}' (U+{code})", char=char, code=f"{ord(char):04X}") for char in lost
            )
            yield Problem(
                place,
                "CB610",
                say("the card for sharing cannot show {named}", named=named),
                say(
                    "write it otherwise, or add it to the font: see hooks/casebook/fonts/README.md"
                ),
            )


def _drawn(book: Book) -> Iterator[tuple[Place, str]]:
    """Every text that stands on a card, and where it is written."""
    for lang in LANGUAGES:
        for case in book.cases.values():
            yield case.place("title", lang), case.value.title[lang]
            yield case.place("subtitle", lang), case.value.subtitle[lang]
        if home := book.pages.get(f"{lang}/index.md"):
            yield home.document.place("description"), home.meta.get("description", "")
        for key in LABELS:
            if label := book.labels.get(key):
                yield label.place(lang), label.value[lang]
        for scheme in SCHEMES:
            for entry in book.vocabulary.get(scheme, {}).values():
                yield entry.place("label", lang), entry.value.label[lang]


RULES = (cards_can_show,)
