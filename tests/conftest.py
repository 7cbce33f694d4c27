"""Fixtures: a small invented casebook to change at will, and the sites built from it and from ours."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

os.environ["LANGUAGE"] = "en"  # in whatever language whoever runs the tests is spoken to

ROOT = Path(__file__).resolve().parents[1]
ENGINE = ("mkdocs.yml", "Makefile", "requirements.txt", "hooks", "docs/assets")
WORDS = ("overrides", "data/schema", "data/vocabulary.yml", "data/labels.yml")


def copy_sample(target: Path, *, engine: bool = True) -> Path:
    """A project in `target`: the invented cases with our words and, to build it, our engine."""
    shutil.copytree(ROOT / "tests/sample", target, dirs_exist_ok=True)
    for name in (*(ENGINE if engine else ()), *WORDS):
        source, copy = ROOT / name, target / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, copy, dirs_exist_ok=True, ignore=ignored)
        else:
            shutil.copy2(source, copy)
    return target


def mkdocs(project: Path, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
    """Runs MkDocs on a project as the Makefile does; nothing is raised for a failed build."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *arguments],
        cwd=project,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"} | extra,
        capture_output=True,
        text=True,
        check=False,
    )


def build(project: Path, site: Path) -> Path:
    """Builds a project into `site`, and shows the builder's words if that fails."""
    done = mkdocs(project, "build", "--strict", "--site-dir", str(site))
    assert done.returncode == 0, done.stderr
    return site


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return copy_sample(tmp_path / "sample")


@pytest.fixture
def change(sample: Path) -> Callable[[str, str, str], None]:
    """Replaces the first `old` in a file of the sample, which must be there."""

    def replace(file: str, old: str, new: str) -> None:
        path = sample / file
        text = path.read_text("utf-8")
        assert old in text, f"{file} does not hold {old!r}"
        path.write_text(text.replace(old, new, 1), "utf-8")

    return replace


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    return build(copy_sample(folder / "project"), folder / "site")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our own site, built once."""
    return build(ROOT, tmp_path_factory.mktemp("built") / "site")
