"""Pages that no Markdown file stands for: each is made from data alone, in every language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from .book import Book
from .model import Text


@dataclass(frozen=True, slots=True)
class Generated:
    """One page in all languages.

    `name` is its file as if it lay in `docs/<lang>/`, such as `plays/fork.md`; `template` makes its
    Markdown from `context`; `origins` are the files, relative to the root, that someone edits to
    change it, the first of them the one that the edit link names; `updated` is the day of its data,
    or None for the newest of the book; `kind` tells the frame how to treat it, as that of a written
    page does.
    """

    name: str
    template: str
    title: Text
    description: Text
    origins: tuple[str, ...]
    context: Mapping[str, object] = field(default_factory=dict)
    updated: dt.date | None = None
    kind: str = "page"


Maker = Callable[[Book], Iterable[Generated]]
"""Yields pages of one kind, in a fixed order; those of `page.MAKERS` are asked."""
