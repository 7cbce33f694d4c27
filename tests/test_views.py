"""Other views of a case: as of its decision, and both languages beside each other."""

from __future__ import annotations

from itertools import chain
from types import SimpleNamespace

import lxml.html
import pytest

from casebook import LANGUAGES
from casebook.model import Claim
from casebook.model.address import url
from casebook.pages.views import known, passages, shown, stages

from .conftest import SLUGS, ours

TAGS = {"en": "en", "zh": "zh-Hans"}
"""What pages call their languages."""


def parsed(site, uri):
    return lxml.html.fromstring((site / url(uri) / "index.html").read_bytes().decode("utf-8"))


def claim(id: str, date: str, known_from: str, text: str = "It tells.") -> Claim:
    return Claim.model_validate(
        {
            "id": id, "kind": "fact", "weight": "context", "date": date, "known_from": known_from,
            "text": {"en": text, "zh": text}, "evidence": [],
        }
    )  # fmt: skip


@pytest.fixture
def case():
    """Decided in June 2014."""
    claims = [
        claim("late", "2014-06-10", "2030"),
        claim("that-month", "2010", "2014-06"),
        claim("that-year", "2014", "2014"),
        claim("next-month", "2014-07-01", "2014-07-01"),
        claim("old", "2001", "2001"),
        claim("in-four-years", "2013", "2018-05"),
        claim("names-a-year", "2013", "2014-05", "It tells of 2016."),
    ]
    value = ours().cases["kubernetes"].value
    return SimpleNamespace(claims=claims, decided=value.decided)


def test_only_what_was_surely_known_by_the_decision_counts_as_known(case):
    """A claim known from “2014” may have become known in December, and one that names a later year
    gives something away.
    """
    assert [item.id for item, _ in known(case)] == ["old", "that-month"]


def test_the_rest_is_gathered_by_how_long_it_took(case):
    assert {stage.id: [item.id for item, _ in stage.claims] for stage in stages(case)} == {
        "year": ["that-year", "next-month"],
        "five-years": ["names-a-year", "in-four-years"],
        "since": ["late"],
    }


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("slug", SLUGS)
def test_the_view_of_then_keeps_back_what_became_known_later(site, lang, slug):
    value = ours().cases[slug].value
    page = parsed(site, f"{lang}/cases/{slug}/then.md")
    hidden = page.xpath("//details//li[contains(@class, 'cb-claim')]/@id")
    visible = set(page.xpath("//li[contains(@class, 'cb-claim')]/@id")) - set(hidden)
    dates = map(shown, value.claims)
    then = {f"claim-{item.id}" for item, date in dates if date.last <= value.decided.last}
    assert visible == then
    assert {*hidden, *visible} == {f"claim-{item.id}" for item in value.claims}
    words = " ".join(page.xpath("//article")[0].text_content().split())
    assert value.verdict is not None
    assert value.verdict.text[lang] not in words
    assert value.summary[lang] not in words
    assert not page.xpath("//article//*[contains(@class, 'cb-grade')]")
    assert page.xpath("//article//a[contains(@href, '#verdict')]")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_teachers_find_the_view_of_then_from_home_and_from_the_case(site, lang):
    """The door leads to a list of all of them, and each case to its own from its first part."""
    doors = parsed(site, f"{lang}/index.md").xpath("//a[contains(@href, '#class')]")
    assert {door.get("href") for door in doors} == {"cases/#class"}
    page = parsed(site, f"{lang}/cases/index.md")
    assert page.xpath("//h2[@id = 'class']")
    listed = page.xpath("//ul[contains(@class, 'cb-classes')]//a/@href")
    assert sorted(listed) == sorted(f"{slug}/then/" for slug in SLUGS)
    for slug in SLUGS:
        story = parsed(site, f"{lang}/cases/{slug}.md")
        assert story.xpath("//div[@class = 'cb-first']//a[@href = 'then/']"), slug


@pytest.mark.parametrize("slug", SLUGS)
def test_paragraphs_stand_beside_their_counterparts(site, slug):
    both = {lang: parsed(site, f"{lang}/cases/{slug}/parallel.md") for lang in LANGUAGES}
    for passage in passages(ours(), slug):
        assert all(all(row.values()) for row in passage.rows), passage.id
    for lang, page in both.items():
        other = next(language for language in LANGUAGES if language != lang)
        pairs = page.xpath("//div[contains(@class, 'cb-pair')]")
        assert {tuple(item.get("lang") for item in pair if item.text_content().strip()) for pair in pairs} <= {
            (TAGS[lang], TAGS[other]), (TAGS[other],),
        }  # fmt: skip
        shown = " ".join(page.text_content().split())
        value = ours().cases[slug].value
        texts = chain((value.summary,), (item.text for item in value.claims))
        for text in texts:
            assert " ".join(text.en.split()) in shown
            assert " ".join(text.zh.split()) in shown
