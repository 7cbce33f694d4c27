"""Each case as BibTeX and as RIS, in both languages, for those who cite it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..model import address
from ..pages.context import Context
from .asset import Asset


def citations(contexts: Mapping[str, Context]) -> Iterator[Asset]:
    """Two files for each language of each case that is no draft, beside its page."""
    for lang, context in contexts.items():
        folder = address.folder(lang)
        for slug, case in sorted(context.edition.case.items()):
            if case.status != "draft":
                page = f"{lang}/cases/{slug}.md"
                bib = context.render("cite.bib.j2", page, case=case)
                yield Asset(f"{folder}cases/{slug}.bib", bib.encode())
                # RIS wants the line ends of Windows.
                ris = context.render("cite.ris.j2", page, case=case).replace("\n", "\r\n")
                yield Asset(f"{folder}cases/{slug}.ris", ris.encode())
