"""Small things made of text: notes, addresses, wording, and how a problem is printed."""

from __future__ import annotations

import pytest

from casebook import words
from casebook.model import PartialDate
from casebook.model.address import relative, url
from casebook.reading.markdown import marked

from .conftest import ours


def test_notes_are_numbered_by_first_mention_and_code_is_left_alone():
    text, ids = marked(
        "a[@b] `[@c]` d[@e][@b]\n\n```\n[@f]\n```\n", lambda name, first: f"<{name} {first}>"
    )
    assert text == "a<b True> `[@c]` d<e True><b False>\n\n```\n[@f]\n```\n"
    assert ids == ["b", "e"]


@pytest.mark.parametrize(
    ("src_uri", "address"),
    [
        ("en/index.md", ""), ("zh/index.md", "zh/"), ("en/cases/index.md", "cases/"),
        ("en/about.md", "about/"), ("zh/cases/android.md", "zh/cases/android/"),
    ],
)  # fmt: skip
def test_addresses(src_uri, address):
    assert url(src_uri) == address


@pytest.mark.parametrize(
    ("here", "there", "link"),
    [
        ("", "cases/android/", "cases/android/"), ("cases/android/", "", "../../"),
        ("zh/cases/android/", "zh/method/", "../../method/"), ("about/", "about/", "./"),
        ("cases/", "cases/android/", "android/"),
    ],
)  # fmt: skip
def test_relative_links(here, there, link):
    assert relative(here, there) == link


@pytest.mark.parametrize(
    ("date", "en", "zh"),
    [
        ("2014", "2014", "2014 年"),
        ("2014-06", "June 2014", "2014 年 6 月"),
        ("2014-06-06", "June 6, 2014", "2014 年 6 月 6 日"),
    ],
)
def test_dates_are_no_more_exact_than_known(date, en, zh):
    book = ours()
    assert words(book, "en").date(PartialDate.parse(date)) == en
    assert words(book, "zh").date(PartialDate.parse(date)) == zh
    assert words(book, "zh").date(None) == "日期不详"


def test_a_label_never_fails():
    spoken = words(ours(), "en")
    assert spoken.label("no-such-label") == "no-such-label"
    assert spoken.label("known-from") == "known from {date}"
