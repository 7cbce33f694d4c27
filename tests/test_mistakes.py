"""One mistake, one message: each file in `mistakes/` makes one and holds the whole report, in each
language.

A test that wants another message is changed by running `UPDATE_GOLDEN=1 make test`, and by reading
what it wrote.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from casebook import check, load, report

from .conftest import copy_sample

FOLDER = Path(__file__).with_name("mistakes")
FILES = sorted(FOLDER.glob("*.yml"))


def make(project: Path, mistakes: list[dict[str, str]]) -> None:
    """Makes the mistakes: replaces `old` by `new`, appends, writes, or deletes a file."""
    for one in mistakes:
        path = project / one["file"]
        path.parent.mkdir(parents=True, exist_ok=True)
        if "delete" in one:
            path.unlink()
        elif "write" in one:
            path.write_text(one["write"], "utf-8")
        elif "append" in one:
            path.write_text(path.read_text("utf-8") + one["append"], "utf-8")
        else:
            text = path.read_text("utf-8")
            assert one["old"] in text, one["old"]
            path.write_text(text.replace(one["old"], one["new"], 1), "utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_mistake(path, tmp_path):
    golden = yaml.safe_load(path.read_text("utf-8"))
    project = copy_sample(tmp_path, engine=False)
    make(project, golden["make"])
    book = load(project)
    problems = check(book)
    said = {
        key: report(problems, book.lines, lang) + "\n"
        for key, lang in (("report", "en"), ("report_zh", "zh"))
    }
    if os.environ.get("UPDATE_GOLDEN"):
        golden |= said
        path.write_text(dump(golden), "utf-8")
    for key, text in said.items():
        assert text == golden[key]
    assert len(problems) == golden.get("count", 1)


class _Dumper(yaml.SafeDumper):
    """Writes text of several lines as a block."""


_Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style="|" if "\n" in text else None
    ),
)


def dump(golden: dict[str, object]) -> str:
    """The golden file, in which reports read as they are printed."""
    return yaml.dump(
        golden,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=1000,
    )


def test_the_sample_itself_is_clean(sample):
    assert check(load(sample)) == []


def test_every_code_has_a_mistake():
    """Every code that the package can yield stands in a golden report, or in another test."""
    root = FOLDER.parents[1]
    code = {
        found
        for path in (root / "hooks").rglob("*.py")
        for found in __import__("re").findall(r'"(CB\d{3})"', path.read_text("utf-8"))
    }
    tested = "".join(path.read_text("utf-8") for path in [*FILES, *FOLDER.parent.glob("*.*")])
    assert {one for one in code if one not in tested} == set()
