"""What Markdown may contain: known parts, a title and a description, and no HTML of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..problems.problem import Place, Problem, closest, listing
from ..reading.book import Book
from ..reading.markdown import LISTED, PARTS

META = ("title", "description")
DESCRIPTION = 160
"""Characters of a description that search engines show."""


def parts_exist(book: Book) -> Iterator[Problem]:
    """Every `<!-- casebook: name -->` names a part; what follows the name are lists to show."""
    for page in book.pages.values():
        for part in page.parts:
            name, *lists = part.text.split() or [""]
            if name not in PARTS:
                yield Problem(
                    part.place,
                    "unknown-part",
                    name=name,
                    names=listing(sorted(PARTS)),
                    meant=closest(name, PARTS),
                )
            for scheme in lists if name in PARTS and book.vocabulary else ():
                if name not in LISTED:
                    yield Problem(part.place, "part-takes-no-list", name=name)
                elif scheme not in book.vocabulary:
                    yield Problem(
                        part.place,
                        "unknown-list",
                        scheme=scheme,
                        meant=closest(scheme, book.vocabulary),
                    )


def no_html(book: Book) -> Iterator[Problem]:
    """Markdown files hold no HTML and no attribute lists, so that nothing active can come in.

    A line that is a comment may stand: it is a note to writers, and reaches no page.
    """
    for page in book.pages.values():
        opened: set[str] = set()
        for mark in page.html:
            name = re.match(r"</?([\w-]*)", mark.text)
            if name and mark.text.startswith("</") and name[1] in opened:
                continue  # where it was opened is reported
            opened.add(name[1] if name else "")
            yield Problem(mark.place, "html-in-markdown")
        for mark in page.braces:
            yield Problem(mark.place, "attributes-in-markdown", text=mark.text)


def front_matter(book: Book) -> Iterator[Problem]:
    """A page has a title and a description of at most 160 characters; a story has neither."""
    for uri, page in book.pages.items():
        story = "/cases/" in uri and not uri.endswith("/index.md")
        for name in page.meta:
            if story or name not in META:
                yield Problem(
                    page.document.key(name),
                    "field-in-story" if story else "front-matter-unknown",
                    name=name,
                    fields=listing(META),
                )
        for name in () if story else META:
            if not page.meta.get(name):
                yield Problem(Place(page.document.file), "front-matter-missing", name=name)
        if len(page.meta.get("description", "")) > DESCRIPTION:
            yield Problem(
                page.document.place("description"), "description-too-long", most=DESCRIPTION
            )


RULES = (parts_exist, no_html, front_matter)
