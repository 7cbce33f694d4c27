"""Addresses outside the site that no source has: those in Markdown, and those in the ledger."""

from __future__ import annotations

from collections.abc import Iterator

from ..problems.problem import Problem
from ..reading.book import Book
from ..reading.markdown import Markdown
from ..reading.web_address import fault
from .rule import Breach, rule


@rule(scope="page")
def links_lead_to_public_servers(page: Markdown) -> Iterator[Breach]:
    """An address in Markdown is whole, names no user, and is what it looks like."""
    for link in page.links:
        if link.text.startswith("https:") and (what := fault(link.text)):
            yield Problem(link.place, what, address=link.text)


@rule()
def ledger_holds_what_the_book_holds(book: Book) -> Iterator[Breach]:
    """The ledger holds only addresses that occur, and leads to none that may not be printed."""
    known = book.addresses
    for url, link in book.ledger.items():
        if url not in known and not book.lacks("data/sources/", "docs/"):
            yield Problem(link.key(), "ledger-idle")
        places = {url: link.key(), link.value.final: link.place("final")}
        places |= {copy: link.place("archives", n) for n, copy in enumerate(link.value.archives)}
        for address, place in places.items():
            if address and (what := fault(address)):
                yield Problem(place, what, address=address)
