"""Corrections: each is on record in both languages, marked at its claim, and part of its case's history."""

from __future__ import annotations

import lxml.html
import pytest

from casebook import Settings, check, contexts, load
from casebook.method.edition import Edition
from casebook.method.wording import words
from casebook.model.address import url

from .conftest import ours


def parsed(site, uri):
    return lxml.html.fromstring((site / url(uri) / "index.html").read_text("utf-8"))


def text(element):
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_record_holds_every_correction_newest_first(site, lang):
    page = parsed(site, f"{lang}/corrections.md")
    entries = page.xpath("//ul[@class='cb-corrections']/li")
    assert [one.get("id") for one in entries] == [
        f"correction-{one.id}" for one in Edition(ours()).corrections
    ]
    said = words(ours(), lang)
    for entry, one in zip(entries, Edition(ours()).corrections, strict=True):
        shown = text(entry)
        correction = one
        for fact in (
            correction.wrong[lang], correction.right[lang], said.date(correction.since),
            ours().label("correction-kind", correction.kind, lang), ours().cases[correction.case].value.title[lang],
        ):  # fmt: skip
            assert " ".join(fact.split()) in shown
        links = entry.xpath(".//a/@href")
        for claim in correction.claims:
            assert any(link.endswith(f"cases/{correction.case}/#claim-{claim}") for link in links)
        for source in correction.sources:
            assert any(link.endswith(f"sources/#source-{source}") for link in links)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_corrected_claim_says_so_and_leads_to_the_record(sample_site, lang):
    page = parsed(sample_site, f"{lang}/cases/harbor.md")
    marks = {
        link.getparent().getparent().get("id"): (link.get("href"), text(link))
        for link in page.xpath("//li//a[contains(@href, 'corrections/#correction-')]")
    }
    there = "../../corrections/#correction-"
    first, second = {
        "en": ("corrected September 2, 2019", "corrected October 2019"),
        "zh": ("2019 年 9 月 2 日更正", "2019 年 10 月更正"),
    }[lang]
    assert marks == {
        "claim-ships-using-charts": (f"{there}harbor-count", first),
        "claim-pilot-adopts": (f"{there}harbor-pilot", second),
        "claim-pilot-kept-its-fees": (f"{there}harbor-pilot", second),
    }


def test_who_reported_is_named_or_not_as_they_wish(sample_site):
    page = parsed(sample_site, "en/corrections.md")
    by = {
        entry.get("id"): text(entry.xpath("./p")[-1])
        for entry in page.xpath("//ul[@class='cb-corrections']/li")
    }
    assert "Reported by: Jane Doe" in by["correction-harbor-count"]
    assert "Reported by: someone who wishes not to be named" in by["correction-harbor-pilot"]


def test_corrections_are_part_of_the_history_of_their_case(sample, sample_site):
    edition = Edition(load(sample))
    history = edition.case["harbor"].history
    told = [(str(change.date), change.kind, change.text.en) for change in history]
    assert told == [
        ("2019-06-01", "published", "Published."),
        ("2019-09-02", "corrected", "It said that 83 percent of ships used the charts. It is 38 percent."),
        ("2019-10", "corrected", "Pilot Co. was said to have given up. It adopted the charts and kept its fees."),
    ]  # fmt: skip
    assert history[1].text.zh == "原来写道，83% 的船只使用这些海图。应为 38%。"
    entries = parsed(sample_site, "en/cases/harbor.md").xpath("//ul[@class='cb-history']/li")
    assert [one.xpath("./time/@datetime")[0] for one in entries] == [
        date for date, *_ in reversed(told)
    ]
    kinds = [change.kind for _, change in edition.changes]
    assert kinds == ["corrected", "corrected", "published"]


def test_corrections_of_a_claim_come_newest_first(sample, change):
    change("data/corrections.yml", "claims: [pilot-adopts, ", "claims: [ships-using-charts, ")
    claim = Edition(load(sample)).case["harbor"].claim["ships-using-charts"]
    assert [one.id for one in claim.corrections] == ["harbor-pilot", "harbor-count"]


def test_of_one_day_the_last_entered_comes_first(sample, change):
    change("data/corrections.yml", "date: 2019-10", "date: 2019-09-02")
    assert [one.id for one in Edition(load(sample)).corrections] == ["harbor-pilot", "harbor-count"]


def test_a_casebook_without_corrections_is_whole(sample):
    (sample / "data/corrections.yml").unlink()
    book = load(sample)
    assert check(book) == []
    zh = contexts(book, Settings())["zh"]
    markdown = zh.render("parts/correction-list.md.j2", "zh/corrections.md")
    assert "目前没有更正。" in markdown


def test_the_about_page_leads_to_the_record(site):
    for lang in ("en", "zh"):
        assert parsed(site, f"{lang}/about.md").xpath("//article//a[@href='../corrections/']")
