"""Pages that no Markdown file stands for: each is made from data alone, in every language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from ..method.edition import Edition
from ..method.wording import words
from ..model import LANGUAGES, PartialDate, Text
from ..reading.book import Book


@dataclass(frozen=True, slots=True)
class Generated:
    """One page in all languages.

    `name` is its file as if it lay in `docs/<lang>/`, such as `plays/fork.md`; `template` makes its
    Markdown from `facts`; `origins` are the files, relative to the root, that someone edits to
    change it, the first of them the one that the edit link names; `updated` is the day of its data,
    or None for the newest of the book; `repeats` says that it only shows what stands elsewhere.
    """

    name: str
    template: str
    title: Text
    description: Text
    origins: tuple[str, ...]
    facts: Mapping[str, object] = field(default_factory=dict)
    updated: dt.date | None = None
    repeats: bool = False

    @property
    def kind(self) -> str:
        """What kind of page it is: the name of its template."""
        return self.template.removesuffix(".md.j2")


Maker = Callable[[Edition], Iterable[Generated]]
"""Yields pages of one kind, in a fixed order; those of `page.MAKERS` are asked."""


def label(book: Book, key: str, **facts: object) -> Text:
    """A label in every language, its placeholders filled with facts, texts, or dates."""

    def filled(lang: str) -> str:
        own = words(book, lang)
        dated = {
            name: own.date(fact) if isinstance(fact, PartialDate) else fact
            for name, fact in facts.items()
        }
        return own.label(key, **dated)

    return Text(**{lang: filled(lang) for lang in LANGUAGES})
