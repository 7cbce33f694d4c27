"""Addresses within the site: from a Markdown file below `docs/` to its page, and between pages."""

from __future__ import annotations

import posixpath

from ..model import LANGUAGES


def language(src_uri: str) -> str:
    """The language of a Markdown file such as `zh/about.md`."""
    return src_uri.split("/", 1)[0]


def url(src_uri: str) -> str:
    """The address of a page relative to the site's root: `zh/cases/index.md` → `zh/cases/`.

    The first language lives at the root; pages are folders, as MkDocs makes them.
    """
    lang, _, name = src_uri.partition("/")
    stem = name.removesuffix(".md")
    folder = posixpath.dirname(stem) if posixpath.basename(stem) == "index" else stem
    return "/".join(part for part in ("" if lang == LANGUAGES[0] else lang, folder) if part) + (
        "/" if folder or lang != LANGUAGES[0] else ""
    )


def relative(from_url: str, to_url: str) -> str:
    """The relative link from one page's address to another address of the site."""
    base = from_url.rstrip("/") or "."
    path = posixpath.relpath(to_url.rstrip("/") or ".", base)
    return path + "/" if to_url.endswith("/") or not to_url else path
