"""The catalog is complete, fresh, and says in Chinese what the code says in English."""

from __future__ import annotations

import re

import pytest

from casebook.problems import catalog
from casebook.problems.message import described
from casebook.rules import RULES

HAN = re.compile(r"[\u4e00-\u9fff]")
BRACES = re.compile(r"\{+[^{}]*\}+")


@pytest.fixture(scope="module")
def chinese():
    with catalog.path("zh").open("rb") as stream:
        return [one for one in catalog.read_po(stream, locale="zh") if one.id]


def test_the_catalog_is_fresh():
    """`make format` writes it anew; then what is new needs its Chinese."""
    assert catalog.updated("zh") == catalog.path("zh").read_text("utf-8")


def test_everything_has_its_chinese(chinese):
    assert [one.id for one in chinese if not one.string or one.fuzzy] == []


def test_the_chinese_is_filled_with_the_same(chinese):
    for one in chinese:
        assert sorted(BRACES.findall(one.string)) == sorted(BRACES.findall(one.id)), one.id


def test_the_chinese_is_chinese(chinese):
    """All but what has no words in English either."""
    for one in chinese:
        words = re.search(r"[A-Za-z]{2}", BRACES.sub("", one.id))
        assert not words or HAN.search(one.string), one.id


def test_the_chinese_is_typeset_as_on_the_site(chinese):
    """Full-width marks after Han; a space between Han and Latin letters, figures, or code."""
    for one in chinese:
        text = re.sub(r'"…"|\': \'|\' #\'|“[^”]*”', "“”", one.string)
        assert not re.search(r"[\u4e00-\u9fff][,;?!:](?![0-9])", text), one.string
        assert not re.search(r"[\u4e00-\u9fff][A-Za-z0-9`]|[A-Za-z0-9`][\u4e00-\u9fff]", text), (
            one.string
        )
        assert not re.search(r" [，。；：？！、）”]|[，。；：？！、（“] ", text), one.string
        assert "您" not in text


def test_all_that_describes_itself_is_in_it(chinese):
    known = {one.id for one in chinese}
    for rule in RULES:
        assert described(rule) in known


def test_writing_is_only_done_when_something_changed(tmp_path, monkeypatch):
    text = catalog.path("zh").read_text("utf-8")
    monkeypatch.setattr(catalog, "FOLDER", tmp_path / "locale")
    assert catalog.write() == ["zh.po"]
    assert catalog.write() == []
    blank = catalog.path("zh").read_text("utf-8")
    assert blank.count('msgid "') == text.count('msgid "')
    assert '"\nmsgstr ""\n' in blank


def test_updating_keeps_translations_and_drops_what_is_gone(tmp_path, monkeypatch):
    text = catalog.path("zh").read_text("utf-8")
    monkeypatch.setattr(catalog, "FOLDER", tmp_path)
    gone = text + '\nmsgid "no code says this any more"\nmsgstr "代码里已没有这句话"\n'
    catalog.path("zh").write_text(gone, "utf-8")
    assert catalog.write() == ["zh.po"]
    assert catalog.path("zh").read_text("utf-8") == text


def test_it_holds_no_dates_and_no_line_numbers():
    text = catalog.path("zh").read_text("utf-8")
    assert "Date:" not in text
    assert not re.search(r"^#: .*:\d", text, re.MULTILINE)
