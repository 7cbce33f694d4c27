"""What schema.org says of any page: its address, its language, its makers, its translation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..method.wording import Words, words
from ..model import EN, address, other
from ..pages.context import Settings
from ..pages.page import Page
from ..reading.book import Book

Node = dict[str, Any]

LICENSE = "https://creativecommons.org/licenses/by/4.0/"


def known(node: Node) -> Node:
    """The node without what is empty: machines take an empty value for a statement."""
    return {key: value for key, value in node.items() if value}


@dataclass(frozen=True, slots=True)
class LinkedPage:
    """A page as a thing that machines may refer to; `pages` are all of the site by `src_uri`."""

    book: Book
    settings: Settings
    pages: Mapping[str, Page]
    page: Page

    @property
    def lang(self) -> str:
        """The language of the page, as its folder names it."""
        return address.language(self.page.src_uri)

    @property
    def name(self) -> str:
        """The page's file without its language, such as `cases/android.md`."""
        return self.page.src_uri.partition("/")[2]

    @property
    def words(self) -> Words:
        """The words of the page's language."""
        return words(self.book, self.lang)

    def url(self, fragment: str = "", src_uri: str = "") -> str:
        """The full address of this page, or of another."""
        there = address.url(src_uri or self.page.src_uri)
        return self.settings.url + there + (f"#{fragment}" if fragment else "")

    def makers(self) -> Node:
        """Those who write the casebook."""
        home = f"{EN}/index.md"
        return {
            "@type": "Organization",
            "@id": self.url("contributors", home),
            "name": self.words.label("contributors"),
            "url": self.url(src_uri=home),
        }

    def work(self, type: str, fragment: str = "") -> Node:
        """The page as a work of the schema.org type `type`, known by `fragment`."""
        return {
            "@type": type,
            "@id": self.url(fragment),
            "url": self.url(),
            "name": self.page.meta.get("title", ""),
            "description": self.page.meta.get("description", ""),
            "inLanguage": self.words.bcp47,
            "dateModified": self.page.updated,
            "license": LICENSE,
            "author": self.makers(),
            **self.translation(fragment),
        }

    def part(self, type: str, fragment: str = "") -> Node:
        """The same as a part of the site."""
        home = self.url("website", f"{self.lang}/index.md")
        return {**self.work(type, fragment), "isPartOf": {"@id": home}}

    def translation(self, fragment: str) -> Node:
        """The same work in the other language.

        Here neither text is a gloss of the other, but schema.org knows only originals and their
        translations: the language at the root counts as the original.
        """
        term = "workTranslation" if self.lang == EN else "translationOfWork"
        there = f"{other(self.lang)}/{self.name}"
        return {term: {"@id": self.url(fragment, there)}} if there in self.pages else {}

    def trail(self) -> Node:
        """The way from the home page down to this one."""
        folders = self.page.src_uri.split("/")[:-1]
        above = ["/".join((*folders[: end + 1], "index.md")) for end in range(len(folders))]
        trail = [one for one in above if one in self.pages and one != self.page.src_uri]
        return {
            "@type": "BreadcrumbList",
            "@id": self.url("breadcrumbs"),
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": position,
                    "name": self.pages[one].meta.get("title", ""),
                    "item": self.url(src_uri=one),
                }
                for position, one in enumerate([*trail, self.page.src_uri], 1)
            ],
        }
