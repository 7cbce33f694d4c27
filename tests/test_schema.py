"""The schemas for editors are those of the models, complete, and described."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest
import yaml

from casebook import load
from casebook.editing.schema import schemas, write
from casebook.model import Case
from casebook.model.fields import description, fields, records
from casebook.model.files import FILES

from .conftest import ROOT


@pytest.fixture(scope="module")
def made():
    return {name: json.loads(text) for name, text in schemas(load(ROOT)).items()}


MODELS = sorted({model for file in FILES.values() for model in records(file.shape)}, key=str)


@pytest.mark.parametrize("model", MODELS)
def test_every_shape_and_field_is_described_in_both_languages(model):
    han = re.compile("[\u4e00-\u9fff]")
    for text in (description(model), *(field.description for field in fields(model).values())):
        assert re.search("[a-z]", text.en)
        assert not han.search(text.en)
        assert han.search(text.zh)


def test_no_description_is_idle():
    words = yaml.safe_load((ROOT / "hooks/casebook/words/fields.yml").read_text("utf-8"))
    names = {model.__name__ for model in MODELS}
    names |= {f"{model.__name__}.{name}" for model in MODELS for name in fields(model)}
    assert words.keys() == names


def test_unknown_keys_are_refused_in_editors_too(made):
    for schema in made.values():
        for shape in [schema, *schema.get("$defs", {}).values()]:
            if "properties" in shape:
                assert shape["additionalProperties"] is False


def test_tags_of_the_vocabulary_are_offered(made):
    role = made["case.schema.json"]["$defs"]["Role"]["properties"]
    assert "initiator" in role["role"]["enum"]
    assert "x-scheme" not in json.dumps(made)


def test_a_bare_year_is_no_error_in_an_editor(made):
    date = json.dumps(made["case.schema.json"]["properties"]["as_of"])
    assert '"integer"' in date


def test_descriptions_are_in_both_languages(made):
    def described(part):
        if isinstance(part, dict):
            if isinstance(part.get("description"), str):
                yield part["description"]
            for value in part.values():
                yield from described(value)
        elif isinstance(part, list):
            for item in part:
                yield from described(item)

    for schema in made.values():
        for text in described(schema):
            english, chinese = text.split("\n")
            assert re.search("[a-z]", english)
            assert re.search("[\u4e00-\u9fff]", chinese), text


def test_tags_explain_themselves_in_both_languages(made):
    defs = made["case.schema.json"]["$defs"]
    for field in (defs["Role"]["properties"]["role"], defs["Claim"]["properties"]["weight"]):
        explained = dict(zip(field["enum"], field["markdownEnumDescriptions"], strict=True))
        assert all(
            re.match(r"\*\*.+\*\* .+\n\n\*\*.+\*\* .+$", value) for value in explained.values()
        )
    assert explained["counter"].startswith("**Counter")
    assert "**反面证据**" in explained["counter"]


def test_a_list_of_the_code_belongs_to_one_scheme():
    """It is found by its tags, so no two schemes may have the same ones."""
    tags = [frozenset(tags) for tags in load(ROOT).vocabulary.values()]
    assert len(tags) == len(set(tags))


def test_what_a_tag_means_cannot_smuggle_markup_into_an_editor(sample, change):
    change(
        "data/vocabulary.yml", "The company that opens", "[x](command:y) <b>The company that opens"
    )
    (text,) = [t for n, t in schemas(load(sample)).items() if n == "case.schema.json"]
    assert "<b>" not in text
    assert "[x]" not in text


def test_our_schemas_are_fresh_in_every_language():
    """A test and no rule: a contributor changes data, and `make format` writes them."""
    for name, text in schemas(load(ROOT)).items():
        assert (ROOT / "data/schema" / name).read_text("utf-8") == text, "run `make format`"


def test_checking_in_english_loads_no_catalog():
    code = "import sys; from casebook.__main__ import main; main(['check']); assert 'babel' not in sys.modules"
    environ = os.environ | {"PYTHONPATH": str(ROOT / "hooks"), "LANGUAGE": "en"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_every_data_file_names_its_schema():
    for path in ROOT.glob("data/**/*.yml"):
        first = path.read_text("utf-8").split("\n", 1)[0]
        match = re.fullmatch(r"# yaml-language-server: \$schema=(\S+\.schema\.json)", first)
        assert match, path
        assert (path.parent / match[1]).resolve().is_file(), path


def test_writing_is_only_done_when_something_changed(sample):
    book = load(sample)
    assert write(book) == []
    (sample / "data/schema/case.schema.json").write_text("{}")
    assert write(book) == ["case.schema.json"]
    assert {*FILES} - {"points"} == {
        p.name.split(".")[0] for p in (sample / "data/schema").glob("*")
    }
    assert Case.__doc__ in (sample / "data/schema/case.schema.json").read_text("utf-8")
