"""What machines read first: `llms.txt` for language models, `robots.txt` for crawlers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..model import EN, address, other
from ..pages.context import Context
from ..pages.page import Page
from . import export, feed
from .asset import Asset


def guides(contexts: Mapping[str, Context], pages: Sequence[Page]) -> Iterator[Asset]:
    """`llms.txt` for each language, in the form of llmstxt.org, and `robots.txt`.

    What the codes of problems mean is left out: it is of use to contributors only.
    """
    for lang, context in contexts.items():
        folder = address.folder(lang)
        listed = [
            page
            for page in pages
            if address.language(page.src_uri) == lang and page.meta["kind"] not in ("case", "code")
        ]
        text = context.render(
            "llms.txt.j2",
            f"{lang}/index.md",
            pages=sorted(listed, key=lambda page: page.url != folder),
            feed=feed.url(lang) if feed.entries(context.edition, lang) else "",
            json=export.url,
            others=[f"{address.folder(other(lang))}llms.txt"],
        )
        yield Asset(f"{folder}llms.txt", text.encode())
    robots = contexts[EN].render("robots.txt.j2", f"{EN}/index.md")
    yield Asset("robots.txt", robots.encode())
