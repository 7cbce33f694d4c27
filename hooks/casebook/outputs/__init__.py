"""The files of the site that are not pages: feeds, citations, cards, JSON, the search index."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asset:
    """One file: `url` is its address relative to the site's root, such as `zh/feed.xml`."""

    url: str
    content: bytes
