"""The files of the site that are not pages: data to take away, feeds, pictures."""

from __future__ import annotations

from dataclasses import dataclass

TABLES = ("moat-map", "openness", "timeline")
"""What the tables beside a case are called, besides those of its series, which have their ids."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file: `url` is its address relative to the site's root, such as `zh/feed.xml`."""

    url: str
    content: bytes
