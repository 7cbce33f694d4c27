"""What parsing gave, kept until the file changes: JSON is read ten times as fast as YAML."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

FOLDER = ".build/read"
"""Where values are kept, below the project's root: one file for each that was read."""

_FORM = "1"
"""To be raised whenever the same text comes to another value."""


def recall(folder: Path, file: str, text: str) -> dict[str, Any] | None:
    """The value that `text` had when `file` was last read; None if it was another text."""
    try:
        kept = json.loads(_path(folder, file).read_bytes())
    except (OSError, ValueError):
        return None
    known = isinstance(kept, dict) and kept.get("of") == _of(text)
    value = kept.get("value") if known else None
    return value if isinstance(value, dict) else None


def keep(folder: Path, file: str, text: str, value: dict[str, Any]) -> None:
    """Keeps the value of `text`. Where nothing can be written, the next run is slower."""
    path = _path(folder, file)
    # Two runs at once must not write into one another's file.
    fresh = path.with_suffix(f".{os.getpid()}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        fresh.write_text(json.dumps({"of": _of(text), "value": value}, ensure_ascii=False), "utf-8")
        fresh.replace(path)
    except OSError:
        with suppress(OSError):
            fresh.unlink()


def _path(folder: Path, file: str) -> Path:
    return folder / f"{file.replace('/', '--')}.json"


def _of(text: str) -> str:
    return hashlib.sha256(f"{_FORM}\n{text}".encode()).hexdigest()
