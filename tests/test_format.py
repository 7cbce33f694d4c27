"""The house form of data files: what `make format` changes, and what it never touches."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
import yaml

from casebook.__main__ import main
from casebook.editing import house
from casebook.editing.yaml_layout import remarks
from casebook.reading import yaml_tree
from casebook.reading.text import Document

from .conftest import ROOT, copy_sample

GOLDEN = ROOT / "tests/golden"


def form(text: str, file: str = "data/cases/x.yml") -> str:
    document = Document(file, text.split("\n"))
    if file.endswith(".yml"):
        yaml_tree.build(document, text)
    assert not document.problems
    return house.formed(document)


def test_our_own_data_is_in_the_house_form():
    begun = time.monotonic()
    names = house.files(ROOT)
    assert {"data/cases/android.yml", "data/labels.yml", "data/series/cncf-members.csv"} < {*names}
    odd = [
        name
        for name in names
        if house.formed(house.read(ROOT / name, name)).encode() != (ROOT / name).read_bytes()
    ]
    assert odd == [], "run `make format`"
    assert time.monotonic() - begun < 15


def test_files_that_machines_write_are_left_to_them():
    assert not {name for name in house.files(ROOT) if "schema/" in name or "links.yml" in name}


def test_a_messy_file_becomes_the_golden_one():
    document = house.read(GOLDEN / "messy.yml", "data/cases/messy.yml")
    assert house.formed(document) == (GOLDEN / "messy.house.yml").read_text("utf-8")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a:    'x'\n\n\n\nb: \"y\"\n\n", 'a: "x"\n\nb: "y"\n'),
        ("a: {en : x,zh:    y}\n", "a: {en: x, zh: y}\n"),
        ("a: 'it''s \"so\" \\ here'\n", 'a: "it\'s \\"so\\" \\\\ here"\n'),
        ("a: one\n  two\n", 'a: "one two"\n'),
        ("a: |\n    one\n    two\n", "a: |\n  one\n  two\n"),
        ("a: >-\n  one\n  two\n", 'a: "one two"\n'),
        ("a:\n- b\n-   c: d\n    e: f\n", "a:\n  - b\n  - c: d\n    e: f\n"),
        ("a: [x,   # why\n  y]\n", "a:\n  - x  # why\n  - y\n"),
        ("a: {x: 1, # why\n  y: {z: 2}} # end\n", "a:  # end\n  x: 1  # why\n  y: {z: 2}\n"),
        ("---\na: ~\nb:\n...\n", "a: ~\nb:\n"),
        ("a: \"\\u00a0 \\x41\"\n", "a: \"\\u00a0 \\x41\"\n"),
        ("  # set in\na:\n      # first\n      - b\n  # below\nc: d\n", "# set in\na:\n  # first\n  - b\n  # below\nc: d\n"),
        ("a:\n  - b\n# of c\nc: d\n  # the end\n", "a:\n  - b\n# of c\nc: d\n# the end\n"),
        ("{}  # none yet\n", "# none yet\n{}\n"),
        ("a: '# no comment'\nb: x#y\n", 'a: "# no comment"\nb: x#y\n'),
    ],
)  # fmt: skip
def test_spacing_and_quotes(before, after):
    assert form(before, "data/other.yml") == after
    assert form(after, "data/other.yml") == after


def test_fields_stand_in_the_order_of_the_model_with_their_comments():
    before = (
        "x-2014-y:\n  # who\n  publisher: X\n\n  # what\n\n  title: T\n"
        "  unknown: 1\n  type: 'book' # a book\n"
    )
    assert form(before, "data/sources/x.yml") == (
        "x-2014-y:\n  type: book  # a book\n\n  # what\n  title: T\n  # who\n  publisher: X\n"
        "  unknown: 1\n"
    )


def test_what_heads_a_file_stays_at_its_head():
    before = "# yaml-language-server: x\n# About\n\nstatus: draft\n# name\ntitle: {en: a, zh: b}\n"
    assert form(before).startswith("# yaml-language-server: x\n# About\n\n# name\ntitle:")


def test_words_of_a_code_lose_their_quotes_and_texts_keep_theirs():
    before = (
        'a:\n  kind: "primary"\n  title: "T"\n  issued: \'2014-06\'\n  party_to:\n  - x\n  - "y"\n'
    )
    assert form(before, "data/sources/x.yml") == (
        'a:\n  title: "T"\n  issued: "2014-06"\n  kind: primary\n  party_to: [x, y]\n'.replace(
            '"2014-06"', "2014-06"
        )
    )


def test_a_long_list_of_ids_stays_a_list():
    ids = "\n".join(f"  - a-very-long-identifier-number-{number}" for number in range(9))
    assert form(f"plays:\n{ids}\n") == f"plays:\n{ids}\n"


WORDS = ("护城河", "a-b", "2014-06", "it's", "x #y", "no", "~", "", "a: b")
FIELDS = ("title", "status", "claims", "text", "id", "kind", "en", "zh", "evidence", "plays", "a")


class _Hostile:
    """Writes YAML as nobody should, with a comment wherever one may stand."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.count = 0

    def remark(self) -> str:
        self.count += 1
        return f"# remark {self.count}"

    def some(self, *choices: str) -> str:
        return self.random.choice(choices)

    def gap(self) -> str:
        return "".join(
            self.some("\n", " " * self.random.randint(0, 8) + self.remark() + "\n")
            for _ in range(self.random.randint(0, 2))
        )

    def scalar(self, indent: int) -> str:
        word, pad = self.some(*WORDS), " " * (indent + 2)
        return self.some(
            f'"{word}"',
            "'" + word.replace("'", "''") + "'",
            "plain",
            f'"one\n{pad}two"',
            f"{self.some('|', '>', '|-', '>+')} {self.remark()}\n{pad}one\n{pad}  # text\n{pad}two\n",
            f"one\n{pad}two",
            "",
        )

    def flow(self, indent: int, depth: int = 0) -> str:
        pad = " " * (indent + 4)
        gaps = ["", " ", f"\n{pad}", f" {self.remark()}\n{pad}", f"\n{pad}{self.remark()}\n\n{pad}"]
        entries = []
        for number in range(self.random.randint(0, 3)):
            value = self.some("'x #y'", '"q"', "plain", "[]", f'"one\n{pad}two"')
            if depth < 2 and self.random.random() < 0.3:
                value = self.flow(indent, depth + 1)
            # A comment is used once: it would be taken for lost if it stood there twice.
            gap = gaps.pop(self.random.randrange(len(gaps)))
            entries.append(f"{gap}k{number}: {value}")
        return "{" + ",".join(entries) + "}"

    def value(self, indent: int, depth: int) -> str:
        chance = self.random.random()
        if depth < 4 and chance < 0.45:
            beside = self.some("", " " + self.remark())
            return f"{beside}\n" + self.block(indent + self.random.choice((2, 4)), depth + 1)
        if chance < 0.65:
            return f" {self.flow(indent)}{self.some('', ' ' + self.remark())}\n"
        said = self.scalar(indent)
        if said.endswith("\n"):
            return f" {said}"
        return f" {said}{self.some('', ' ' + self.remark())}\n"

    def block(self, indent: int, depth: int) -> str:
        pad = " " * indent
        if depth and self.random.random() < 0.4:
            heads = ["-"] * self.random.randint(1, 3)
        else:
            heads = [f"{key}:" for key in self.random.sample(FIELDS, self.random.randint(1, 4))]
        return "".join(self.gap() + pad + head + self.value(indent, depth) for head in heads)


