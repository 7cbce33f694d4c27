"""Sources: each is used, reachable at a clean address, listed once, and honest about its origin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from ..model import Source
from ..problems.message import say
from ..problems.problem import Problem, listing
from ..reading.book import Book, Found
from ..reading.web_address import bare, tracking

ADDRESSES = ("URL", "archive")


def used(book: Book) -> Iterator[Problem]:
    """Every source is cited by a claim, facet, figure, term, correction, other source or page."""
    if book.lacks("data/", "docs/"):
        return
    cited = set(book.uses)
    cited |= {mark.id for page in book.pages.values() for mark in page.citations}
    cited |= {term.value.source for term in book.terms.values() if term.value.source}
    cited |= {point.value.source for points in book.points.values() for point in points}
    cited |= {
        source.value.derives_from for source in book.sources.values() if source.value.derives_from
    }
    cited |= {source for one in book.corrections.values() for source in one.value.sources}
    for source in book.sources.values():
        if source.id not in cited:
            yield Problem(
                source.key(),
                "CB311",
                say("the source '{id}' is not used", id=source.id),
                say("cite it, or delete it"),
            )


def addresses(book: Book) -> Iterator[Problem]:
    """An address is a whole https one (or http with a reason), without tracking parameters."""
    for source in book.sources.values():
        for field in ADDRESSES:
            url = getattr(source.value, field)
            if url is None:
                continue
            try:
                parts = urlsplit(url)
                host = parts.hostname or ""
            except ValueError:
                parts, host = urlsplit(""), ""
            if (
                parts.scheme not in ("http", "https")
                or "." not in host
                or re.search(r"[\s<>\"]", url)
            ):
                yield Problem(
                    source.place(field),
                    "CB312",
                    say("'{address}' is not a web address", address=url),
                    say("write the whole address, beginning with https://"),
                )
                continue
            if parts.scheme == "http" and not source.value.insecure:
                yield Problem(
                    source.place(field),
                    "CB312",
                    say("the address is not https"),
                    say("use https, or say why not in the field `insecure`"),
                )
            if tracking(parts.query):
                yield Problem(
                    source.place(field),
                    "CB313",
                    say(
                        "the address carries tracking parameters: {parameters}",
                        parameters=listing(tracking(parts.query)),
                    ),
                    say("delete them"),
                )
        url = source.value.URL
        if source.value.insecure and not url.startswith("http://"):
            yield Problem(
                source.key("insecure"),
                "CB312",
                say("`insecure` gives a reason, but the address is https"),
                say("delete the field"),
            )
        doi = source.value.DOI
        if doi and not re.fullmatch(r"10\.[0-9]{4,9}/[^\s<>\"]+", doi):
            yield Problem(
                source.place("DOI"),
                "CB312",
                say("'{doi}' is not a DOI", doi=doi),
                say("write it without a host, as 10.1000/182"),
            )


def listed_once(book: Book) -> Iterator[Problem]:
    """No address stands under two ids."""
    first: dict[str, Found[Source]] = {}
    for source in book.sources.values():
        address = bare(source.value.URL)
        if address in first:
            other = first[address].key()
            yield Problem(
                source.place("URL"),
                "CB314",
                say("this address already stands under the id '{id}'", id=first[address].id),
                say(
                    "cite that one: {file}:{line}; tell passages apart with `locator`",
                    file=other.file,
                    line=other.line,
                ),
            )
        else:
            first[address] = source


def names_of_authors(book: Book) -> Iterator[Problem]:
    """An author is a person with a family name, or a body with a literal name; never both."""
    for source in book.sources.values():
        for index, name in enumerate(source.value.author):
            if bool(name.family) == bool(name.literal) or (name.literal and name.given):
                yield Problem(
                    source.place("author", index),
                    "CB315",
                    say("an author needs either `family` (and `given`) or `literal`"),
                    say("a person: {{family: Xu, given: Kevin}}; a body: {{literal: Meta}}"),
                )


def no_circles(book: Book) -> Iterator[Problem]:
    """A source does not derive from itself, by whatever detour."""
    for source in book.sources.values():
        seen, id = {source.id}, source.value.derives_from
        while id and id in book.sources and id not in seen:
            seen.add(id)
            id = book.sources[id].value.derives_from
        if id == source.id:
            yield Problem(
                source.place("derives_from"),
                "CB316",
                say("'{id}' derives from itself", id=source.id),
                say("one of them came first: delete its `derives_from`"),
            )


RULES = (used, addresses, listed_once, names_of_authors, no_circles)
