"""The Atom feed of each language (RFC 4287): what is new, newest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..method.edition import Edition
from ..model import address
from ..pages.context import Context
from ..pages.generated import label
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
    return f"{address.folder(lang)}feed.xml"


def entries(edition: Edition, lang: str) -> list[Entry]:
    """New cases and corrections in one language, newest first, then by title."""
    news = [
        Entry(
            "case",
            case.title[lang],
            address.url(f"{lang}/{case.page}"),
            case.as_of.first.isoformat(),
            case.summary[lang],
        )
        for case in edition.case.values()
        if case.published
    ]
    page = address.url(f"{lang}/corrections.md")
    news += [
        Entry(
            "correction",
            label(edition.book, "news-corrected", case=case.title)[lang],
            f"{page}#correction-{correction.id}",
            correction.date.first.isoformat(),
            correction.text[lang],
        )
        for correction in edition.corrections
        if (case := edition.case.get(correction.case)) and case.published
    ]
    news.sort(key=lambda entry: entry.title)
    return sorted(news, key=lambda entry: entry.updated, reverse=True)


def feeds(contexts: Mapping[str, Context]) -> Iterator[Asset]:
    """The feed of each language, unless the site has no address or the language no news."""
    for lang, context in contexts.items():
        news = entries(context.edition, lang) if context.settings.url else []
        if news:
            home = f"{lang}/index.md"
            text = context.render("feed.xml.j2", home, entries=news, address=url(lang))
            yield Asset(url(lang), text.encode())
