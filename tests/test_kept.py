"""What parsing gave is kept, and never outlives the text that it came from."""

from __future__ import annotations

import json
import shutil

import pytest

from casebook import check, load
from casebook.reading import kept

CASE = "data/cases/harbor.yml"


def test_a_second_reading_gives_the_same_book(sample):
    first, second = load(sample), load(sample)
    kept_files = {path.name for path in (sample / kept.FOLDER).iterdir()}
    assert "data--cases--harbor.yml.json" in kept_files
    assert second.cases["harbor"].value == first.cases["harbor"].value
    assert second.cases["harbor"].place("claims", 0, "id") == first.cases["harbor"].place(
        "claims", 0, "id"
    )


def test_a_change_is_seen_and_a_mistake_is_not_kept(sample, change):
    load(sample)
    change(CASE, "kind: fact", "kind: fatc")
    assert [one.code for one in check(load(sample))] == ["CB205"]
    change(CASE, "kind: fatc", "kind: fact\n    kind: fact")
    for _ in range(2):
        assert [one.code for one in check(load(sample))] == ["CB107"]


@pytest.mark.parametrize("broken", [b"", b"\xff", b"[]", b'{"of": 1}', b"{}"])
def test_a_broken_copy_is_read_past(sample, broken):
    load(sample)
    for path in (sample / kept.FOLDER).iterdir():
        path.write_bytes(broken)
    assert check(load(sample)) == []


def test_what_was_kept_of_another_text_is_not_taken(sample):
    load(sample)
    path = sample / kept.FOLDER / "data--cases--harbor.yml.json"
    old = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(old | {"of": "another"}), "utf-8")
    old["value"]["title"]["en"] = "Haven"
    path.write_text(json.dumps(old | {"of": "another"}), "utf-8")
    assert load(sample).cases["harbor"].value.title.en == "Harbor"


def test_a_folder_that_cannot_be_written_only_costs_time(sample):
    shutil.rmtree(sample / kept.FOLDER)
    (sample / kept.FOLDER).write_text("in the way", "utf-8")
    assert check(load(sample)) == []
