"""The house form of data files: what `make format` changes, and what it never touches."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as some

from casebook.__main__ import main
from casebook.editing import house
from casebook.problems.message import RefusedError

from .conftest import ROOT, copy_sample

GOLDEN = ROOT / "tests/golden"


def form(text: str, file: str = "data/cases/x.yml") -> str:
    return house.formed(text.encode(), file).decode()


def test_our_own_data_is_in_the_house_form():
    names = house.files(ROOT)
    assert {"data/cases/android.yml", "data/labels.yml", "data/series/cncf-members.csv"} < {*names}
    # The file of problems moves away from the data.
    names = [name for name in names if name != "data/problems.yml"]
    odd = [
        name
        for name in names
        if house.formed((ROOT / name).read_bytes(), name) != (ROOT / name).read_bytes()
    ]
    assert odd == [], "run `make format`"


def test_files_that_machines_write_and_what_editors_leave_are_passed_by(project):
    (project / "data/cases/._quay.yml").write_bytes(b"\xff")
    (project / "data/cases/.#quay.yml").symlink_to("me@host.1:2")
    names = house.files(project)
    assert "data/cases/quay.yml" in names
    assert not [name for name in names if "schema/" in name or "links.yml" in name or "/." in name]


def test_a_messy_file_becomes_the_golden_one():
    raw = (GOLDEN / "messy.yml").read_bytes()
    assert house.formed(raw, "data/cases/messy.yml") == (GOLDEN / "messy.house.yml").read_bytes()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a:    'x'\n\n\n\nb: \"y\"\n\n", 'a: "x"\n\nb: "y"\n'),
        ("\ufeffa: 1\r\nb: 2\r\n", "a: 1\nb: 2\n"),
        ("a: {en : x,zh:    y}\n", "a: {en: x, zh: y}\n"),
        ("a: [{x: 1},{y: 2}]\n", "a: [{x: 1}, {y: 2}]\n"),
        ("a: 'it''s \"so\" \\ here'\n", 'a: "it\'s \\"so\\" \\\\ here"\n'),
        ("a: one\n  two\n", "a: one two\n"),
        ("a: |\n    one\n    two\n", "a: |\n  one\n  two\n"),
        ("a: |  # why\n    one\n", "a: |  # why\n  one\n"),
        ("a:\n- b\n-   c: d\n    e: f\n", "a:\n  - b\n  - c: d\n    e: f\n"),
        ("a:\n  - b\n# of c\nc: d\n  # the end\n", "a:\n  - b\n# of c\nc: d\n  # the end\n"),
        ("{}  # none yet\n", "{}  # none yet\n"),
        ("a: '# no comment'\nb: x#y\n", 'a: "# no comment"\nb: x#y\n'),
        ("# top\na:\n  # first\n  - b   # beside\nc: 1 # two\n", "# top\na:\n  # first\n  - b  # beside\nc: 1  # two\n"),
        ("a: 1.10\nb: 010\nc: 2014-06-06\nd: 12:30\ne: 1_000\nf: yes\n", "a: 1.10\nb: 010\nc: 2014-06-06\nd: 12:30\ne: 1_000\nf: yes\n"),
    ],
)  # fmt: skip
def test_spacing_and_quotes(before, after):
    assert form(before) == after
    assert form(after) == after


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: [x,   # why\n  y]\n", "this comment would be lost: # why"),
        ("a: ~\n", "would not say quite the same"),
        ('a: "\\u202e"\n', "would not say quite the same"),
        ("a: 1\nb: [\n", "data/x.yml:3: left as it is"),
        ("a: 1\na: 2\n", "data/x.yml:2: left as it is"),
        ("[" * 10_000, "data/x.yml:1: left as it is"),
    ],
)
def test_in_doubt_the_file_is_left_alone(text, words):
    with pytest.raises(RefusedError) as refusal:
        form(text, "data/x.yml")
    assert words in str(refusal.value.message)


WORDS = some.sampled_from(
    ["护城河", "a-b", "2014-06", "it's", "x #y", "no", "~", "", "a: b", "|", "\u00a0"]
)
REMARK = some.sampled_from(["", "", "", "  # one", " # two", "   #三"])


@some.composite
def scalar(draw) -> str:
    word = draw(WORDS)
    return draw(
        some.sampled_from([
            '"' + word + '"', "'" + word.replace("'", "''") + "'", "plain", "", "[a,   b]", "{k: 'v', j: [x]}",
            "{a: 1,\n        b: 2}", "|\n        one\n        # text", ">-\n        one\n        two",
        ])
    )  # fmt: skip


@some.composite
def block(draw, indent: int = 0) -> str:
    """A mapping or list as nobody should write it, with a comment wherever one may stand."""
    lines, pad = [], " " * indent
    keys = draw(some.lists(some.sampled_from("abcdef"), min_size=1, max_size=3, unique=True))
    heads = ["-"] * len(keys) if indent and draw(some.booleans()) else [f"{key}:" for key in keys]
    for head in heads:
        lines += draw(
            some.lists(
                some.sampled_from(["", f"{pad}# above", "# at the edge", f"{pad}   # odd"]),
                max_size=2,
            )
        )
        if indent < 6 and draw(some.booleans()):
            lines += [
                pad + head + draw(REMARK),
                draw(block(indent + draw(some.sampled_from([2, 4])))),
            ]
        else:
            value = draw(scalar())
            lines.append(f"{pad}{head} {value}{'' if chr(10) in value else draw(REMARK)}")
    return "\n".join(lines)


@settings(max_examples=150, derandomize=True, deadline=None, database=None)
@given(block())
def test_hostile_files_keep_what_they_say_or_stay_as_they_are(text):
    try:
        after = form(text)
    except RefusedError:
        return
    assert yaml.load(after, yaml.BaseLoader) == yaml.load(text, yaml.BaseLoader)
    assert after.count("#") == text.count("#")
    assert form(after) == after
    assert not [line for line in after.split("\n") if line != line.rstrip()]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("date,line,value\r\n 2014 , x, 1\r\n", "date,line,value\n2014,x,1\n"),
        ('a, "b, c",d\n\n"say ""so""",,"e"', 'a,"b, c",d\n"say ""so""",,e\n'),
        ("a,b,\n", "a,b,\n"),
    ],
)
def test_tables(before, after):
    assert form(before, "data/series/x.csv") == after
    assert form(after, "data/series/x.csv") == after


