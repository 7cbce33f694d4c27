"""Plays and counter-moves: their pages exist without a file, and say what the data says."""

from __future__ import annotations

import lxml.html
import pytest
import yaml

from casebook import Settings, check, contexts, load, pages
from casebook.model.address import url
from casebook.pages import play

from .conftest import ROOT, SLUGS, ours

VOCABULARY = yaml.safe_load((ROOT / "data/vocabulary.yml").read_text("utf-8"))
TAGS = [(scheme, tag) for scheme in play.FOLDERS for tag in VOCABULARY[scheme]]


def words(element) -> str:
    return " ".join(element.text_content().split())


def read(site, lang: str, file: str):
    return lxml.html.fromstring((site / url(f"{lang}/{file}") / "index.html").read_text("utf-8"))


@pytest.mark.parametrize(("scheme", "tag"), TAGS)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_each_has_a_page_with_everything_that_the_vocabulary_tells(site, lang, scheme, tag):
    page = read(site, lang, play.file(scheme, tag))
    entry = ours().vocabulary[scheme][tag].value
    text = words(page)
    assert words(page.xpath("//h1")[0]).startswith(entry.label[lang])
    assert page.findtext(".//title").startswith(entry.label[lang])
    assert page.xpath("//meta[@name='description']/@content")[0] in entry.definition[lang]
    for part in (entry.definition, *entry.preconditions, *entry.signs):
        assert " ".join(part[lang].split()) in text
    edit = page.xpath("//a[contains(@href, '/edit/main/')]/@href")
    assert any(href.endswith("/data/vocabulary.yml") for href in edit)


@pytest.mark.parametrize("tag", VOCABULARY["play"])
def test_a_play_lists_the_cases_coded_with_it_on_the_side_of_their_verdict(site, tag):
    page = read(site, "en", f"plays/{tag}.md")
    shown = {element.get("id") for element in page.xpath("//h4")}
    coded = [ours().cases[slug] for slug in SLUGS if tag in ours().cases[slug].value.plays]
    assert shown == {f"case-{case.id}" for case in coded}
    for case in coded:
        heading = page.xpath(f"//h4[@id='case-{case.id}']")[0]
        side = heading.xpath("preceding::h3[1]/@id")[0]
        assert (side == "for") == (case.value.verdict.value in ("held", "mostly"))
        claims = heading.getparent().xpath(".//details//li")
        verdict = case.value.verdict
        assert len(claims) == len(verdict.because) + len(verdict.against)
        assert case.value.verdict.text.en in words(heading.getparent())


@pytest.mark.parametrize(("scheme", "tag"), TAGS)
def test_each_is_drawn_on_its_page_and_in_the_list(site, scheme, tag):
    """A new play without a drawing is shown without one; those that we have are all drawn."""
    drawing = (
        "//div[contains(@class, 'cb-play-head')]//*[name() = 'svg'][contains(@viewBox, '240')]"
    )
    page = read(site, "zh", play.file(scheme, tag))
    bars = page.xpath(f"{drawing.replace('viewBox', 'viewbox')}//*[name() = 'rect']")
    assert len(bars) >= 2
    listed = read(site, "zh", "plays/index.md")
    own = play.file(scheme, tag).removeprefix("plays/").removesuffix(".md") + "/"
    assert listed.xpath(f"//li[a/@href='{own}']/*[name() = 'svg']")


@pytest.mark.parametrize("tag", VOCABULARY["play"])
def test_a_play_shows_the_chain_of_each_of_its_cases(site, tag):
    page = read(site, "en", f"plays/{tag}.md")
    rows = page.xpath("//table[contains(@class, 'cb-chains')]/tbody/tr[td]")
    assert len(rows) == len([slug for slug in SLUGS if tag in ours().cases[slug].value.plays])


def test_a_counter_move_tells_who_made_it_and_what_came_of_it(sample_site):
    page = read(sample_site, "en", "plays/counter/adopt.md")
    answer = words(page.xpath("//h3[starts-with(@id, 'harbor-')]")[0].getparent())
    assert "Pilot Co. · Harbor" in answer
    assert "Pilot Co. adopted the charts in 2018" in answer
    assert "What came of it for them" in answer
    assert page.xpath("//ul/li/a[contains(@href, 'plays/') or contains(@href, '../../')]")


def test_a_play_and_its_answers_lead_to_each_other(site):
    for tag, entry in ours().vocabulary["play"].items():
        page = read(site, "en", f"plays/{tag}.md")
        for move in entry.value.answered_by:
            assert page.xpath(f"//li/a[@href='../counter/{move}/']"), (tag, move)
            back = read(site, "en", f"plays/counter/{move}.md")
            assert back.xpath(f"//li/a[@href='../../{tag}/']"), (move, tag)


def test_the_index_leads_to_every_page_and_lights_its_tab(site):
    for lang in ("en", "zh"):
        index = read(site, lang, "plays/index.md")
        links = set(index.xpath("//article//ul/li/a/@href"))
        assert {
            play.file(*tag).removeprefix("plays/").removesuffix(".md") + "/" for tag in TAGS
        } <= links
    page = read(site, "en", "plays/counter/fork.md")
    current = page.xpath("//header//a[@aria-current]")
    assert [link.get("href") for link in current] == ["../../"]


def test_an_empty_casebook_still_explains_its_plays(sample_site):
    page = read(sample_site, "en", "plays/supplier-leverage.md")
    assert "No published case is coded with it" in words(page)
    page = read(sample_site, "en", "plays/open-standard.md")
    assert words(page.xpath("//h4")[0]) == "Harbor"
    assert "Pilot Co." in words(page.xpath("//h2[@id='answers']/following-sibling::ul[1]")[0])


def test_a_written_page_takes_the_place_of_a_generated_one(sample):
    for lang, title in (("en", "Fork"), ("zh", "分叉")):
        path = sample / f"docs/{lang}/plays/counter/fork.md"
        path.parent.mkdir()
        path.write_text(f"---\ntitle: {title}\ndescription: x\n---\n\n# Ours {{ #top }}\n", "utf-8")
    book = load(sample)
    assert check(book) == []
    made = [
        page
        for page in pages(contexts(book, Settings()))
        if page.src_uri.endswith("counter/fork.md")
    ]
    assert [page.origins for page in made] == [
        ("docs/en/plays/counter/fork.md",), ("docs/zh/plays/counter/fork.md",),
    ]  # fmt: skip
    assert all("# Ours" in page.markdown for page in made)


@pytest.mark.parametrize("tag", ["../../evil", "a/b", "Fork", "x y", "a.b"])
def test_a_tag_that_is_no_id_gets_no_page(sample, change, tag):
    change("data/vocabulary.yml", "\n  fork:\n", f'\n  "{tag}":\n')
    book = load(sample)
    uris = {page.src_uri for page in pages(contexts(book, Settings()))}
    assert "en/plays/counter/fork.md" not in uris
    assert "CB206" in {problem.code for problem in check(book)}
    assert not any(tag in uri for uri in uris)


def test_the_first_sentence_stands_for_the_whole():
    text = ours().vocabulary["play"]["commoditize-complement"].value.definition
    assert play.in_short(text).en.endswith("demand for its own product grows.")
    assert play.in_short(text).zh.endswith("带动自家产品的需求。")
