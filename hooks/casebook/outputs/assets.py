"""All files of the site that are not pages, from the modules that make them.

Not part of what a check imports: pictures and tables take their time to load.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from ..pages.context import Context
from ..pages.page import Page
from . import card, citation, export, feed, machines, table
from .asset import Asset

MAKERS: tuple[Callable[[Mapping[str, Context]], Iterable[Asset]], ...] = (
    table.tables,
    export.exports,
    citation.citations,
    feed.feeds,
    card.cards,
)


def assets(contexts: Mapping[str, Context], pages: Sequence[Page]) -> Iterator[Asset]:
    """Every file that belongs to the pages, in a fixed order."""
    for make in MAKERS:
        yield from make(contexts)
    yield from machines.guides(contexts, pages)
