"""Puts a freshly built site in the place of the last one, whole or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

from ..problems.message import say


def publish(built: Path, site: Path) -> None:
    """Moves `built` to `site`. Whatever goes wrong, the last site is there as it was.

    Both lie on one file system, where a rename is whole. Raises OSError.
    """
    if not (built / "index.html").is_file():
        raise FileNotFoundError(say("no-site-in", folder=built))
    previous = built.with_name(f"{built.name}.previous")
    shutil.rmtree(previous, ignore_errors=True)
    if site.exists():
        site.rename(previous)
    try:
        built.rename(site)
    except OSError:
        if previous.exists():
            previous.rename(site)
        raise
    shutil.rmtree(previous, ignore_errors=True)
