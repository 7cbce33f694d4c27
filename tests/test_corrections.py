"""Corrections: each is on record in both languages, marked at its claim, and part of its case's history."""

from __future__ import annotations

import json

import lxml.html
import pytest

from casebook import Settings, check, contexts, load
from casebook.method.edition import Edition
from casebook.method.wording import words
from casebook.model.address import url
from casebook.pages.parts import PARTS

from .conftest import ours


def parsed(site, uri):
    return lxml.html.fromstring((site / url(uri) / "index.html").read_text("utf-8"))


def text(element):
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_record_holds_every_correction_newest_first(site, lang):
    page = parsed(site, f"{lang}/corrections.md")
    entries = page.xpath("//ul[@class='cb-corrections']/li")
    assert [item.get("id") for item in entries] == [
        f"correction-{correction.id}" for correction in Edition(ours()).corrections
    ]
    spoken = words(ours(), lang)
    for entry, correction in zip(entries, Edition(ours()).corrections, strict=True):
        shown = text(entry)
        for fact in (
            correction.wrong[lang], correction.right[lang], spoken.date(correction.since),
            ours().label("correction-kind", correction.kind, lang), ours().cases[correction.case].value.title[lang],
        ):  # fmt: skip
            assert " ".join(fact.split()) in shown
        links = entry.xpath(".//a/@href")
        for claim in correction.claims:
            assert any(
                link.endswith(f"cases/{correction.case}/evidence/#claim-{claim}") for link in links
            )
        for source in correction.sources:
            assert any(link.endswith(f"sources/#source-{source}") for link in links)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_corrected_claim_says_so_and_leads_to_the_record(sample_site, lang):
    page = parsed(sample_site, f"{lang}/cases/harbor/evidence.md")
    marks = {
        link.getparent().getparent().get("id"): (link.get("href"), text(link))
        for link in page.xpath("//li//a[contains(@href, 'corrections/#correction-')]")
    }
    there = "../../../corrections/#correction-"
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
    entries = parsed(sample_site, "en/cases/harbor/evidence.md").xpath(
        "//ul[@class='cb-history']/li"
    )
    assert [entry.xpath("./time/@datetime")[0] for entry in entries] == [
        date for date, *_ in reversed(told)
    ]
    kinds = [change.kind for _, change in edition.changes]
    assert kinds == ["corrected", "corrected", "published"]


def test_corrections_of_a_claim_come_newest_first(sample, change):
    change("data/corrections.yml", "claims: [pilot-adopts, ", "claims: [ships-using-charts, ")
    claim = Edition(load(sample)).case["harbor"].claim["ships-using-charts"]
    assert [correction.id for correction in claim.corrections] == ["harbor-pilot", "harbor-count"]


def test_of_one_day_the_last_entered_comes_first(sample, change):
    change("data/corrections.yml", "date: 2019-10", "date: 2019-09-02")
    assert [correction.id for correction in Edition(load(sample)).corrections] == [
        "harbor-pilot",
        "harbor-count",
    ]


@pytest.mark.parametrize(("lang", "left"), [("en", "have not been read"), ("zh", "没有这样核查过")])
def test_the_method_page_counts_how_claims_were_read(sample, lang, left):
    """The columns: claims, read, right, sharpened, split, corrected, withdrawn, last day."""
    book = load(sample)
    made = contexts(book, Settings())[lang].render(
        "parts/reading-table.md.j2", f"{lang}/method.md",
        **PARTS["reading-table"](contexts(book, Settings())[lang]),
    )  # fmt: skip
    page = lxml.html.fromstring(f"<div>{made}</div>")
    row = [text(cell) for cell in page.xpath("//tbody/tr[th/a[contains(@href, 'harbor')]]/td")]
    claims = len(book.cases["harbor"].value.claims)
    assert row[:-1] == [str(claims), "2", "1", "0", "0", "1", "0"]
    assert row[-1] == words(book, lang).date(
        book.readings["harbor"]["ships-using-charts"].value.date
    )
    assert left in text(page)


def test_a_claim_is_exported_with_its_reading(sample_site):
    claims = json.loads((sample_site / "cases/harbor.json").read_text("utf-8"))["claims"]
    readings = {claim["id"]: claim["reading"] for claim in claims}
    assert readings["charts-published"] == {
        "date": "2019-09-01", "result": "right", "sources": ["lighthouse-2014-blog"],
        "read": "whole",
    }  # fmt: skip
    assert readings["ships-using-charts"]["mend"]["zh"] == "已按公报改正。"
    assert readings["pilot-adopts"] is None


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
