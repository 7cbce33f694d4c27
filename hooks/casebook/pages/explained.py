"""The pages of the codes that problems carry: one for each that is explained."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from ..method.edition import Edition
from ..model import CODE, LANGUAGES, Explained, Text
from ..reading.book import Book, Found
from .generated import Generated, label
from .play import in_short

FILE = "data/problems.yml"
"""Where the explanations stand."""


def file(code: str) -> str:
    """The Markdown file that the page of a code would be, such as `contribute/cb301.md`."""
    return f"contribute/{code.lower()}.md"


def codes(book: Book) -> list[Found[Explained]]:
    """The codes that are explained, in their order: those that can be an address."""
    return [book.explained[id] for id in sorted(book.explained) if re.fullmatch(CODE, id)]


def families(book: Book) -> list[tuple[str, list[Found[Explained]]]]:
    """The same by family: the first digit of the codes, with the codes that begin with it."""
    return [(digit, list(group)) for digit, group in groupby(codes(book), lambda one: one.id[2])]


def pages(edition: Edition) -> Iterator[Generated]:
    """A page for each code, with the way to the codes before and after it."""
    around: list[Found[Explained] | None] = [None, *codes(edition.book), None]
    for before, found, after in zip(around, around[1:], around[2:], strict=False):
        if found:
            yield Generated(
                file(found.id),
                "code.md.j2",
                label(edition.book, "code-title", code=found.id, title=found.value.title),
                _without_ticks(in_short(found.value.text)),
                (found.document.file,),
                {"code": found.id, "it": found.value, "before": before, "after": after},
            )


def _without_ticks(text: Text) -> Text:
    return Text(**{lang: text[lang].replace("`", "") for lang in LANGUAGES})
