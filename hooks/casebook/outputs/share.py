"""What a page says of itself elsewhere: in link previews, to feed readers, to search engines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ..method.enriched import EnrichedCase
from ..method.wording import Words
from ..model import address, other
from ..pages.page import Page
from ..reading.book import Book
from . import card, texts

LOCALES = {"en": "en_US", "zh": "zh_CN"}
"""How the Open Graph protocol names our languages: with a country, which it demands."""


@dataclass(frozen=True)
class Share:
    """One page as the Open Graph protocol describes it; texts are plain, addresses are whole.
    `pages` are all of the site by their `src_uri`.
    """

    page: Page
    pages: Mapping[str, Page]

    @classmethod
    def of(cls, pages: Mapping[str, Page], src_uri: str) -> Share | None:
        """The page `src_uri`; None where the site has no address of its own, or no such page."""
        page = pages.get(src_uri)
        return cls(page, pages) if page and page.context.settings.url else None

    @property
    def lang(self) -> str:
        """The language of the page."""
        return self.page.context.lang

    @property
    def words(self) -> Words:
        """The words of that language."""
        return self.page.context.words

    @property
    def book(self) -> Book:
        """What the site is made from."""
        return self.page.context.edition.book

    @property
    def root(self) -> str:
        """The address of the site."""
        return self.page.context.settings.url

    @property
    def name(self) -> str:
        """The page's file without its language, such as `cases/android.md`."""
        return self.page.src_uri.partition("/")[2]

    @property
    def twin(self) -> str:
        """The same page in the other language, by its `src_uri`; "" where there is none."""
        twin = f"{other(self.lang)}/{self.name}"
        return twin if twin in self.pages else ""

    def at(self, fragment: str = "", src_uri: str = "") -> str:
        """The full address of this page, or of another."""
        path = address.url(src_uri or self.page.src_uri)
        return self.root + path + (f"#{fragment}" if fragment else "")

    @property
    def url(self) -> str:
        """The page's address."""
        return self.at()

    @property
    def kind(self) -> str:
        """The protocol's type of the page."""
        return "article" if self.page.case else "website"

    @property
    def title(self) -> str:
        """The page's title, without the name of the site."""
        return self.page.meta.get("title", "")

    @property
    def description(self) -> str:
        """The page in a sentence."""
        return self.page.meta.get("description", "")

    @property
    def locale(self) -> str:
        """The page's language."""
        return LOCALES[self.lang]

    @property
    def other_locales(self) -> list[str]:
        """The languages that the page also exists in."""
        return [LOCALES[other(self.lang)]] if self.twin else []

    @property
    def modified(self) -> str:
        """The day that a case is as of; "" for other pages."""
        return str(self.page.case.as_of) if self.page.case else ""

    @property
    def _drawn(self) -> EnrichedCase | None:
        """The case that has a card of its own; a note has none."""
        return self.page.case if self.page.case and not self.page.case.is_note else None

    @cached_property
    def card(self) -> card.Card:
        """The picture of the page."""
        return card.card(self.page.context, self._drawn)

    @property
    def image(self) -> str:
        """The address of that picture."""
        slug = self._drawn.id if self._drawn else ""
        return self.root + card.card_url(self.lang, slug)

    @property
    def size(self) -> tuple[int, int]:
        """Its width and height in pixels."""
        return card.WIDTH, card.HEIGHT

    @property
    def feed(self) -> str:
        """The address of the feed in the page's language; "" while it has no news."""
        news = any(case.value.status == "published" for case in self.book.cases.values())
        return self.root + texts.feed_url(self.lang) if news else ""
