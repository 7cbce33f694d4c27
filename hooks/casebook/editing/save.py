"""Writing files of the project: what is written stays in it, and is there whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from ..problems.message import RefusedError, say


def save(root: Path, files: Mapping[str, str]) -> list[str]:
    """Writes files of the project, given by their paths relative to the root, that differ from what
    is there; returns the paths of these.

    Raises RefusedError, with nothing written, for a path that leads out of the project, and where
    something else than a file stands in its place or a link on the way to it; OSError when a file
    cannot be written, which then stays as it was.
    """
    for name in files:
        path = PurePosixPath(name)
        outside = path.is_absolute() or ".." in path.parts
        way = (path, *path.parents[:-1])
        there = root / name
        other = there.exists() and not there.is_file()
        if outside or other or any((root / step).is_symlink() for step in way):
            raise RefusedError(say("not-a-file-of-ours", file=name))
    written = [name for name, text in files.items() if not _holds(root / name, text.encode())]
    for name in written:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        _replace(root / name, files[name].encode())
    return written


def _holds(path: Path, raw: bytes) -> bool:
    return path.is_file() and path.read_bytes() == raw


def _replace(path: Path, raw: bytes) -> None:
    """Puts the file there in one step: a full disk cuts nothing short, and no reader sees half."""
    handle, made = tempfile.mkstemp(dir=path.parent, prefix=".#")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(raw)
        if path.exists():
            shutil.copymode(path, made)
        else:
            Path(made).chmod(0o666 & ~_umask())
        Path(made).replace(path)
    except BaseException:
        Path(made).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
