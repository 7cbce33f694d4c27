"""Small things made of text: notes, addresses, wording, and how a problem is printed."""

from __future__ import annotations

import pytest

from casebook import load, words
from casebook.address import relative, url
from casebook.model import PartialDate
from casebook.notes import cite
from casebook.problem import Place, Problem, did_you_mean, listing, render, report
from casebook.wording import placeholders

from .conftest import ROOT


def test_notes_are_numbered_by_first_mention_and_code_is_left_alone():
    text, ids = cite("a[@b] `[@c]` d[@e][@b]\n\n```\n[@f]\n```\n")
    assert text == "a[^b] `[@c]` d[^e][^b]\n\n```\n[@f]\n```\n"
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
    book = load(ROOT)
    assert words(book, "en").date(PartialDate.parse(date)) == en
    assert words(book, "zh").date(PartialDate.parse(date)) == zh
    assert words(book, "zh").date(None) == "日期不详"


def test_a_label_never_fails():
    said = words(load(ROOT), "en")
    assert said.label("no-such-label") == "no-such-label"
    assert said.label("known-from") == "known from {date}"
    assert placeholders("{a} and {b}") == {"a", "b"}
    assert placeholders("{a") is None


def test_a_problem_is_printed_with_its_line_and_a_caret():
    problem = Problem(Place("a.yml", 2, 4, 2), "CB204", "wrong", "mend it")
    assert render(problem, ["x", "ab 护城 c"]) == (
        "a.yml:2:4: error[CB204]: wrong\n    2 | ab 护城 c\n      |    ^^^^\n   help: mend it"
    )


def test_a_long_line_is_shown_around_the_place():
    shown = render(
        Problem(Place("a.yml", 1, 500, 3), "CB204", "wrong"), ["x" * 499 + "abc" + "y" * 500]
    )
    line, caret = shown.split("\n")[1:]
    assert line.startswith("    1 | …xxx")
    assert line.endswith("…")
    assert line[caret.index("^") : caret.index("^") + 3] == "abc"


def test_a_place_beyond_the_file_is_printed_without_a_line():
    assert render(Problem(Place("a.yml", 9), "CB106", "wrong"), ["x"]).count("\n") == 0


def test_terminal_codes_in_the_data_are_not_printed():
    assert "\x1b" not in render(Problem(Place("a.yml", 1), "CB103", "x"), ["\x1b[31mred"])


def test_a_report_is_ordered_whole_and_without_repetition():
    late, early = (Problem(Place("a.yml", line), "CB204", "x") for line in (9, 2))
    text = report([late, early, late], lambda _: ())
    assert text.index("a.yml:2") < text.index("a.yml:9")
    assert text.endswith("2 problems in 1 file")
    assert report([early], lambda _: ()).endswith("1 problem in 1 file")


def test_hints():
    assert did_you_mean("suplier", ["supplier", "steward"], "") == "did you mean 'supplier'? "
    assert did_you_mean("xyz", ["supplier"], "see the list") == "see the list"
    assert listing(str(n) for n in range(4)) == "0, 1, 2, 3"
    assert listing([str(n) for n in range(5)], most=3) == "0, 1, 2 and 2 more"
