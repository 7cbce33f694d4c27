"""Links in Markdown: none runs anything, and images are our own."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import urlsplit

from ..problems.problem import Problem
from ..reading.book import Book
from ..reading.markdown import Mark

_SCHEMES = ("https", "mailto")


def link_schemes(book: Book) -> Iterator[Problem]:
    """A link leads to a page of this site, or to another by https; none runs a script."""
    for page in book.pages.values():
        for link in page.links:
            if not _allowed(link):
                yield Problem(link.place, "link-scheme", target=link.text)


def _allowed(link: Mark) -> bool:
    try:
        target = urlsplit(link.text)
    except ValueError:
        return False
    return target.scheme in _SCHEMES or not (target.scheme or target.netloc)


def images_exist(book: Book) -> Iterator[Problem]:
    """An image lies below docs/assets/ and exists."""
    for uri, page in book.pages.items():
        for image in page.images:
            target = posixpath.normpath(posixpath.join("docs", posixpath.dirname(uri), image.text))
            inside = target.startswith("docs/assets/") and not urlsplit(image.text).scheme
            if not inside or not (book.root / target).is_file():
                yield Problem(image.place, "no-such-image", image=image.text)


RULES = (link_schemes, images_exist)
