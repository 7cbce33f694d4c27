"""What a page shows of itself elsewhere: in a feed of messages, to a search engine, to a reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ..model import Case, address, other
from ..pages.context import Settings
from ..pages.page import Page
from ..reading.book import Book, Found
from . import card, texts
from .linked_page import LinkedPage
from .schema_org import graph, script

LOCALES = {"en": "en_US", "zh": "zh_CN"}
"""How the Open Graph protocol names our languages: with a country, which it demands."""


@dataclass(frozen=True)
class Share:
    """One page as the Open Graph protocol describes it; texts are plain, addresses are whole."""

    linked: LinkedPage
    case: Found[Case] | None

    @property
    def kind(self) -> str:
        """The protocol's type of the page."""
        return "article" if self.case else "website"

    @property
    def title(self) -> str:
        """The page's title, without the name of the site."""
        return self.linked.page.meta.get("title", "")

    @property
    def description(self) -> str:
        """The page in a sentence."""
        return self.linked.page.meta.get("description", "")

    @property
    def url(self) -> str:
        """The page's address."""
        return self.linked.url()

    @property
    def site(self) -> str:
        """The name of the site."""
        return self.linked.words.label("site-name")

    @property
    def locale(self) -> str:
        """The page's language."""
        return LOCALES[self.linked.lang]

    @property
    def other_locales(self) -> list[str]:
        """The languages that the page also exists in."""
        lang = other(self.linked.lang)
        return [LOCALES[lang]] if f"{lang}/{self.linked.name}" in self.linked.pages else []

    @property
    def author(self) -> str:
        """Those who write the casebook."""
        return self.linked.words.label("contributors")

    @property
    def modified(self) -> str:
        """The day that a case is as of; "" for other pages."""
        return str(self.case.value.as_of) if self.case else ""

    @cached_property
    def card(self) -> card.Card:
        """The picture of the page."""
        return card.card(self.linked.book, self.linked.lang, self.case)

    @property
    def image(self) -> str:
        """The address of that picture."""
        slug = self.case.id if self.case else ""
        return self.linked.settings.url + card.url(self.linked.lang, slug)

    @property
    def size(self) -> tuple[int, int]:
        """Its width and height in pixels."""
        return card.WIDTH, card.HEIGHT

    @property
    def feed(self) -> str:
        """The address of the feed in the page's language; "" while it has no news."""
        news = any(case.value.status == "published" for case in self.linked.book.cases.values())
        return self.linked.settings.url + texts.feed_url(self.linked.lang) if news else ""

    @property
    def feed_title(self) -> str:
        """What that feed is called."""
        return self.linked.words.label("feed-title")

    @property
    def linked_data(self) -> str:
        """The page in the terms of schema.org, to stand within a script element."""
        return script(graph(self.linked))


@dataclass(frozen=True)
class Shares:
    """What all pages show elsewhere; `pages` are those of the site by their `src_uri`."""

    book: Book
    settings: Settings
    pages: Mapping[str, Page]

    def of(self, src_uri: str) -> Share | None:
        """What one page shows; None where the site has no address of its own, or no such page."""
        page = self.pages.get(src_uri)
        if not page or not self.settings.url:
            return None
        linked = LinkedPage(self.book, self.settings, self.pages, page)
        return Share(linked, self.book.cases.get(address.case_id(src_uri)))
