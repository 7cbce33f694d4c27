"""All files of the site that are not pages, from the modules that make them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ..pages.context import Context
from ..pages.page import Page
from . import Asset, card, export, table, texts


def files(contexts: Mapping[str, Context], pages: Sequence[Page]) -> Iterator[Asset]:
    """Every file that belongs to the `pages`, in a fixed order."""
    yield from table.tables(contexts)
    yield from export.exports(contexts)
    yield from texts.citations(contexts)
    yield from texts.feeds(contexts)
    yield from texts.guides(contexts, pages)
    yield from card.cards(contexts)


def write(site: Path, contexts: Mapping[str, Context], pages: Sequence[Page]) -> None:
    """Puts those files into the folder `site`. Raises OSError."""
    for file in files(contexts, pages):
        path = site / file.url
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
