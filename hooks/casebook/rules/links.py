"""Links in Markdown: each leads to something that exists, in the reader's language."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from ..model import LANGUAGES
from ..model.address import language
from ..pages.context import Settings, contexts
from ..pages.page import Page, pages
from ..problems.problem import Problem, closest
from ..reading.book import Book
from ..reading.markdown import HEADING_ID, Mark

_IDS = re.compile(r'\sid="([^"]+)"')
_SCHEMES = ("https", "mailto")


def link_targets(book: Book) -> Iterator[Problem]:
    """A link within the site names a Markdown file of the same language, and an id on it."""
    made = {page.src_uri: page for page in pages(contexts(book, Settings()))}
    # A page whose data could not be read lacks the ids that come from there.
    whole = not book.lacks("data/")
    for uri, page in book.pages.items():
        for link in page.links:
            for problem in _link(book, uri, link, made):
                if whole or problem.code != "CB502":
                    yield problem


def images_exist(book: Book) -> Iterator[Problem]:
    """An image lies below docs/assets/ and exists."""
    for uri, page in book.pages.items():
        for image in page.images:
            target = posixpath.normpath(posixpath.join("docs", posixpath.dirname(uri), image.text))
            inside = target.startswith("docs/assets/") and not urlsplit(image.text).scheme
            if not inside or not (book.root / target).is_file():
                yield Problem(image.place, "no-such-image", image=image.text)


def _has_id(book: Book, page: Page, id: str) -> bool:
    """Whether a page will have an id. Its own headings are tried before it is rendered."""
    written = book.pages.get(page.src_uri)
    if written and any(heading.id == id for heading in written.headings):
        return True
    return id in _ids(page.markdown)


@lru_cache(maxsize=64)
def _ids(markdown: str) -> frozenset[str]:
    """The ids that a page will have: those of its headings, and those in its HTML."""
    headings = (HEADING_ID.search(line) for line in markdown.splitlines() if line.startswith("#"))
    return frozenset([*(found["id"] for found in headings if found), *_IDS.findall(markdown)])


def _link(book: Book, uri: str, link: Mark, made: dict[str, Page]) -> Iterator[Problem]:
    try:
        target = urlsplit(link.text)
    except ValueError:
        target = urlsplit("invalid:")
    if target.scheme or target.netloc:
        if target.scheme not in _SCHEMES:
            yield Problem(link.place, "link-scheme", target=link.text)
        return
    path = posixpath.normpath(posixpath.join(posixpath.dirname(uri), unquote(target.path)))
    if not target.path:
        path = uri
    lang = language(uri)
    if f"docs/{path}" in book.broken:
        return
    if path not in made:
        other = next((one for one in LANGUAGES if f"{one}/" == path[:3]), lang)
        base = posixpath.dirname(uri)
        known = {posixpath.relpath(one, base) for one in made if language(one) == lang}
        yield Problem(
            link.place,
            "no-such-page" if other == lang else "no-such-page-there",
            target=link.text,
            meant=closest(target.path, known),
        )
    elif language(path) != lang:
        yield Problem(link.place, "link-to-other-language", target=link.text)
    elif target.fragment and not _has_id(book, made[path], unquote(target.fragment)):
        yield Problem(
            link.place,
            "no-such-id",
            id=target.fragment,
            meant=closest(target.fragment, _ids(made[path].markdown)),
            path=path,
        )


RULES = (link_targets, images_exist)
