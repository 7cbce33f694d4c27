"""Markdown: known parts, a title and a description, links that run nothing, no HTML."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from urllib.parse import urlsplit

from ..model.address import case_id
from ..problems.problem import Place, Problem, closest, listing
from ..reading.book import Book
from ..reading.markdown import LISTED, PARTS, Mark, Markdown
from ..reading.web_address import fault
from .rule import Breach, rule
from .stories import sections
from .vocabulary import LISTS

META = ("title", "description")
DESCRIPTION = 160
"""Characters of a description that search engines show."""
_SCHEMES = ("https", "mailto")


@rule(scope="page")
def parts_exist(page: Markdown, book: Book) -> Iterator[Breach]:
    """Every `<!-- casebook: name -->` names a part; what follows the name are lists to show."""
    for part in page.parts:
        name, *lists = part.text.split() or [""]
        if name not in PARTS:
            hint = {"names": listing(sorted(PARTS)), "meant": closest(name, PARTS)}
            yield Problem(part.place, "unknown-part", name=name, **hint)
        elif lists and name not in LISTED:
            yield Problem(part.place, "part-takes-no-list", name=name)
        for scheme in lists if name in LISTED and book.vocabulary else ():
            if scheme not in {*book.vocabulary, *LISTS}:
                meant, column = closest(scheme, book.vocabulary), part.text.rfind(scheme)
                place = replace(part.place, column=part.place.column + column, length=len(scheme))
                yield Problem(place, "unknown-list", scheme=scheme, meant=meant)


@rule(scope="pair")
def same_parts(pair: tuple[Markdown, Markdown], book: Book) -> Iterator[Breach]:
    """Both languages of a page call for the same parts, in the same order and sections. The first
    that differs is named; none while one of them is wrong in itself.
    """
    if any(page.document.problems or [*parts_exist.look(page, book)] for page in pair):
        return
    for at, (_, there) in enumerate(sections(*pair)):
        wanted, found = (_parts(page, at) for page in pair)
        for one, other in zip_longest(wanted, found):
            if not one or not other or one.text.split() != other.text.split():
                place = other.place if other else there.heading.place
                key = "parts-differ" if one else "part-too-many"
                yield Problem(place, key, part=one.text if one else "")
                return


def _parts(page: Markdown, at: int) -> list[Mark]:
    """The parts in a section of a page, by its number."""
    starts = [section.heading.place.line for section in page.sections]
    return [part for part in page.parts if bisect(starts, part.place.line) == at + 1]


@rule("html-in-markdown", scope="page")
def no_html(page: Markdown) -> Iterator[Breach]:
    """Markdown files hold no HTML, so that nothing active can come in.

    A line that is a comment may stand: it is a note to writers, and reaches no page.
    """
    opened: set[str] = set()
    for mark in page.html:
        name = re.match(r"</?([\w-]*)", mark.text)
        if name and mark.text.startswith("</") and name[1] in opened:
            continue  # where it was opened is reported
        opened.add(name[1] if name else "")
        yield mark.place, {}


@rule("attributes-in-markdown", scope="page")
def no_attributes(page: Markdown) -> Iterator[Breach]:
    """Markdown files hold no attribute lists but the ids of headings."""
    for mark in page.braces:
        yield mark.place, {"text": mark.text}


@rule(scope="page")
def front_matter(page: Markdown) -> Iterator[Breach]:
    """A page has a title and a description of at most 160 characters; a story has neither."""
    story = bool(case_id(page.uri))
    for name in page.meta:
        if story or name not in META:
            key = "field-in-story" if story else "front-matter-unknown"
            yield Problem(page.document.key(name), key, name=name, fields=listing(META))
    for name in () if story else META:
        if not page.meta.get(name):
            yield Problem(Place(page.document.file), "front-matter-missing", name=name)
    if len(page.meta.get("description", "")) > DESCRIPTION:
        place = page.document.place("description")
        yield Problem(place, "description-too-long", most=DESCRIPTION)


@rule("link-scheme", scope="page")
def links_run_nothing(page: Markdown) -> Iterator[Breach]:
    """A link leads to a page of this site, or to another by https; none runs a script."""
    for link in page.links:
        try:
            target = urlsplit(link.text)
        except ValueError:
            target = urlsplit("invalid:")
        if (target.scheme or target.netloc) and target.scheme not in _SCHEMES:
            yield link.place, {"target": link.text}


@rule("no-such-image", scope="page")
def images_exist(page: Markdown, book: Book) -> Iterator[Breach]:
    """An image lies below docs/assets/ and exists."""
    for image in page.images:
        folder = posixpath.join("docs", posixpath.dirname(page.uri))
        target = posixpath.normpath(posixpath.join(folder, image.text))
        inside = target.startswith("docs/assets/") and not urlsplit(image.text).scheme
        if not inside or not (book.root / target).is_file():
            yield image.place, {"image": image.text}


@rule(scope="page")
def links_lead_to_public_servers(page: Markdown) -> Iterator[Breach]:
    """An address in Markdown is whole, names no user, and is what it looks like."""
    for link in page.links:
        if link.text.startswith("https:") and (what := fault(link.text)):
            yield Problem(link.place, what, address=link.text)
