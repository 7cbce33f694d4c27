"""What machines read first: `llms.txt` for language models, `robots.txt` for crawlers."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import LANGUAGES
from ..pages import address
from ..pages.page import Page, case_of, pages
from ..pages.template import Templates
from ..pages.view import Settings
from ..reading.book import Book
from . import export, feed
from .asset import Asset


def guides(book: Book, settings: Settings) -> Iterator[Asset]:
    """`llms.txt` for each language, in the form of llmstxt.org, and `robots.txt`.

    What the codes of problems mean is left out: it is of use to contributors only.
    """
    templates = Templates(book, settings)
    made: dict[str, list[Page]] = {lang: [] for lang in LANGUAGES}
    for page in pages(book, settings):
        if not case_of(book, page.src_uri) and page.meta["kind"] != "code":
            made[address.language(page.src_uri)].append(page)
    for lang in LANGUAGES:
        folder = "" if lang == LANGUAGES[0] else f"{lang}/"
        others = [one for one in LANGUAGES if one != lang]
        text = templates.render(
            "llms.txt.j2",
            f"{lang}/index.md",
            pages=sorted(made[lang], key=lambda page: page.url != folder),
            feed=feed.url(lang) if feed.entries(book, lang) else "",
            json=export.url,
            others=[(f"{one}/llms.txt" if one != LANGUAGES[0] else "llms.txt") for one in others],
        )
        yield Asset(f"{folder}llms.txt", text.encode())
    robots = templates.render("robots.txt.j2", f"{LANGUAGES[0]}/index.md")
    yield Asset("robots.txt", robots.encode())
