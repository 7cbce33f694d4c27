"""Whatever a file holds, reading it ends soon, without a traceback, and tells where it is wrong."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from casebook.reading.text import MAX_BYTES, Document
from casebook.reading.yaml_tree import read


def parse(tmp_path: Path, content: str | bytes) -> Document:
    path = tmp_path / "case.yml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read(path, "case.yml")


def found(document: Document) -> list[tuple[str, int, int]]:
    return [(one.code, one.place.line, one.place.column) for one in document.problems]


def test_every_scalar_stays_text(tmp_path):
    document = parse(tmp_path, "a: no\nb: 12:30\nc: 2014-06\nd: 1.10\ne: 010\nf: ~\ng:\n")
    assert document.problems == []
    assert document.value == {
        "a": "no", "b": "12:30", "c": "2014-06", "d": "1.10", "e": "010", "f": "", "g": "",
    }  # fmt: skip


def test_positions_of_values_and_keys(tmp_path):
    document = parse(tmp_path, "claims:\n  - {id: 甲, text: {zh: 乙}}\n  - id: b\n")
    place = document.place("claims", 0, "text", "zh")
    assert (place.line, place.column, place.length) == (2, 24, 1)
    assert document.key("claims", 0, "text").column == 13
    assert document.place("claims", 1, "id").line == 3
    assert document.place("claims", 1, "missing").line == 3, "the nearest ancestor"


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        (b"a: \xff\n", [("CB101", 1, 4)]),
        ("\ufeffa: 1\n", [("CB102", 1, 1)]),
        ("a: 1\nb: \0\n", [("CB103", 2, 4)]),
        ("a: \x1b[31m\n", [("CB103", 1, 4)]),
        ("a:\n\tb: 1\n", [("CB105", 2, 1)]),
        ('a: "x\n', [("CB106", 1, 4)]),
        ("a: [1, 2\nb: 3\n", [("CB106", 2, 2)]),
        ("a: x: y\n", [("CB106", 1, 5)]),
        ("{a: 1}: b\n", [("CB106", 1, 1)]),
        ("? [c]\n: d\n", [("CB106", 1, 3)]),
        ("a: 1\nb: {x: 1, x: 2}\na: 3\n", [("CB107", 2, 11), ("CB107", 3, 1)]),
        ("a: &x 1\nb: *x\n", [("CB108", 1, 4), ("CB108", 2, 4)]),
        ("a: !!python/object:os.system x\n", [("CB109", 1, 4)]),
        ("a: 1\n---\nb: 2\n", [("CB111", 2, 1)]),
        ("- a\n", [("CB112", 1, 1)]),
        ("", [("CB112", 1, 1)]),
        ("%YAML 9.9\n---\na: 1\n", [("CB106", 1, 1)]),
    ],
)
def test_what_is_refused(tmp_path, content, problems):
    assert found(parse(tmp_path, content)) == problems


def test_a_duplicate_key_does_not_hide_the_rest(tmp_path):
    document = parse(tmp_path, "a: 1\na: {b: 2}\nc: 3\n")
    assert document.value == {"a": "1", "c": "3"}


@pytest.mark.parametrize("bomb", ["[", "{", "- ", "a: [", '{"a":', "? ", "[[[]", "&a [*a,", "!"])
def test_bombs_end_at_once(tmp_path, bomb):
    started = time.perf_counter()
    document = parse(tmp_path, bomb * (900_000 // len(bomb)))
    assert document.problems
    assert document.value is None
    assert time.perf_counter() - started < 5


def test_nesting_has_a_limit(tmp_path):
    assert found(parse(tmp_path, "a: " + "[" * 19 + "x" + "]" * 19)) == []
    assert found(parse(tmp_path, "a: " + "[" * 21 + "x" + "]" * 21)) == [("CB110", 1, 23)]


def test_size_has_a_limit(tmp_path):
    assert found(parse(tmp_path, "a" * (MAX_BYTES + 1))) == [("CB104", 1, 1)]


def test_a_folder_in_place_of_a_file(tmp_path):
    (tmp_path / "x.yml").mkdir()
    assert found(read(tmp_path / "x.yml", "x.yml")) == [("CB113", 1, 1)]
    assert found(read(tmp_path / "none.yml", "none.yml")) == [("CB113", 1, 1)]
