"""Our own site as it was built, page by page: what a reader gets, and a machine that reads along."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import lxml.etree
import lxml.html
import pytest

from casebook.method.grade import TAGS, grade
from casebook.method.wording import words
from casebook.model.address import url

from .conftest import SLUGS, made, ours

CASES = [f"{lang}/cases/{slug}.md" for lang in ("en", "zh") for slug in SLUGS]
EVIDENCE = [uri.replace(".md", "/evidence.md") for uri in CASES]
HOME = "https://open-source-as-defense.github.io/casebook/"
LONG = 69
"""What is named by its beginning (`handle` in macros.j2) is cut from this length on."""


def parsed(site: Path, uri: str) -> lxml.html.HtmlElement:
    return lxml.html.fromstring((site / url(uri) / "index.html").read_text("utf-8"))


def text(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_head_and_foot_speak_the_language_of_the_page(site, lang):
    site_name = {"en": "Open Source as Defense", "zh": "开源打防守"}[lang]
    for uri in made():
        if uri.startswith(lang):
            page = parsed(site, uri)
            assert page.findtext(".//title").strip().endswith(site_name), uri
            description = page.xpath("//meta[@name='description']/@content")[0]
            assert bool(re.search(r"[\u4e00-\u9fff]", description)) == (lang == "zh"), uri
            assert "CC BY 4.0" in text(page.xpath("//footer[@class='cb-footer']")[0]), uri


@pytest.mark.parametrize("uri", EVIDENCE)
def test_a_case_shows_every_claim_with_grade_reason_and_sources(site, uri):
    page, lang, slug = parsed(site, uri), uri[:2], Path(uri).parent.name
    case, said = ours().cases[slug].value, words(ours(), lang)
    for claim in case.claims:
        (entry,) = page.xpath(f"//li[@id='claim-{claim.id}']")
        shown, result = text(entry), grade(claim, case, ours().sources)
        assert " ".join(claim.text[lang].split()) in shown
        assert said.reason(result) in shown
        if result.letter:
            grade_word = said.tag("grade", TAGS[result.letter])
            assert text(entry.xpath(".//span[contains(@class, 'cb-grade')]")[0]).endswith(
                grade_word
            )
        cited = {
            link.removeprefix("#source-")
            for link in entry.xpath(".//a/@href")
            if link.startswith("#source-")
        }
        assert cited == {evidence.source for evidence in claim.evidence}
    against = {item.id for item in case.claims if item.weight in ("counter", "caveat")}
    (ledger,) = page.xpath("//ul[contains(@class, 'cb-against')]")
    assert {item.get("id").removeprefix("claim-") for item in ledger} == against


@pytest.mark.parametrize("uri", CASES)
def test_a_case_has_its_parts_in_order_and_its_evidence_the_others(site, uri):
    case = ours().cases[Path(uri).stem].value
    ids = [heading.get("id") for heading in parsed(site, uri).xpath("//article//h2")]
    assert ids == [
        "answer", "summary", "moat-map", "story", "verdict", "would-change", "questions",
        *(["read-next"] if case.related else []), "evidence",
    ]  # fmt: skip
    evidence = parsed(site, uri.replace(".md", "/evidence.md"))
    assert [heading.get("id") for heading in evidence.xpath("//article//h2")] == [
        *(["strike"] if case.chain else []), "claims", "evidence-against", "chain", "conditions", "motives", "outcomes", "openness",
        "timeline", *(["predictions"] if case.predictions else []), "sources", *(["history"] if case.history else []),
    ]  # fmt: skip


@pytest.mark.parametrize("uri", CASES)
def test_marks_are_numbered_as_they_come_and_lead_to_the_evidence_and_back(site, uri):
    page, story = parsed(site, uri), ours().pages[uri]
    evidence = parsed(site, uri.replace(".md", "/evidence.md"))
    marks = page.xpath("//a[contains(@class, 'cb-cite')]")
    numbers: dict[str, int] = {}
    assert len(marks) == len(story.citations)
    for mark, citation in zip(marks, story.citations, strict=True):
        # In brackets, which a style sheet hides: a text browser keeps it apart from a figure before it.
        number = numbers.setdefault(citation.id, len(numbers) + 1)
        assert text(mark) == f"[{number}]"
        way, _, target = mark.get("href").partition("#")
        assert way == "evidence/"
        assert target in (f"claim-{citation.id}", f"source-{citation.id}")
        assert len(evidence.xpath(f"//*[@id='{target}']")) == 1
        (note,) = page.xpath(f"//ol[@class='cb-notes']/li[a/@id='{target}']")
        assert text(note).startswith(f"{number} ")
        assert note.xpath("./a/@href")[0] == f"#cite-{citation.id}"
        (first,) = page.xpath(f"//a[@id='cite-{citation.id}']")
        assert first.get("href") == mark.get("href")


@pytest.mark.parametrize("uri", CASES)
def test_addresses_from_before_the_evidence_had_a_page_lead_to_it(site, uri):
    """On the page of the case stands a link with the id that the claim, or the section, had there."""
    case, page = ours().cases[Path(uri).stem].value, parsed(site, uri)
    ids = [f"claim-{claim.id}" for claim in case.claims]
    ids += [f"source-{evidence.source}" for claim in case.claims for evidence in claim.evidence]
    ids += [f"prediction-{prediction.id}" for prediction in case.predictions]
    ids += [
        "claims",
        "evidence-against",
        "motives",
        "conditions",
        "outcomes",
        "openness",
        "timeline",
        "sources",
    ]
    there = set(parsed(site, uri.replace(".md", "/evidence.md")).xpath("//article//@id"))
    for id in dict.fromkeys(ids):
        assert page.xpath(f"//*[@id='{id}']/@href") == [f"evidence/#{id}"], id
        assert id in there


@pytest.mark.parametrize("uri", CASES + EVIDENCE)
def test_the_text_of_a_claim_stands_once_on_a_page(site, uri):
    """On the evidence; the page of the case has at most some of them, beside its verdict."""
    lang, slug = uri[:2], uri.split("/")[2].removesuffix(".md")
    shown = text(parsed(site, uri).xpath("//article")[0])
    least = 1 if uri in EVIDENCE else 0
    counts = {
        claim.id: shown.count(" ".join(claim.text[lang].split()))
        for claim in ours().cases[slug].value.claims
        if len(claim.text[lang]) > LONG
    }
    assert {id: count for id, count in counts.items() if not least <= count <= 1} == {}


@pytest.mark.parametrize("uri", CASES)
def test_two_edit_links_and_one_for_errors(site, uri):
    *links, report = parsed(site, uri).xpath("//a[@class='cb-edit']/@href")
    home = "https://github.com/open-source-as-defense/casebook"
    base = f"{home}/edit/main/"
    assert links == [f"{base}docs/{uri}", f"{base}data/cases/{Path(uri).stem}.yml"]
    assert report.startswith(f"{home}/issues/new?template=error.yml&where=https%3A")


@pytest.mark.parametrize("uri", CASES)
def test_the_tab_of_the_cases_is_lit(site, uri):
    (active,) = parsed(site, uri).xpath("//nav[@class='cb-menu']//a[@aria-current]")
    assert text(active) == {"en": "Cases", "zh": "案例"}[uri[:2]]


def test_the_sources_page_lists_every_source(site):
    for lang in ("en", "zh"):
        page = parsed(site, f"{lang}/sources.md")
        listed = page.xpath("//ul[contains(@class, 'cb-sources-full')]/li/@id")
        assert sorted(listed) == sorted(f"source-{id}" for id in ours().sources)


def test_the_404_page_speaks_both_languages_in_a_frame_of_neither(site):
    page = lxml.html.fromstring((site / "404.html").read_text("utf-8"))
    assert page.get("lang") == "en"
    assert page.xpath("//section/@lang") == ["en", "zh-Hans"]
    homes = ["/casebook/", "/casebook/zh/"]
    assert page.xpath("//section//a/@href") == [
        href for home in homes for href in (home, f"{home}cases/", f"{home}#cb-search")
    ]
    assert page.xpath("//h1/text()") == ["404"]
    assert not page.xpath("//nav")
    for element in page.iter():
        if isinstance(element.tag, str) and re.search(r"[\u4e00-\u9fff]", element.text or ""):
            inside = element.xpath("ancestor-or-self::*[starts-with(@lang, 'zh')]")
            assert element.tag == "title" or inside


def test_the_sitemap_names_both_languages_and_no_build_day(site):
    sitemap = (site / "sitemap.xml").read_bytes()
    assert gzip.decompress((site / "sitemap.xml.gz").read_bytes()) == sitemap
    tree = lxml.etree.fromstring(sitemap)
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    places = tree.xpath("//s:loc/text()", namespaces=names)
    assert sorted(places) == sorted(HOME + url(uri) for uri in made())
    days = {value.value.as_of.first.isoformat() for value in ours().cases.values()}
    assert set(tree.xpath("//s:lastmod/text()", namespaces=names)) <= days
    for slug, case in ours().cases.items():
        day = tree.xpath(f"//s:url[s:loc='{HOME}cases/{slug}/']/s:lastmod/text()", namespaces=names)
        assert day == [case.value.as_of.first.isoformat()]
    for entry in tree.xpath("//s:url", namespaces=names):
        languages = [item.get("hreflang") for item in entry if item.get("hreflang")]
        assert sorted(languages) == ["en", "zh"]


def test_the_chinese_pages_hold_no_english_interface(site):
    """Nothing of the frame stays English: every word there comes from the labels or the theme."""
    for uri in made():
        if uri.startswith("zh/"):
            page = parsed(site, uri)
            frame = page.xpath("//nav[@class='cb-menu']//a | //footer//p | //article//h2 | //dt")
            for element in frame:
                if element.get("lang") == "en" or element.xpath(".//*[@lang='en' or self::code]"):
                    continue
                shown = text(element)
                assert re.search(r"[\u4e00-\u9fff≠—A-D]", shown), (uri, shown)
