"""All files of the site that are not pages, from the modules that make them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..figures import data
from ..pages.page import Page
from ..pages.view import Settings
from ..reading.book import Book
from . import card, citation, export, feed, machines
from .asset import Asset


def files(book: Book, settings: Settings, pages: Sequence[Page]) -> Iterator[Asset]:
    """Every file that belongs to the book's `pages`, in a fixed order."""
    yield from data.tables(book, settings)
    yield from export.exports(book, settings)
    yield from citation.citations(book, settings)
    yield from feed.feeds(book, settings)
    yield from machines.guides(book, settings, pages)
    yield from card.cards(book, settings)


def write(site: Path, book: Book, settings: Settings, pages: Sequence[Page]) -> None:
    """Puts those files into the folder `site`. Raises OSError."""
    for file in files(book, settings, pages):
        path = site / file.url
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
