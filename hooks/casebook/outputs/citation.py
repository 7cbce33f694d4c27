"""Each case as BibTeX and as RIS, in both languages, for those who cite it."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import LANGUAGES
from ..pages.template import Templates
from ..pages.view import Settings
from ..reading.book import Book
from . import export
from .asset import Asset


def citations(book: Book, settings: Settings) -> Iterator[Asset]:
    """Two files for each language of each case that is no draft, beside its page."""
    templates = Templates(book, settings)
    for lang in LANGUAGES:
        folder = "" if lang == LANGUAGES[0] else f"{lang}/"
        for slug, case in sorted(book.cases.items()):
            if export.citable(case):
                page = f"{lang}/cases/{slug}.md"
                bib = templates.render("cite.bib.j2", page, case=case)
                yield Asset(f"{folder}cases/{slug}.bib", bib.encode())
                # RIS wants the line ends of Windows.
                ris = templates.render("cite.ris.j2", page, case=case).replace("\n", "\r\n")
                yield Asset(f"{folder}cases/{slug}.ris", ris.encode())
