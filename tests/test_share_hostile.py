"""Poison in every text of the data: what the site shows elsewhere stays whole, and says the same."""

from __future__ import annotations

import json
import re

import lxml.etree
import lxml.html
import pytest

from casebook import load

from .conftest import ROOT
from .test_hostile import poisoned_site  # noqa: F401 - a fixture
from .test_share import ATOM, HOME, TERMS, bibtex, graph, head, ris, things

BOTH = pytest.mark.parametrize(("folder", "lang"), [("", "en"), ("zh/", "zh")])


@pytest.fixture(scope="module")
def poisoned(poisoned_site):  # noqa: F811
    """The built site, and the case as its file has it."""
    return poisoned_site, load(poisoned_site.parent / "project").cases["harbor"].value


def one_line(text: str) -> str:
    return " ".join(text.split())


@BOTH
def test_the_head_says_what_the_file_says(poisoned, folder, lang):
    site, harbor = poisoned
    top = head(site, f"{folder}cases/harbor/")
    metas = {meta.get("property"): meta.get("content") for meta in top.iter("meta")}
    assert "<script>" in harbor.title[lang]
    assert metas["og:title"] == harbor.title[lang]
    assert metas["og:description"] == harbor.subtitle[lang]
    assert harbor.title[lang] in metas["og:image:alt"]
    scripts = top.xpath(".//script[not(@src)]")
    assert [script.get("type") for script in scripts if "alert" in (script.text or "")] == [
        "application/ld+json"
    ]


@BOTH
def test_linked_data_is_one_block_and_says_what_the_file_says(poisoned, folder, lang):
    site, harbor = poisoned
    nodes = graph(site, f"{folder}cases/harbor/")
    (article,) = [node for node in nodes if node["@type"] == "Article"]
    assert article["headline"] == harbor.title[lang]
    assert article["abstract"] == harbor.summary[lang]
    assert all(
        set(node) - {"@type"} <= TERMS[node["@type"]] for node in things(nodes) if len(node) > 1
    )
    raw = (site / folder / "cases/harbor/index.html").read_text("utf-8")
    block = raw.split('<script type="application/ld+json">')[1].split("</script>")[0]
    assert "<" not in block


@BOTH
def test_the_feed_is_xml_and_says_what_the_file_says(poisoned, folder, lang):
    site, harbor = poisoned
    feed = lxml.etree.fromstring((site / folder / "feed.xml").read_bytes())
    assert feed.findtext("a:entry/a:title", namespaces=ATOM) == harbor.title[lang]
    assert feed.findtext("a:entry/a:summary", namespaces=ATOM) == harbor.summary[lang]
    assert len(feed.findall("a:entry", namespaces=ATOM)) == 1 + len(
        load(ROOT / "tests/sample").corrections
    )
    assert {element.tag.partition("}")[2] for element in feed.iter()} == {
        "feed", "id", "title", "subtitle", "updated", "author", "name", "rights", "icon", "link",
        "entry", "category", "summary",
    }  # fmt: skip


@BOTH
def test_plain_files_keep_their_form(poisoned, folder, lang):
    site, harbor = poisoned
    fields = bibtex((site / folder / "cases/harbor.bib").read_text("utf-8"))
    assert set(fields) == {
        "key",
        "author",
        "title",
        "howpublished",
        "year",
        "month",
        "note",
        "language",
        "url",
    }
    lines = dict(ris((site / folder / "cases/harbor.ris").read_bytes()))
    assert lines["TI"] == one_line(harbor.title[lang])
    assert list(lines) == ["TY", "AU", "TI", "T2", "PY", "DA", "AB", "LA", "UR", "N1", "ER"]
    guide = (site / folder / "llms.txt").read_text("utf-8")
    for line in guide.split("\n"):
        if line.startswith("- "):
            assert re.match(r"- \[(?:[^\[\]\\]|\\.)+\]\((\S+)\)", line)[1].startswith(HOME)
        else:
            assert re.match(r"(#{1,2} [^\[]+|> .*|[^#>-].*|)$", line), line
    assert not re.search(r"(?<!\\)<script|(?<!\\)\]\((?!https://open-source)", guide)


def test_data_says_what_the_file_says(poisoned):
    site, harbor = poisoned
    data = json.loads((site / "cases/harbor.json").read_text("utf-8"))
    assert data["title"] == harbor.title.model_dump()
    assert data["claims"][0]["text"] == harbor.claims[0].text.model_dump()


@BOTH
def test_a_card_is_drawn_all_the_same(poisoned, folder, lang):
    """Cut to the room there is, as text, and without what steers direction."""
    from casebook import Settings
    from casebook.outputs import card as cards
    from casebook.pages.context import contexts

    site, _ = poisoned
    assert (site / folder / "cards/harbor.png").stat().st_size < 150_000
    book = load(site.parent / "project")
    context = contexts(book, Settings())[lang]
    card = cards.card(context, context.edition.case["harbor"])
    assert card.subtitle.lines[-1].endswith(("…", cards._ELLIPSIS))
    svg = context.render("card.svg.j2", f"{lang}/index.md", card=card)
    tree = lxml.etree.fromstring(svg.encode())
    assert {element.tag.partition("}")[2] for element in tree.iter()} == {
        "svg",
        "rect",
        "circle",
        "text",
    }
    assert "\u202e" not in svg


@pytest.mark.parametrize("char", ["\ufffe", "\uffff", "\ud800", "\x0b"])
def test_what_xml_cannot_hold_never_gets_in(sample, char):
    from casebook import check

    path = sample / "data/cases/harbor.yml"
    text = path.read_text("utf-8").replace("title: {en: Harbor", f"title: {{en: Harbor{char}", 1)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert check(load(sample))
