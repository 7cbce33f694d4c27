"""Addresses within the site: from a Markdown file below `docs/` to its page, and between pages."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache

from .values import EN

TABLES = ("moat-map", "openness", "timeline")
"""What the tables beside a case are called, besides those of its series, which have their ids."""


def language(src_uri: str) -> str:
    """The language of a Markdown file such as `zh/about.md`."""
    return src_uri.split("/", 1)[0]


def folder(lang: str) -> str:
    """Where a language begins below the site's root: `zh/`, and "" for English."""
    return "" if lang == EN else f"{lang}/"


def case_id(src_uri: str) -> str:
    """The id of the case whose story a Markdown file is, such as `zh/cases/android.md`; else ""."""
    _, _, name = src_uri.partition("/cases/")
    return "" if name == "index.md" or "/" in name else name.removesuffix(".md")


def evidence_of(src_uri: str) -> str:
    """The id of the case whose evidence a page shows, such as `zh/cases/android/evidence.md`; else
    "".
    """
    match = re.fullmatch(r"[^/]+/cases/([^/]+)/evidence\.md", src_uri)
    return match[1] if match else ""


def url(src_uri: str) -> str:
    """The address of a page relative to the site's root: `zh/cases/index.md` → `zh/cases/`.

    English lives at the root; pages are folders, as MkDocs makes them.
    """
    lang, _, name = src_uri.partition("/")
    stem = name.removesuffix(".md")
    path = posixpath.dirname(stem) if posixpath.basename(stem) == "index" else stem
    return folder(lang) + (f"{path}/" if path else "")


@lru_cache(maxsize=1 << 14)
def relative(from_url: str, to_url: str) -> str:
    """The relative link from one page's address to another address of the site."""
    base = from_url.rstrip("/") or "."
    path = posixpath.relpath(to_url.rstrip("/") or ".", base)
    return path + "/" if to_url.endswith("/") or not to_url else path
