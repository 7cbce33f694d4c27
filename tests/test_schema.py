"""The schemas for editors are those of the models, complete, and described."""

from __future__ import annotations

import json
import re

import pytest

from casebook import load
from casebook.model import Case, Record
from casebook.schema import SHAPES, schemas, write

from .conftest import ROOT


@pytest.fixture(scope="module")
def made():
    return {name: json.loads(text) for name, text in schemas(load(ROOT)).items()}


def models(base=Record):
    for model in base.__subclasses__():
        yield model
        yield from models(model)


@pytest.mark.parametrize("model", sorted(models(), key=lambda one: one.__name__))
def test_every_shape_and_field_has_a_description(model):
    assert model.__doc__
    for name, field in model.model_fields.items():
        assert field.description, f"{model.__name__}.{name}"


def test_unknown_keys_are_refused_in_editors_too(made):
    for schema in made.values():
        for shape in [schema, *schema.get("$defs", {}).values()]:
            if "properties" in shape:
                assert shape["additionalProperties"] is False


def test_tags_of_the_vocabulary_are_offered(made):
    actor = made["case.schema.json"]["$defs"]["Actor"]["properties"]
    assert "initiator" in actor["role"]["enum"]
    assert "x-scheme" not in json.dumps(made)


def test_a_bare_year_is_no_error_in_an_editor(made):
    date = json.dumps(made["case.schema.json"]["properties"]["as_of"])
    assert '"integer"' in date


def test_every_data_file_names_its_schema():
    for path in ROOT.glob("data/**/*.yml"):
        first = path.read_text("utf-8").split("\n", 1)[0]
        found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+\.schema\.json)", first)
        assert found, path
        assert (path.parent / found[1]).resolve().is_file(), path


def test_writing_is_only_done_when_something_changed(sample):
    book = load(sample)
    assert write(book) == []
    (sample / "data/schema/case.schema.json").write_text("{}")
    assert write(book) == ["case.schema.json"]
    assert set(SHAPES) == {p.name.split(".")[0] for p in (sample / "data/schema").glob("*")}
    assert Case.__doc__ in (sample / "data/schema/case.schema.json").read_text("utf-8")
