"""Everything that a contributor may write, run, or be told is documented, in both languages."""

from __future__ import annotations

import re

import lxml.html
import pytest

from casebook import LANGUAGES
from casebook.pages import reference, rulebook
from casebook.pages.parts import anchor
from casebook.problems.message import spoken
from casebook.rules import RULES

from .conftest import ROOT, ours

HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def page(site):
    """The text of each element with an id, on a page of our own site; that of the page as ""."""

    def read(lang: str, name: str) -> dict[str, str]:
        folder = site if lang == LANGUAGES[0] else site / lang
        tree = lxml.html.fromstring((folder / name / "index.html").read_text("utf-8"))
        texts = {one.get("id", ""): one.text_content() for one in reversed([*tree.iter("*")])}
        return {id: " ".join(text.split()) for id, text in texts.items()}

    return read


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_field_is_told(page, lang):
    shown = page(lang, "contribute/fields")
    count = 0
    for file in reference.files():
        assert f"file-{file.name}" in shown
        for shape in file.shapes:
            assert f"record-{shape.name.lower()}" in shown
            for field in shape.fields:
                text = shown[f"field-{shape.name.lower()}-{field.name.lower()}"]
                assert text.startswith(field.name)
                assert field.description[lang].replace("`", "") in text
                for value in field.values:
                    assert value in text
                count += 1
    assert count > 120


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_is_told_with_its_codes(page, lang):
    shown = page(lang, "contribute/rules")
    told = {
        (group.name, rule.name): rule for group in rulebook.groups(lang) for rule in group.rules
    }
    for rule in RULES:
        name = rule.__module__.rpartition(".")[2]
        one = told[name, rule.__name__]
        text = shown[f"rule-{name}-{rule.__name__}"]
        assert one.text.replace("`", "") in text
        assert bool(HAN.search(one.text.split("`")[0] + one.text.split("`")[-1])) == (
            lang == "zh"
        ), one
        assert one.codes, f"{rule.__name__} yields no code that can be found"
        for code in one.codes:
            assert code in text
            assert code in ours().explained


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_has_its_page(page, lang):
    index = page(lang, "contribute")[""]
    for code, found in ours().explained.items():
        text = page(lang, f"contribute/{code.lower()}")["top"]
        assert found.value.title[lang] in text
        assert code in index


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_tag_is_defined(page, lang):
    shown = page(lang, "codebook") | page(lang, "method")
    for scheme, tags in ours().vocabulary.items():
        for tag, entry in tags.items():
            if scheme == "grade":
                continue  # the table of the rules tells them
            text = shown.get(anchor(scheme, tag), "")
            assert entry.value.label[lang] in text, (scheme, tag)


def test_every_grade_is_told(page):
    for lang in LANGUAGES:
        text = " ".join(page(lang, "method").values())
        for entry in ours().vocabulary["grade"].values():
            assert entry.value.definition[lang] in text


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "CONTRIBUTING.zh.md"])
def test_every_verb_is_in_the_guide(name):
    makefile = (ROOT / "Makefile").read_text("utf-8")
    verbs = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split()
    table = (ROOT / name).read_text("utf-8").rpartition("\n## ")[2]
    told = set(re.findall(r"`make (\w+)", table))
    assert told == {*verbs} - {"help"}


def test_what_nobody_translated_would_be_noticed():
    assert spoken("Nobody has translated this.", "zh") == "Nobody has translated this."
