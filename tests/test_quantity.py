"""The same figure is the same in both languages, however it is written."""

from __future__ import annotations

import pytest
import yaml

from casebook.method.quantity import quantities

from .conftest import ROOT, differences

TABLE = yaml.safe_load((ROOT / "hooks/casebook/words/figures.yml").read_text("utf-8"))
SAME = [pair for group in TABLE["same"] for pair in group["pairs"]]
DIFFER = TABLE["differ"]


@pytest.mark.parametrize("pair", SAME, ids=lambda pair: f"{pair['en']} = {pair['zh']}")
def test_the_same(pair):
    assert differences(pair["en"], pair["zh"]) == ([], [])


@pytest.mark.parametrize("pair", DIFFER, ids=lambda pair: f"{pair['en']} ≠ {pair['zh']}")
def test_what_differs(pair):
    only_en, only_zh = differences(pair["en"], pair["zh"])
    assert only_en or only_zh


@pytest.mark.parametrize(
    ("en", "zh", "only_en", "only_zh"),
    [
        ("700 million", "700 万", ["700 million"], ["700 万"]),
        ("in 2014 and 2015", "2014 年", ["2015"], []),
        ("38 percent", "83%", ["38 percent"], ["83%"]),
        ("in June 2014", "2014 年 7 月", ["June"], ["7 月"]),
        ("$12 billion", "120 亿元", ["$12 billion"], ["120 亿元"]),
        ("half of it", "约 40%", [], ["40%"]),
    ],
)
def test_what_is_said_of_it(en, zh, only_en, only_zh):
    left, right = differences(en, zh)
    assert [quantity.written for quantity in left] == only_en
    assert [quantity.written for quantity in right] == only_zh


def test_a_comma_of_the_sentence_joins_no_figures():
    assert [figure.written for figure in quantities("RX 580，2020 年")] == ["580", "2020"]


def test_where_a_figure_stands():
    (figure,) = quantities("about 1,250 ships")
    assert (figure.written, figure.start) == ("1,250", 6)


@pytest.mark.parametrize(
    "piece", ["a.", "1,", "1 ", "一", "1/", "one ", "10^9 ", "-", "½", "１", "$", "1 to "]
)
def test_any_text_is_read_in_time_that_grows_with_it(piece):
    text = piece * 20_000
    assert all(quantity.written for quantity in quantities(text))
