"""All files of the site that are not pages, from the modules that make them.

Not part of what a check imports: pictures and tables take their time to load.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ..figures import data
from ..pages.view import Settings
from ..reading.book import Book
from . import card, citation, export, feed, machines
from .asset import Asset

MAKERS: tuple[Callable[[Book, Settings], Iterable[Asset]], ...] = (
    data.tables,
    export.exports,
    citation.citations,
    feed.feeds,
    machines.guides,
    card.cards,
)


def assets(book: Book, settings: Settings) -> Iterator[Asset]:
    """Every file that belongs to the book's pages, in a fixed order."""
    for made in MAKERS:
        yield from made(book, settings)
