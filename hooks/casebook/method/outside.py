"""Addresses outside the site: which there are, and where each stands."""

from __future__ import annotations

from ..problems.problem import Place
from ..reading.book import Book


def addresses(book: Book) -> dict[str, list[Place]]:
    """Every address outside the site in the sources and in `docs/`, with where it stands."""
    places: dict[str, list[Place]] = {}
    for source in book.sources.values():
        for field in ("URL", "archive"):
            if url := getattr(source.value, field):
                places.setdefault(url, []).append(source.place(field))
    for page in book.pages.values():
        for link in page.links:
            if link.text.startswith(("https://", "http://")):
                places.setdefault(link.text, []).append(link.place)
    return dict(sorted(places.items()))
