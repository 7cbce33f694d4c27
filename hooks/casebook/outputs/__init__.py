"""The files of the site that are not pages: feeds, citations, cards, charts, JSON, CSV; beside
them, the search index and what a page says of itself elsewhere.

Each maker yields files as pairs: the address relative to the site's root, such as `zh/feed.xml`,
and the content.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import rcssmin  # type: ignore[import-untyped]

from ..pages.context import Context
from ..pages.page import Page
from . import card, export, plot, table, texts


def files(contexts: Mapping[str, Context], pages: Sequence[Page]) -> Iterator[tuple[str, bytes]]:
    """Every file that belongs to the `pages`, in a fixed order."""
    yield from table.tables(contexts)
    yield from export.exports(contexts)
    yield from texts.citations(contexts)
    yield from texts.feeds(contexts)
    yield from texts.guides(contexts, pages)
    yield from card.cards(contexts)
    yield from plot.plots(contexts)


def write(site: Path, contexts: Mapping[str, Context], pages: Sequence[Page]) -> None:
    """Puts those files into the folder `site`, and takes comments and blanks out of the style
    sheets there, a fifth of what a first visit loads of them. Raises OSError.
    """
    for url, content in files(contexts, pages):
        path = site / url
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    for sheet in (site / "assets").glob("*.css"):
        sheet.write_text(rcssmin.cssmin(sheet.read_text("utf-8")), "utf-8")
