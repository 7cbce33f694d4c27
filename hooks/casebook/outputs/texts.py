"""What templates make that is no page: the feed, citations, and what machines read first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..method.edition import Edition
from ..model import EN, address, other
from ..pages.context import Context
from ..pages.generated import label
from ..pages.page import Page
from . import export


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


def feed_url(lang: str) -> str:
    """The address of a feed relative to the site's root."""
    return f"{address.folder(lang)}feed.xml"


def news_of(edition: Edition, lang: str) -> list[Entry]:
    """New cases and corrections in one language, newest first, then by title."""
    news = [
        Entry(
            "case",
            case.title[lang],
            address.url(f"{lang}/{case.page}"),
            case.as_of.first.isoformat(),
            case.summary[lang] if case.summary else "",
        )
        for case in edition.cases
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


def feeds(contexts: Mapping[str, Context]) -> Iterator[tuple[str, bytes]]:
    """The Atom feed (RFC 4287) of each language with news; none for a site without address."""
    for lang, context in contexts.items():
        news = news_of(context.edition, lang) if context.settings.url else []
        if news:
            home = f"{lang}/index.md"
            text = context.render("feed.xml.j2", home, entries=news, address=feed_url(lang))
            yield feed_url(lang), text.encode()


def citations(contexts: Mapping[str, Context]) -> Iterator[tuple[str, bytes]]:
    """BibTeX and RIS, beside the page of each case that is no draft, in each language."""
    for lang, context in contexts.items():
        folder = address.folder(lang)
        for slug, case in sorted(context.edition.case.items()):
            if case.status != "draft":
                page = f"{lang}/cases/{slug}.md"
                bib = context.render("cite.bib.j2", page, case=case)
                yield f"{folder}cases/{slug}.bib", bib.encode()
                # RIS wants the line ends of Windows.
                ris = context.render("cite.ris.j2", page, case=case).replace("\n", "\r\n")
                yield f"{folder}cases/{slug}.ris", ris.encode()


def guides(contexts: Mapping[str, Context], pages: Sequence[Page]) -> Iterator[tuple[str, bytes]]:
    """`llms.txt` for each language, in the form of llmstxt.org, and `robots.txt`.

    What the codes of problems mean is left out: it is of use to contributors only. So is the
    evidence of a draft.
    """
    for lang, context in contexts.items():
        folder = address.folder(lang)
        listed = [
            page
            for page in pages
            if address.language(page.src_uri) == lang
            and page.meta["kind"] not in ("case", "code")
            and not (page.case and page.case.status == "draft")
        ]
        text = context.render(
            "llms.txt.j2",
            f"{lang}/index.md",
            pages=sorted(listed, key=lambda page: page.url != folder),
            feed=feed_url(lang) if news_of(context.edition, lang) else "",
            json=export.json_url,
            others=[f"{address.folder(other(lang))}llms.txt"],
        )
        yield f"{folder}llms.txt", text.encode()
    robots = contexts[EN].render("robots.txt.j2", f"{EN}/index.md")
    yield "robots.txt", robots.encode()
