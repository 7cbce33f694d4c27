"""Links between pages: each leads to a page in the reader's language, and to an id on it.

No rule can say so, since many ids come from templates; so pages that links lead into are made.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit

from .. import rules
from ..model import address, other
from ..problems.problem import Problem, closest
from ..reading.book import Book
from ..reading.markdown import HEADING_ID, Mark
from .context import Settings, contexts
from .page import Page, pages

_IDS = re.compile(r'\sid="([^"]+)"')


def check(
    book: Book,
    made: Mapping[str, Page] | None = None,
    *,
    release: bool = False,
    renewal: rules.Renewal | None = None,
) -> list[Problem]:
    """All problems of a book, in the order of file and line: what the rules find, and every link
    that leads nowhere. For a release or a renewal, see `rules.check`. Whoever publishes the pages
    gives them as `made`, by their `src_uri`.
    """
    if made is None:
        made = {page.src_uri: page for page in pages(contexts(book, Settings()))}
    return sorted({*rules.check(book, release=release, renewal=renewal), *_lost(book, made)})


def _lost(book: Book, made: Mapping[str, Page]) -> Iterator[Problem]:
    # A page whose data could not be read lacks the ids that come from there.
    whole = not book.lacks("data/")
    ids: dict[str, frozenset[str]] = {}
    for src_uri, page in book.pages.items():
        for link in page.links:
            target = _target(src_uri, link)
            if not target or f"docs/{target[0]}" in book.broken:
                continue
            path, fragment = target
            if problem := _page_problem(src_uri, link, path, made):
                yield problem
            elif whole and fragment and not _is_heading(book, path, fragment):
                known = ids.setdefault(path, _ids(made[path].markdown))
                if fragment not in known:
                    meant = closest(fragment, known)
                    yield Problem(link.place, "no-such-id", id=fragment, meant=meant, path=path)


def _target(src_uri: str, link: Mark) -> tuple[str, str] | None:
    """The page that a link names, and the id; None where it leads out, or is no address."""
    try:
        target = urlsplit(link.text)
    except ValueError:
        return None
    if target.scheme or target.netloc:
        return None
    folder = posixpath.dirname(src_uri)
    path = posixpath.normpath(posixpath.join(folder, unquote(target.path)))
    return (path if target.path else src_uri), unquote(target.fragment)


def _page_problem(src_uri: str, link: Mark, path: str, made: Mapping[str, Page]) -> Problem | None:
    """What is wrong with the page that a link names."""
    lang = address.language(src_uri)
    if path in made:
        own = address.language(path) == lang
        return None if own else Problem(link.place, "link-to-other-language", target=link.text)
    there = path.startswith(f"{other(lang)}/")
    folder = posixpath.dirname(src_uri)
    known = {posixpath.relpath(uri, folder) for uri in made if address.language(uri) == lang}
    meant = closest(urlsplit(link.text).path, known)
    key = "no-such-page-there" if there else "no-such-page"
    return Problem(link.place, key, target=link.text, meant=meant)


def _is_heading(book: Book, path: str, id: str) -> bool:
    """Whether an id is that of a heading in a file, so that the page need not be made."""
    written = book.pages.get(path)
    return written is not None and any(heading.id == id for heading in written.headings)


def _ids(markdown: str) -> frozenset[str]:
    """The ids that a page will have: those of its headings, and those in its HTML."""
    headings = (HEADING_ID.search(line) for line in markdown.splitlines() if line.startswith("#"))
    return frozenset([*(heading["id"] for heading in headings if heading), *_IDS.findall(markdown)])
