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
    return [
        (problem.code, problem.place.line, problem.place.column) for problem in document.problems
    ]


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
        (
            "a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n",
            [("CB115", 2, 1), ("CB115", 4, 1), ("CB115", 6, 1)],
        ),
        # what a comment cuts off
        ("title: the #1 backend in 2014\nb: 1\n", [("CB117", 1, 11)]),
        ("a: [x, y #z\n ]\n", [("CB117", 1, 9)]),
        ("a: fact # a note\n", [("CB117", 1, 8)]),
        # what a Chinese keyboard or a word processor writes
        ("a: 1\nkind：fact\nweight: core\n", [("CB106", 2, 5)]),
        ("- kind：fact\n  weight: core\n", [("CB106", 1, 7)]),
        ("a: {source: x，stance: y}\n", [("CB106", 1, 14)]),
        ("a: {source: x， stance：y}\n", [("CB106", 1, 14)]),
        ("a: ［x］\nb: ［\n", []),
        ("a:\n\u3000\u3000kind: fact\n", [("CB106", 2, 1)]),
        ("a:\n\u00a0\u00a0kind: fact\n  b: 1\n", [("CB106", 2, 1)]),
        ("zh: “甲乙”\n", [("CB106", 1, 5)]),
        ("zh: “甲乙\n", [("CB106", 1, 5)]),
        ("zh: ‘甲乙’\n", [("CB106", 1, 5)]),
        ('zh: "甲乙”\nb: "x"\n', [("CB106", 1, 8)]),
        ('a: 1\nt: "He said "no" loudly"\n', [("CB106", 2, 14)]),
        # what nobody sees, raw and by escape
        ("a: wind\u200bing\n", [("CB103", 1, 8)]),
        ("a: \u202ethere\u202c\n", [("CB103", 1, 4), ("CB103", 1, 10)]),
        ("a: x\u00ady\n", [("CB103", 1, 5)]),
        ('a: "\\u202Ethere"\n', [("CB103", 1, 4)]),
        (
            'a: "\\b"\nb: "\\0"\nc: "\\uFFFE"\nd: "\\t"\n',
            [("CB103", 1, 4), ("CB103", 2, 4), ("CB103", 3, 4), ("CB105", 4, 4)],
        ),
        ("a: lost \ufffd\n", [("CB103", 1, 9)]),
        ("a: L\u0456nux\n", [("CB103", 1, 5)]),  # a Cyrillic letter
        ('a: "K\\u03bfrea"\n', [("CB103", 1, 4)]),  # a Greek one, by escape
    ],
)
def test_what_is_refused(tmp_path, content, problems):
    assert found(parse(tmp_path, content)) == problems


@pytest.mark.parametrize(
    "line",
    [
        'a: "the #1 backend"  # a comment',
        "a: C#",
        "a: core  # set off by two blanks",
        "zh: “开源”与“开放”",
        "zh: 开源，也就是开放：两个词",
        'zh: "“甲乙”"',
        "en: 5 μm and Ωm in Москва",
        "a: क्\u200dष می\u200cخواهم",  # joiners that these scripts need
        'a: "a \\" quote and a line\\n"',
        "a: x  # 备注：“甲”，乙",
    ],
)
def test_what_is_fine(tmp_path, line):
    assert found(parse(tmp_path, f"{line}\nz: 1\n")) == []


def test_a_quotation_mark_within_a_text_is_named(tmp_path):
    (problem,) = parse(tmp_path, 'a: 1\nt: "He said "no" loudly"\n').problems
    assert 'write \\"' in str(problem.help)


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
