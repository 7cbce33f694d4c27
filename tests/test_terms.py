"""Terms of the glossary in stories: linked at their first use, in both languages, and nowhere else."""

from __future__ import annotations

import lxml.html
import pytest

from casebook.model import Text
from casebook.model.vocabulary import Term
from casebook.pages.terms import linked

from .conftest import SLUGS


def term(en: str, zh: str, use: str = "special") -> Term:
    return Term(term=Text(en=en, zh=zh), definition=Text(en="x", zh="x"), use=use)


def marked(name: str, word: str) -> str:
    return f"<{name}:{word}>"


TERMS = {
    "moat": term("Moat", "护城河"),
    "moat-map": term("Moat map", "护城河图"),
    "toc": term("TOC (technical oversight committee)", "TOC（技术监督委员会）"),
    "layer": term("Layer", "层", use="everyday"),
}


@pytest.mark.parametrize(
    ("lang", "text", "want"),
    [
        ("en", "A moat, two moats.", "A <moat:moat>, two moats."),
        ("en", "Moats on a moat map, a layer.", "<moat:Moats> on a <moat-map:moat map>, a layer."),
        ("en", "A toc of the TOC; moated.", "A toc of the <toc:TOC>; moated."),
        ("en", "# The moat\n\n[moat](x.md) `moat`[@moat] moat", "# The moat\n\n[moat](x.md) `moat`[@moat] <moat:moat>"),
        ("zh", "一层护城河图，一道护城河，护城河。", "一层<moat-map:护城河图>，一道<moat:护城河>，护城河。"),
        ("zh", "## 护城河 { #moat }\n\nTOC 的护城河", "## 护城河 { #moat }\n\n<toc:TOC> 的<moat:护城河>"),
    ],
)  # fmt: skip
def test_the_first_use_leads_to_the_glossary(lang, text, want):
    assert linked(text, TERMS, lang, marked) == want


def test_without_terms_a_text_stays_as_it_is():
    assert linked("A moat.", {}, "en", marked) == "A moat."


@pytest.mark.parametrize("lang", ["", "zh"])
def test_stories_lead_to_entries_that_exist(site, lang):
    glossary = lxml.html.parse(site / lang / "glossary/index.html")
    entries = set(glossary.xpath("//dl[@class='cb-terms']/div/@id"))
    found = 0
    for slug in SLUGS:
        page = lxml.html.parse(site / lang / "cases" / slug / "index.html")
        links = page.xpath("//a[@class='cb-term']/@href")
        assert len(links) == len(set(links))
        assert {link.partition("#")[2] for link in links} <= entries
        assert all(link.startswith("../../glossary/#") for link in links)
        found += len(links)
    assert found
