"""A check answers while one still remembers what one changed.

The limits are in processor time and well above what was measured (3.5 s for 27 cases of 20 to 95
claims), so that a slow machine does not cry wolf and a slow program is noticed.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import ROOT, cases, copy_sample


def seconds(project: Path) -> float:
    """Processor time of one `make check`."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    env = os.environ | {"PYTHONPATH": str(ROOT / "hooks"), "PYDANTIC_DISABLE_PLUGINS": "__all__"}
    command = [sys.executable, "-m", "casebook", "check"]
    done = subprocess.run(
        command, cwd=project, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


@pytest.fixture(autouse=True)
def warm(tmp_path: Path) -> None:
    """What Python keeps of our modules is there: a check of few cases has it kept."""
    seconds(copy_sample(tmp_path / "warm", engine=False))


def test_our_own_cases_take_two_seconds_and_a_tenth_each():
    assert seconds(ROOT) < 2 + len(cases()) / 10


@pytest.fixture
def crowd(tmp_path: Path) -> Path:
    """The sample with five hundred cases, each with its two stories."""
    project = copy_sample(tmp_path / "crowd", engine=False)
    for folder, ending in (("data", "yml"), ("docs/en", "md"), ("docs/zh", "md")):
        text = (project / folder / f"cases/harbor.{ending}").read_text("utf-8")
        for number in range(500):
            (project / folder / f"cases/case-{number}.{ending}").write_text(text, "utf-8")
    (project / "data/candidates.yml").unlink()  # it would have to name each of them
    return project


def test_five_hundred_take_three(crowd):
    assert seconds(crowd) < 6
