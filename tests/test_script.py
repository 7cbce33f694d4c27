"""A text is in its own language and script, and whole."""

from __future__ import annotations

import pytest

from casebook import check, load
from casebook.method.script import (
    TRADITIONAL,
    chinese_in,
    is_chinese,
    may_be_in,
    shorter,
    traditional_in,
)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Plain words.", None),
        ("A 海图 for all", 2),
        ("Alibaba Cloud (阿里云) said “开源” and 《开源》", None),
        ("700 million and 7 亿 are the same", None),
    ],
)
def test_chinese_in_english(text, at):
    assert chinese_in(text) == at


@pytest.mark.parametrize(
    ("text", "at"),
    [("开放海图", None), ("開放海圖", 0), ("书名《開放海圖》", None), ("昇腾与朱镕基", None)],
)
def test_traditional_in_chinese(text, at):
    assert traditional_in(text) == at


def test_no_simplified_character_counts_as_traditional():
    for character in TRADITIONAL:
        with pytest.raises(UnicodeEncodeError):
            character.encode("gb2312")


@pytest.mark.parametrize(
    "text", ["CC BY 4.0", "Apache License 2.0", "Lighthouse Inc.", "海图 charts"]
)
def test_names_and_chinese_are_chinese(text):
    assert is_chinese(text)


@pytest.mark.parametrize(
    "text", ["Free charts for all.", "More voyages.", "Would you have sold it?"]
)
def test_english_sentences_are_not(text):
    assert not is_chinese(text)


ENGLISH = "Pilot Co. kept its fees, and no captain was able to avoid them on any day of the year."
CHINESE = "领航公司照收费用，全年没有哪一天、哪一位船长躲得过去。"


def test_which_language_says_less():
    assert shorter(ENGLISH, CHINESE) == ""
    assert shorter(f"{ENGLISH} {ENGLISH}", CHINESE) == "zh"
    assert shorter(ENGLISH, CHINESE * 4) == "en"
    assert shorter("It paid.", CHINESE) == ""


@pytest.mark.parametrize(
    ("language", "quotation"),
    [
        ("en", "Anyone may copy"),
        ("en", "the bridgehead (桥头堡) of the cloud"),
        ("fr", "concurrent direct à des géants du secteur"),
        ("zh-Hans", "桥头堡"),
        ("zh-Hans", "PolarDB-X 和 MySQL"),
        ("zh-Hant", '"spec_code": "mu.llama3.8b"'),
        ("zh", "openGauss 5.0"),
        ("ja", "競争上の優位性"),
        ("ko", "경쟁"),
    ],
)
def test_a_quotation_may_be_in_the_language_of_its_source(language, quotation):
    assert may_be_in(language, quotation)


@pytest.mark.parametrize(
    ("language", "quotation"),
    [
        ("en", "谁都可以复制"),
        ("de", "谁都可以复制 Linux"),
        ("zh-Hans", "hold the bridgehead"),
        ("ja", "competitive advantage"),
        ("ko", "争夺 market"),
        ("ar", "other terms of the settlement"),
    ],
)
def test_a_translation_is_no_quotation(language, quotation):
    assert not may_be_in(language, quotation)


@pytest.mark.parametrize(
    ("en", "zh", "flagged"),
    [
        ("Probably Pilot Co. took them.", "领航公司大概用了。", 2),
        ("Therefore Pilot Co. took them by 2020.", "这说明领航公司用了，数据可见。", 2),
        ("Pilot Co. took them.", "领航公司用了，源代码可见光照数据。", 0),
        (
            "The Gazette wrote that Pilot Co. probably took them.",
            "《公报》说，领航公司大概用了。",
            0,
        ),
    ],
)
def test_an_inference_in_a_fact_is_seen_unless_somebody_infers(sample, change, en, zh, flagged):
    change("data/cases/harbor.yml", "Pilot Co. adopted the charts in 2018.", en)
    change("data/cases/harbor.yml", "领航公司于 2018 年采用这些海图。", zh)
    keys = [problem.key for problem in check(load(sample))]
    assert keys.count("inference-in-fact") == flagged
