"""What git has of a file: as it was published or, where that is not known, last committed."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path


def changed(root: Path, folder: str) -> list[str]:
    """The files below a folder that were published and now differ, or are gone.

    Paths are relative to `root`. Empty where there is no git, no repository, or no commit.
    """
    options = ("--name-only", "--no-ext-diff", "--relative", "-z")
    names = _git(root, "diff", *options, _published(root), "--", folder)
    return [name for name in (names or "").split("\0") if name]


def committed(root: Path, file: str) -> str | None:
    """The text of a file as it was published, or None where it is not known."""
    return at_commit(root, file, _published(root))


def at_commit(root: Path, file: str, commit: str) -> str | None:
    """The text of a file at a commit, such as `HEAD`, or None where it is not known."""
    return _git(root, "show", f"{commit}:./{file}")


def _published(root: Path) -> str:
    """The commit at which this work left the branch that is published; without one, the last."""
    return (_git(root, "merge-base", "HEAD", "origin/HEAD") or "HEAD").strip()


def _git(root: Path, *arguments: str) -> str | None:
    git = shutil.which("git")
    if not git:
        return None
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(  # noqa: S603 -- the name of a file follows a colon
            [git, "-c", "core.fsmonitor=", *arguments],
            cwd=root,
            env=own | {"GIT_OPTIONAL_LOCKS": "0"},
            capture_output=True,
            timeout=10,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
