"""Files as they were last committed, where git is there."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path


def changed(root: Path, folder: str) -> list[str]:
    """The files below a folder that git has and that differ from its last commit, or are gone.

    Paths are relative to `root`. Empty where there is no git, no repository, or no commit.
    """
    names = _git(
        root, "diff", "--name-only", "--no-ext-diff", "--relative", "-z", "HEAD", "--", folder
    )
    return [name for name in (names or "").split("\0") if name]


def committed(root: Path, file: str) -> str | None:
    """The text of a file in the last commit, or None where it is not known."""
    return _git(root, "show", f"HEAD:./{file}")


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
