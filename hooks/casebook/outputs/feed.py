"""The Atom feed of each language (RFC 4287): what is new, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..model import LANGUAGES
from ..pages import address, correction
from ..pages.generated import said
from ..pages.template import Templates
from ..pages.view import Settings
from ..reading.book import Book
from .asset import Asset


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of news. `kind` names a label below `news-`; `url` is relative to the site's root,
    and also tells entries apart, as addresses are permanent; `updated` is an ISO 8601 day.
    """

    kind: str
    title: str
    url: str
    updated: str
    summary: str


def url(lang: str) -> str:
    """The address of a feed relative to the site's root."""
    return "feed.xml" if lang == LANGUAGES[0] else f"{lang}/feed.xml"


def entries(book: Book, lang: str) -> list[Entry]:
    """New cases and corrections in one language, newest first, then by title."""
    news = [
        Entry(
            "case",
            case.value.title[lang],
            address.url(f"{lang}/cases/{slug}.md"),
            case.value.as_of.first.isoformat(),
            case.value.summary[lang],
        )
        for slug, case in book.cases.items()
        if case.value.status == "published"
    ]
    page = address.url(f"{lang}/corrections.md")
    news += [
        Entry(
            "correction",
            said(book, "news-corrected", case=case.value.title)[lang],
            f"{page}#correction-{one.id}",
            one.value.date.first.isoformat(),
            correction.told(one.value)[lang],
        )
        for one in correction.newest_first(book)
        if (case := book.cases.get(one.value.case)) and case.value.status == "published"
    ]
    news.sort(key=lambda one: one.title)
    return sorted(news, key=lambda one: one.updated, reverse=True)


def feeds(book: Book, settings: Settings) -> Iterator[Asset]:
    """The feed of each language, unless the site has no address or the language no news."""
    templates = Templates(book, settings)
    for lang in LANGUAGES if settings.url else ():
        if news := entries(book, lang):
            home = f"{lang}/index.md"
            text = templates.render("feed.xml.j2", home, entries=news, address=url(lang))
            yield Asset(url(lang), text.encode())
