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
from ..problems.message import say
from ..problems.problem import Problem, did_you_mean
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
                yield Problem(
                    image.place,
                    "CB505",
                    say("there is no image '{image}'", image=image.text),
                    say("images lie in docs/assets/; nothing is loaded from other sites"),
                )


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
            yield Problem(
                link.place,
                "CB504",
                say("a link to '{target}' is not allowed", target=link.text),
                say("link to pages of this site by their .md file, and to others by https"),
            )
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
            "CB501" if other == lang else "CB503",
            say("'{target}' leads to no page", target=link.text),
            did_you_mean(target.path, known, say("Link to a .md file, relative to this one")),
        )
    elif language(path) != lang:
        yield Problem(
            link.place,
            "CB503",
            say("'{target}' leads the reader into the other language", target=link.text),
            say("link to the page in this language; the switcher leads to the other"),
        )
    elif target.fragment and not _has_id(book, made[path], unquote(target.fragment)):
        yield Problem(
            link.place,
            "CB502",
            say("there is no '#{id}' on that page", id=target.fragment),
            did_you_mean(
                target.fragment,
                _ids(made[path].markdown),
                say("See the headings of docs/{path}", path=path),
            ),
        )


RULES = (link_targets, images_exist)
