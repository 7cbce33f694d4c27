"""Writing files of the project: what is written stays in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from ..problems.message import RefusedError, say


def save(root: Path, files: Mapping[str, str]) -> list[str]:
    """Writes files of the project, given by their paths relative to the root, that differ from what
    is there; returns the paths of these.

    Raises RefusedError, with nothing written, for a path that leads out of the project, and where a
    folder stands in the place of a file or a link on the way to it.
    """
    for name in files:
        path = PurePosixPath(name)
        outside = path.is_absolute() or ".." in path.parts
        way = (path, *path.parents[:-1])
        if outside or (root / name).is_dir() or any((root / step).is_symlink() for step in way):
            raise RefusedError(say("not-a-file-of-ours", file=name))
    written = [name for name, text in files.items() if not _holds(root / name, text.encode())]
    for name in written:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(files[name].encode())
    return written


def _holds(path: Path, raw: bytes) -> bool:
    return path.is_file() and path.read_bytes() == raw
