"""Whoever contributes facts cannot break a test: those of our content hold with another case in it."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from casebook import check, errors, load, report

from .conftest import ENGINE, ROOT, copy

CONTENT = (
    "test_cards", "test_codebook", "test_corrections", "test_figures", "test_grade", "test_plays",
    "test_side_by_side", "test_site", "test_terrible", "test_text", "test_views",
)  # fmt: skip
"""The modules that read our own casebook, but for those that need a browser, which ask the same fixtures."""


NOTES = {"reef": "zh", "buoy": "en"}
"""The notes of the sample, and the language that each of them lacks."""


@pytest.fixture(scope="module")
def grown(tmp_path_factory) -> Path:
    """Our project with a published case more, a draft, a note in each language alone, their sources, a chart, terms, and another day on a case."""
    project = tmp_path_factory.mktemp("grown")
    for name in (*ENGINE, "data", "docs", "overrides"):
        copy(ROOT / name, project / name)
    sample = ROOT / "tests/sample"
    for slug in ("harbor", "quay", *NOTES):
        shutil.copy2(sample / f"data/cases/{slug}.yml", project / "data/cases")
        for lang in () if slug in NOTES else ("en", "zh"):
            shutil.copy2(sample / f"docs/{lang}/cases/{slug}.md", project / f"docs/{lang}/cases")
    shutil.copy2(sample / "data/series/ships.csv", project / "data/series")
    shutil.copy2(sample / "data/sources/sample.yml", project / "data/sources/harbor.yml")
    shutil.copy2(sample / "data/sources/reef.yml", project / "data/sources")
    for name in ("data/series/series.yml", "data/terms.yml", "data/candidates.yml"):
        with (project / name).open("a", encoding="utf-8") as file:
            file.write((sample / name).read_text("utf-8").partition("\n")[2])
    case = min((project / "data/cases").glob("*.yml"))
    text = case.read_text("utf-8")
    day = dt.date.fromisoformat(yaml.load(text, Loader=yaml.BaseLoader)["as_of"])
    later = (day + dt.timedelta(days=1)).isoformat()
    case.write_text(re.sub(r"(?m)^as_of: .*$", f"as_of: {later}", text), "utf-8")
    return project


def test_a_new_case_is_no_problem(grown):
    book = load(grown)
    problems = errors(check(book))  # a warning stops no contributor
    assert problems == [], report(problems, book.lines)
    assert {"harbor", *NOTES} <= book.cases.keys()
    for slug, missing in NOTES.items():
        case = book.cases[slug].value
        assert (case.status, case.is_note, case.title.missing) == ("published", True, missing)


def test_the_tests_of_content_pass_with_it(grown, site, tmp_path):
    if (cards := ROOT / ".build/cards").is_dir():  # drawn for our own site, and the same here
        copy(cards, grown / ".build/cards")
    done = subprocess.run(
        [
            sys.executable, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", "--basetemp", tmp_path / "run",
            *(f"tests/{name}.py" for name in CONTENT),
        ],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env={key: value for key, value in os.environ.items() if not key.startswith("PYTEST")} | {"CASEBOOK": str(grown)},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6000:]
