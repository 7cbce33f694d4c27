"""The files of the site that are not pages: data to take away, feeds, pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from .book import Book
from .template import Settings


@dataclass(frozen=True, slots=True)
class Asset:
    """One file: `url` is its address relative to the site's root, such as `zh/feed.xml`."""

    url: str
    content: bytes


def assets(book: Book, settings: Settings) -> Iterator[Asset]:
    """Every file that belongs to the book's pages, in a fixed order.

    Each module that makes files is asked in turn: it takes `(book, settings)` and yields assets.
    """
    for made in MAKERS:
        yield from made(book, settings)


# The makers stand below, as they need Asset themselves.
from . import card, citation, export, feed, machines  # noqa: E402

MAKERS: tuple[Callable[[Book, Settings], Iterable[Asset]], ...] = (
    export.exports,
    citation.citations,
    feed.feeds,
    machines.guides,
    card.cards,
)
