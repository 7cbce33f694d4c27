"""The Makefile: what is typed arrives, and an environment that cannot be right is noticed."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import ROOT

ODD = "https://a$b.example/?c=1&d=$(e)&f=$$#'\"`id`; | > 图"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with our Makefile, whose Python prints its arguments one a line."""
    folder = tmp_path / "a project"
    (folder / ".venv/bin").mkdir(parents=True)
    shutil.copy(ROOT / "Makefile", folder)
    script = folder / ".venv/bin/python"
    script.write_text('#!/bin/sh\nfor one in "$@"; do printf "%s\\n" "$one"; done\n')
    script.chmod(0o755)
    for name in ("requirements.txt", "requirements-dev.txt", ".venv/dev.stamp", ".venv/site.stamp"):
        (folder / name).touch()
    return folder


def make(folder: Path, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
    environ = {
        key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG"))
    }
    return subprocess.run(
        ["make", *arguments], cwd=folder, env=environ | extra,
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_every_character_arrives_and_the_environment_is_not_asked(project):
    done = make(
        project, "new", f"SOURCE={ODD}", f"TITLE={ODD}", KIND="odd", CASE="odd", LANGUAGE="x"
    )
    assert done.stdout.splitlines() == ["-m", "casebook", "new", "source", ODD, "--title", ODD]
    done = make(project, "synced", "ITEM=cases/a#b c/d", "REVIEWED=1", CASE="odd")
    assert done.stdout.splitlines()[2:] == ["synced", "--reviewed", "--", "cases/a#b", "c/d"]


def test_new_without_anything_says_how(project):
    done = make(project, "new")
    assert done.returncode == 2
    assert "make new CASE=<id>, or make new SOURCE='https://…' [TITLE=… " in done.stdout
    assert "make new CASE=<id> 或" in make(project, "new", LANG="zh_CN.UTF-8").stdout


@pytest.mark.parametrize(
    ("lang", "said"), [("zh_CN.UTF-8", "列出这些命令"), ("C", "list these verbs")]
)
def test_help_speaks_the_language_of_the_system(project, lang, said):
    lines = make(project, LANG=lang).stdout.splitlines()
    assert lines[0] == f"make help     {said}"
    verbs = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert verbs
    assert {line.split()[1] for line in lines} == {*verbs[1].split()}
    assert not any("##" in line or " ~ " in line for line in lines)
    assert "列出" in make(project, "help", "LANG=zh", LC_ALL="C").stdout


def wants_setup(project: Path) -> bool:
    return "-m venv .venv" in make(project, "-n", "check").stdout


def test_a_sound_environment_is_used_wherever_it_lies(project):
    assert not wants_setup(project), "one from before, which does not say what it was made for"
    (project / ".venv/folder").write_text(f"{project / '.venv'}\n")
    assert not wants_setup(project)
    (project / ".venv").rename(project.parent / "shared")
    (project / ".venv").symlink_to(project.parent / "shared")
    (project / ".venv/folder").write_text(f"{project.parent / 'shared'}\n")
    assert not wants_setup(project)


def test_a_moved_folder_and_a_lost_python_are_noticed(project):
    (project / ".venv/folder").write_text(f"{project / '.venv'}\n")
    moved = project.rename(project.parent / "别处")
    assert wants_setup(moved)
    (moved / ".venv/folder").unlink()
    (moved / ".venv/site.stamp").touch()
    assert not wants_setup(moved)
    (moved / ".venv/bin/python").unlink()
    (moved / ".venv/bin/python").symlink_to("/nowhere/python3.11")
    assert wants_setup(moved)


def test_no_recipe_calls_a_script_that_names_its_python():
    """Such scripts break when the folder moves; what is called instead is a program, or `python -m`."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    called = set(re.findall(r"\$\((?:RUN|VENV\)/bin/)\)?([a-z]+)", makefile))
    assert called <= {"python", "ruff", "uv"}


@pytest.mark.parametrize("port", ["taken", "99999", "none"])
def test_a_port_that_cannot_be_used_is_told_in_a_line(project, port):
    (project / ".venv/bin/python").unlink()
    (project / ".venv/bin/python").symlink_to(sys.executable)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        number = other.getsockname()[1] if port == "taken" else port
        done = make(project, "serve", f"PORT={number}")
        assert (
            done.stdout
            == f"Port {number} cannot be used: is it taken? Another one: make serve PORT=8001\n"
        )
        assert "端口" in make(project, "serve", f"PORT={number}", LANG="zh_CN.UTF-8").stdout
        assert "Traceback" not in done.stderr