@pytest.mark.parametrize("file", ["data/cases/x.yml", "data/sources/x.yml", "data/terms.yml"])
def test_hostile_comments_survive_and_nothing_else_changes(file):
    done = 0
    for seed in range(400):
        writer = _Hostile(seed)
        before = writer.block(0, 0) + writer.gap()
        document = Document(file, before.split("\n"))
        yaml_tree.build(document, before)
        if document.problems:
            continue
        after = house.formed(document)
        assert sorted(remarks(after)) == sorted(remarks(before)), before
        assert yaml.load(after, yaml.BaseLoader) == yaml.load(before, yaml.BaseLoader), before
        assert form(after, file) == after, before
        assert not [line for line in after.split("\n") if line != line.rstrip()], before
        done += 1
    assert done > 300


def test_in_doubt_the_file_is_left_alone(monkeypatch):
    monkeypatch.setattr(house.yaml_print, "text", lambda _: "a: other\n")
    with pytest.raises(house.Unsure, match=r"^data/other.yml was left as it is"):
        form("a: one\n", "data/other.yml")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("date,line,value\r\n 2014 , x,\t1\r\n".replace("\t", " "), "date,line,value\n2014,x,1\n"),
        ('a, "b, c" ,d\n\n"say ""so""",,e', 'a,"b, c",d\n"say ""so""",,e\n'),
        ("a,b,\n", "a,b,\n"),
    ],
)
def test_tables(before, after, tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(before.encode())
    assert house.formed(house.read(path, "data/series/x.csv")) == after


def test_a_table_with_odd_quotes_is_left_alone(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text('a,b\nc,"d\ne",f "g"\n', "utf-8")
    with pytest.raises(house.Unsure, match=r"^data/series/x.csv:2 was left as it is"):
        house.formed(house.read(path, "data/series/x.csv"))


@pytest.fixture
def project(tmp_path) -> Path:
    return copy_sample(tmp_path, engine=False)


def test_the_command_writes_what_is_not_in_order(project, capsys, monkeypatch):
    monkeypatch.setenv("LANG", "C")
    assert main(["--root", str(project), "format"]) == 0
    capsys.readouterr()
    path = project / "data/cases/quay.yml"
    good = path.read_text("utf-8")
    path.write_bytes(good.replace("depth: brief\n", "depth:   'brief'  \r\n").encode())
    assert main(["--root", str(project), "format", "--check"]) == 1
    assert "data/cases/quay.yml is not in the house form" in capsys.readouterr().err
    assert path.read_bytes().count(b"\r") == 1
    assert main(["--root", str(project), "format", str(path)]) == 0
    assert capsys.readouterr().out == "wrote data/cases/quay.yml\n"
    assert path.read_bytes() == good.encode()
    assert main(["--root", str(project), "format", "--check"]) == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("text", ["a: [1\n", "a: &x 1\n", "a: 1\na: 2\n", "a:\t1\n", "\xff"])
def test_a_broken_file_is_reported_and_left_alone(project, capsys, text):
    path = project / "data/cases/quay.yml"
    path.write_bytes(text.encode("latin-1"))
    assert main(["--root", str(project), "format"]) == 1
    assert path.read_bytes() == text.encode("latin-1")
    assert "data/cases/quay.yml:1" in capsys.readouterr().err.replace("yml:2", "yml:1")


def test_a_file_that_is_not_there(project, capsys):
    assert main(["--root", str(project), "format", "data/nowhere.yml"]) == 1
    assert "CB113" in capsys.readouterr().err
