from __future__ import annotations

import datetime as dt

import pytest

from casebook.model import PartialDate, Text


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2014", dt.date(2014, 1, 1), dt.date(2014, 12, 31)),
        ("2016-02", dt.date(2016, 2, 1), dt.date(2016, 2, 29)),
        ("2014-06-06", dt.date(2014, 6, 6), dt.date(2014, 6, 6)),
    ],
)
def test_a_partial_date_is_as_exact_as_written(text, first, last):
    date = PartialDate.parse(text)
    assert (date.first, date.last, str(date)) == (first, last, text)


@pytest.mark.parametrize(
    "text",
    ["14", "2014-6", "2014-13", "2014-00", "2014-06-00", "2014-02-30", "0000", "2014-06-06T", ""],
)
def test_what_is_no_date(text):
    with pytest.raises(ValueError):
        PartialDate.parse(text)


def test_text_speaks_only_its_languages():
    text = Text(en="moat", zh="护城河")
    assert (text["en"], text["zh"]) == ("moat", "护城河")
    with pytest.raises(KeyError):
        text["fr"]


@pytest.mark.parametrize(
    "said",
    ["To be translated.", "TODO", "(to be written)", "tbd…", "FIXME!", "n/a", "N/A", "not yet translated", "[untranslated]"],
)  # fmt: skip
def test_a_text_that_says_it_is_to_be_written_is_missing(said):
    text = Text(en=said, zh="护城河")
    assert (text.missing, text["en"], text.written("en"), text.empty) == ("en", "护城河", "", False)


@pytest.mark.parametrize(
    "said",
    [
        "待译！",
        "待译",
        "【待翻译】",
        "待补。",
        "待补充",
        "（未翻译）",
        "待完善……",
        "尚未翻译",
        "未译",
    ],
)
def test_it_is_in_chinese_too(said):
    text = Text(en="moat", zh=said)
    assert (text.missing, text["zh"], text.written("zh"), text.empty) == ("zh", "moat", "", False)
    assert Text(en="To be translated", zh=said).empty


def test_what_only_speaks_of_translation_is_a_text():
    for en, zh in (
        ("Six pages were to be translated.", "有六页待译。"),
        ("FIXME was the name of the tool", "名单待补充三家"),
        ("The field n/a stands for none", "功能尚未完善"),
        ("An untranslated manual", "待业"),
        ("Na", "未译之书"),
        ("Waiting", "待写"),
        ("Fixmer", "待完善的方案"),
    ):
        text = Text(en=en, zh=zh)
        assert (text.missing, text.empty) == ("", False)
