"""Sources: each is used, reachable at a clean address, listed once, and honest about its origin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Source
from ..problems.problem import Problem, listing
from ..reading.book import Book, Found
from ..reading.web_address import bare, fault, tracking
from .rule import Breach, rule

ADDRESSES = ("URL", "archive")
_LANGUAGE = re.compile(
    r"(?:[a-z]{3}|a[abefkmnrsvyz]|b[aegimnors]|c[aehorsuvy]|d[aevz]|e[elnostu]|f[afijory]|g[adlnuv]|"
    r"h[aeiortuyz]|i[adegikostu]|j[av]|k[agijklmnorsuvwy]|l[abginotuv]|m[ghiklnrsty]|"
    r"n[abdeglnorvy]|o[cjmrs]|p[ailst]|q[u]|r[mnouw]|s[acdegiklmnoqrstuvw]|"
    r"t[aeghiklnorstwy]|u[gkrz]|v[eio]|w[ao]|x[h]|y[io]|z[ahu])(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2}|-[0-9]{3})?"
)
"""A language of ISO 639-1, or of three letters, with its script and region, as in BCP 47."""


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
            yield Problem(source.key(), "source-unused", id=source.id)


def addresses(book: Book) -> Iterator[Problem]:
    """An address is a whole https one (or http with a reason), without tracking parameters."""
    for source in book.sources.values():
        for field in ADDRESSES:
            url = getattr(source.value, field)
            if url is None:
                continue
            if what := fault(url):
                yield Problem(source.place(field), what, address=url)
                continue
            if url.startswith("http:") and not source.value.insecure:
                yield Problem(source.place(field), "address-not-https")
            if names := tracking(url):
                yield Problem(source.place(field), "address-tracks", parameters=listing(names))
        url = source.value.URL
        if source.value.insecure and not url.startswith("http://"):
            yield Problem(source.key("insecure"), "insecure-without-need")
        doi = source.value.DOI
        if doi and not re.fullmatch(r"10\.[0-9]{4,9}/[^\s<>\"]+", doi):
            yield Problem(source.place("DOI"), "not-a-doi", doi=doi)


def listed_once(book: Book) -> Iterator[Problem]:
    """No address stands under two ids."""
    first: dict[str, Found[Source]] = {}
    for source in book.sources.values():
        address = bare(source.value.URL)
        if address in first:
            other = first[address].key()
            yield Problem(
                source.place("URL"),
                "address-twice",
                id=first[address].id,
                file=other.file,
                line=other.line,
            )
        else:
            first[address] = source


def names_of_authors(book: Book) -> Iterator[Problem]:
    """An author is a person with a family name, or a body with a literal name; never both."""
    for source in book.sources.values():
        for index, name in enumerate(source.value.author):
            if bool(name.family) == bool(name.literal) or (name.literal and name.given):
                yield Problem(source.place("author", index), "author-unclear")


def no_circles(book: Book) -> Iterator[Problem]:
    """A source does not derive from itself, by whatever detour."""
    for source in book.sources.values():
        seen, id = {source.id}, source.value.derives_from
        while id and id in book.sources and id not in seen:
            seen.add(id)
            id = book.sources[id].value.derives_from
        if id == source.id:
            yield Problem(source.place("derives_from"), "derives-from-itself", id=source.id)


@rule("no-such-language", scope="source")
def languages_exist(source: Found[Source]) -> Iterator[Breach]:
    """The language of a source is one that there is, written as in BCP 47."""
    if not _LANGUAGE.fullmatch(source.value.language):
        yield source.place("language"), {"language": source.value.language}


RULES = (used, addresses, listed_once, names_of_authors, no_circles)
