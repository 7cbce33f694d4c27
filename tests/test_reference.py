"""Everything that a contributor may write, run, or be told is documented, in both languages."""

from __future__ import annotations

import os
import re

import lxml.html
import pytest

from casebook import LANGUAGES
from casebook.__main__ import main
from casebook.editing.new import GIVEN
from casebook.model import Case, Claim, Evidence, Source
from casebook.model.case import Actor
from casebook.model.fields import fields
from casebook.pages import reference
from casebook.pages.parts import anchor
from casebook.problems.message import codes

from .conftest import ROOT, ours


@pytest.fixture(scope="module")
def page(site):
    """The text of each element with an id, on a page of our own site; that of the page as ""."""

    def read(lang: str, name: str) -> dict[str, str]:
        folder = site if lang == LANGUAGES[0] else site / lang
        tree = lxml.html.fromstring((folder / name / "index.html").read_text("utf-8"))
        texts = {
            element.get("id", ""): element.text_content() for element in reversed([*tree.iter("*")])
        }
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
def test_every_code_has_its_place_on_the_page_of_problems(page, lang):
    shown = page(lang, "contribute/problems")
    for code in codes().values():
        assert code.title[lang] in shown[code.id.lower()]


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


RECORDS = {
    Case: {"en": "Case", "zh": "案例"},
    Actor: {"en": "Actor", "zh": "参与方"},
    Claim: {"en": "Claim", "zh": "论断"},
    Evidence: {"en": "Evidence", "zh": "证据"},
    Source: {"en": "Source", "zh": "来源"},
}
"""The records that one meets in a note and a brief case."""
OF_SOURCES = {*GIVEN, "URL", "derives_from", "origin", "copy"}


@pytest.mark.parametrize(
    ("name", "lang"), [("CONTRIBUTING.md", "en"), ("CONTRIBUTING.zh.md", "zh")]
)
def test_the_guide_has_the_fields_as_they_are(name, lang):
    """`UPDATE_GOLDEN=1 make test` writes the table anew, from `words/fields.yml`."""
    rows = [
        f"| {said[lang]} | `{field}` | {known.description[lang]} |\n"
        for model, said in RECORDS.items()
        for field, known in fields(model).items()
        if model is not Source or field in OF_SOURCES
    ]
    path = ROOT / name
    text = path.read_text("utf-8")
    shown = re.search(r"^\| (?:Record|记录) \|.*\n.*\n((?:\|.*\n)+)", text, re.MULTILINE)
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text.replace(shown[1], "".join(rows)), "utf-8")
    else:
        assert shown[1] == "".join(rows)


@pytest.mark.parametrize(
    ("arguments", "line", "not_listed"),
    [
        (["cases"], "reef  Reef", "lighthouse"),
        (["actors", "--case", "harbor", "--lang", "zh"], "lighthouse  灯塔公司", "buoy-guild"),
        (["actors"], "pilot  Pilot Co. (harbor, quay)", "harbor"),
        (["actors", "--find", "reefOFFICE"], "reef-office  Reef Office (reef)", "pilot"),
        (["claims", "--find", "ADOPTED the"], "pilot-adopts  Pilot Co. adopted the charts in 2018.", "charts-published"),
        (["sources", "--case", "reef"], "reef-2019-notice  Notice to mariners (Reef Office)", "gazette-2017-ships"),
        (["series"], "ships  Ships using the charts", "harbor"),
        (["terms", "--lang", "en"], "strait  strait", "harbor"),
    ],
)  # fmt: skip
def test_what_has_ids_is_listed(capsys, arguments, line, not_listed):
    lang = [] if "--lang" in arguments else ["--lang", "en"]
    assert main(["--root", str(ROOT / "tests/sample"), "list", *arguments, *lang]) == 0
    out = capsys.readouterr().out.splitlines()
    assert line in out
    assert not [each for each in out if each.startswith(f"{not_listed} ")]


def test_a_case_that_is_none_is_named_with_what_was_meant(capsys):
    sample = str(ROOT / "tests/sample")
    assert main(["--root", sample, "list", "claims", "--case", "harbour", "--lang", "en"]) == 2
    assert "there is no case 'harbour'. did you mean 'harbor'?" in capsys.readouterr().err
    assert main(["--root", sample, "list", "claims", "--find", "zzz", "--lang", "en"]) == 0
    assert capsys.readouterr().err == "nothing found\n"


def test_an_actor_is_listed_once(capsys):
    assert main(["--root", str(ROOT / "tests/sample"), "list", "actors", "--lang", "en"]) == 0
    ids = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "Evidence.stance (data/cases/*.yml): optional"),
        ("zh", "Evidence.stance (data/cases/*.yml)：可不填"),
    ],
)
def test_a_field_is_explained_by_its_name(capsys, lang, said):
    assert main(["--root", str(ROOT), "explain", "stance", "--lang", lang]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"{said}\n")
    words = fields(Evidence)["stance"].description[lang]
    assert words in " ".join(out.split())
    assert "supports, qualifies, contradicts" in out


def test_every_record_that_has_a_field_of_a_name_explains_it(capsys):
    assert main(["--root", str(ROOT), "explain", "kind", "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert {"Claim.kind (", "Source.kind ("} <= set(re.findall(r"^\w+\.kind \(", out, re.MULTILINE))