CELLS = some.text(
    some.characters(codec="utf-8", exclude_categories=["Cc", "Zs", "Zl", "Zp"]), max_size=6
)


@settings(max_examples=60, derandomize=True, deadline=None, database=None)
@given(some.lists(some.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=4))
def test_a_table_says_the_same(rows):
    stream = io.StringIO()
    csv.writer(stream, quoting=csv.QUOTE_ALL).writerows(rows)
    after = form(stream.getvalue(), "data/series/x.csv")
    assert list(csv.reader(io.StringIO(after))) == rows


def test_a_table_with_odd_quotes_is_left_alone():
    with pytest.raises(RefusedError, match=r"^data/series/x.csv:1: left as it is"):
        form('a,b\nc,"d"e,f\n', "data/series/x.csv")


@pytest.fixture
def project(tmp_path) -> Path:
    return copy_sample(tmp_path, engine=False)


def test_the_command_writes_what_is_not_in_order(project, capsys, monkeypatch):
    monkeypatch.setenv("LANG", "C")
    assert main(["--root", str(project), "format"]) == 0
    capsys.readouterr()
    path = project / "data/cases/quay.yml"
    good = path.read_text("utf-8")
    path.write_bytes(good.replace("depth: brief\n", "depth:   brief  \r\n").encode())
    assert main(["--root", str(project), "format", "--check"]) == 1
    assert "data/cases/quay.yml is not in the house form" in capsys.readouterr().err
    assert path.read_bytes().count(b"\r") == 1
    assert main(["--root", str(project), "format", str(path)]) == 0
    assert capsys.readouterr().out == "wrote data/cases/quay.yml\n"
    assert path.read_bytes() == good.encode()
    assert main(["--root", str(project), "format", "--check"]) == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("text", ["a: [1\n", "a: 1\na: 2\n", "a:\t1\n", "\xff"])
def test_a_broken_file_is_reported_and_left_alone(project, capsys, text):
    path = project / "data/cases/quay.yml"
    path.write_bytes(text.encode("latin-1"))
    assert main(["--root", str(project), "format"]) == 1
    assert path.read_bytes() == text.encode("latin-1")
    assert "data/cases/quay.yml:" in capsys.readouterr().err


@pytest.mark.parametrize("named", [True, False])
def test_it_writes_nothing_through_a_link(project, capsys, named):
    path, outside = project / "data/cases/quay.yml", project.parent / "outside.yml"
    path.rename(outside)
    path.symlink_to(outside)
    outside.write_text("a:   1\n", "utf-8")
    arguments = [str(path)] if named else []
    assert main(["--root", str(project), "format", *arguments]) == 1
    assert "data/cases/quay.yml cannot be written" in capsys.readouterr().err
    assert main(["--root", str(project), "format", str(outside)]) == 1, "nor beside the project"
    assert outside.read_text("utf-8") == "a:   1\n"


def test_a_file_that_is_not_there(project, capsys):
    assert main(["--root", str(project), "format", "data/nowhere.yml"]) == 1
    assert "data/nowhere.yml: No such file" in capsys.readouterr().err
