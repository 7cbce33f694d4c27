"""The schemas for editors are those of the models, complete, and described."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator
from referencing import Registry
from referencing.jsonschema import DRAFT7

from casebook import load
from casebook.__main__ import main
from casebook.editing import ids
from casebook.editing.schema import schemas, write
from casebook.model import Case
from casebook.model.fields import description, fields, records
from casebook.model.files import FILES

from .conftest import ROOT, copy_sample


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


def wrong(project: Path, case: str) -> list[str]:
    """What an editor would find wrong in a case: its schema, and what that refers to."""

    def beside(name: str):
        text = (project / "data/schema" / name).read_text("utf-8")
        return DRAFT7.create_resource(json.loads(text))

    schema = beside("case.schema.json").contents
    Draft7Validator.check_schema(schema)
    validator = Draft7Validator(schema, registry=Registry(retrieve=beside))
    value = yaml.load(case, Loader=yaml.CBaseLoader)
    return [error.message for error in validator.iter_errors(value)]


def offered(project: Path, kind: str) -> dict[str, str]:
    made = json.loads((project / ids.FOLDER / ids.NAME).read_text("utf-8"))
    Draft7Validator.check_schema(made)
    each = made["definitions"][kind]
    return dict(zip(each["enum"], each["markdownEnumDescriptions"], strict=True))


@pytest.fixture
def checked(sample, capsys):
    assert main(["--root", str(sample), "check"]) == 0
    capsys.readouterr()
    return sample


def test_each_check_offers_the_ids_of_the_book(checked, capsys):
    pilot = offered(checked, "actors")["pilot"]
    assert pilot.startswith("Pilot Co.")
    assert "\n\n领航公司" in pilot
    assert offered(checked, "sources")["lighthouse-2014-license"].startswith(
        "License of the charts"
    )
    assert {"charts-published", "soundings-opened"} <= offered(checked, "claims").keys()
    path = checked / "data/sources/reef.yml"
    path.write_text(path.read_text("utf-8").replace("reef-2019-notice:", "reef-notice:"), "utf-8")
    assert main(["--root", str(checked), "check"]) == 1, (
        "what cites it does not know the new id yet"
    )
    capsys.readouterr()
    assert "reef-notice" in offered(checked, "sources")


def test_a_reference_takes_an_id_of_the_book_and_any_that_came_later(checked):
    case = (checked / "data/cases/harbor.yml").read_text("utf-8")
    source = "source: lighthouse-2014-license"
    assert source in case
    assert wrong(checked, case) == []
    assert wrong(checked, case.replace(source, "source: entered-after-the-check")) == []
    assert any("Not an id" in error for error in wrong(checked, case.replace(source, "source: Not an id")))  # fmt: skip
    assert wrong(checked, case.replace("role: initiator", "role: initator")) != []


def test_every_reference_finds_its_ids(checked):
    texts = [path.read_text("utf-8") for path in (checked / "data/schema").glob("*")]
    asked = {name for text in texts for name in re.findall(r'"ids\.schema\.json#/definitions/(\w+)"', text)}  # fmt: skip
    assert asked == {"actors", "cases", "claims", "series", "sources", "terms"}
    assert all(offered(checked, kind) for kind in asked)
    assert not any("x-ref" in text for text in texts)


def test_what_git_has_does_not_change_with_the_ids():
    assert f"{ids.FOLDER}/{ids.NAME}" in (ROOT / ".gitignore").read_text("utf-8").split("\n")
    assert ids.NAME not in schemas(load(ROOT))


@pytest.mark.parametrize("there", ["link", "folder", "nothing"])
def test_a_check_goes_on_where_no_ids_can_be_written(tmp_path, capsys, there):
    project = copy_sample(tmp_path / "project", engine=False)
    path = project / ids.FOLDER / ids.NAME
    if there == "link":
        (tmp_path / "outside").write_text("kept", "utf-8")
        path.symlink_to(tmp_path / "outside")
    elif there == "folder":
        path.mkdir()
    else:
        shutil.rmtree(path.parent)
    main(["--root", str(project), "check"])
    assert "Traceback" not in capsys.readouterr().err
    assert there != "link" or (tmp_path / "outside").read_text("utf-8") == "kept"
    assert there != "nothing" or not path.parent.exists()


def test_a_schema_is_not_written_through_a_link(sample, capsys, tmp_path):
    path = sample / "data/schema/case.schema.json"
    path.unlink()
    path.symlink_to(tmp_path / "outside")
    assert main(["--root", str(sample), "schema"]) == 1
    assert "data/schema/case.schema.json cannot be written" in capsys.readouterr().err
    assert not (tmp_path / "outside").exists()
