"""A reviewed exception excuses the figures that it names, and must be needed."""

from __future__ import annotations

import pytest

from casebook import check, load
from casebook.method.allowed import differing
from casebook.problems.message import translate
from casebook.rules.figures import difference

CASE, STORY = "data/cases/harbor.yml", "docs/zh/cases/harbor.md"
EXCUSED = {
    "figures-differ": (CASE, "38% 的船只使用", "近四成的船只使用"),
    "figures-differ-in-story": (STORY, "38% 的船只用上了", "近四成的船只用上了"),
}
"""By the rule that complains, how to make one language less exact than the other, and where."""


@pytest.fixture
def keys(sample):
    return lambda: [problem.key for problem in check(load(sample)) if problem.severity == "error"]


@pytest.fixture
def allow(sample):
    def write(file, en="38 percent of ships", zh="近四成的船只"):
        entry = f"rounded: {{file: {file}, en: {en}, zh: {zh}, reason: rounded in Chinese}}\n"
        (sample / "data/figures-allowed.yml").write_text(entry, "utf-8")

    return write


@pytest.mark.parametrize("key", EXCUSED)
def test_a_figure_is_excused_where_the_words_stand(key, change, allow, keys):
    file, right, other = EXCUSED[key]
    change(file, right, other)
    assert keys() == [key]
    allow(file)
    assert keys() == []


def test_either_page_of_a_story_may_be_named(change, allow, keys):
    change(*EXCUSED["figures-differ-in-story"])
    allow("docs/en/cases/harbor.md")
    assert keys() == []


@pytest.mark.parametrize("key", EXCUSED)
def test_nothing_else_is_excused(key, change, allow, keys):
    file, right, other = EXCUSED[key]
    change(file, right, other)
    change(file, "26 万", "62 万")
    allow(file)
    assert keys() == [key]


@pytest.mark.parametrize("key", EXCUSED)
def test_not_in_another_file_nor_by_other_words(key, change, allow, keys):
    file, right, other = EXCUSED[key]
    change(file, right, other)
    allow("data/terms.yml")
    assert sorted(keys()) == sorted([key, "figure-allowed-idle"])
    allow(file, zh="近五成的船只")
    assert sorted(keys()) == sorted([key, "figure-allowed-idle"])


@pytest.mark.parametrize("file", [CASE, STORY, "data/none.yml"])
def test_an_exception_that_excuses_nothing_is_an_error(file, allow, keys):
    allow(file)
    assert keys() == ["figure-allowed-idle"]


def test_a_broken_file_does_not_make_its_exception_idle(sample, allow):
    allow(CASE)
    (sample / CASE).write_text("id: [\n", "utf-8")
    assert "figure-allowed-idle" not in {problem.key for problem in check(load(sample))}


@pytest.mark.parametrize(
    ("en", "zh", "hint"),
    [
        ("$4.3 billion", "43 亿元", {"en": "another unit", "zh": "单位不同"}),
        ("5 percent", "5 个百分点", {"en": "another unit", "zh": "单位不同"}),
        ("-5%", "5%", {"en": "another sign", "zh": "正负不同"}),
        ("$4.3 billion", "44 亿美元", {"en": "44 亿美元", "zh": "44 亿美元"}),
    ],
)
def test_the_message_says_what_differs(en, zh, hint):
    message = difference(differing((en,), (zh,)))
    for lang, words in hint.items():
        sentence = translate(message, lang)
        assert en in sentence
        assert zh in sentence
        assert sentence.endswith(words)
