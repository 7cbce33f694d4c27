"""Puts a freshly built site in the place of the last one: whole or not at all, one at a time."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..problems.message import Message, say

_AT_FDCWD = -2 if sys.platform == "darwin" else -100
_EXCHANGE = 2
"""What asks the system to swap two names in one step: RENAME_EXCHANGE, on macOS RENAME_SWAP."""
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}


@contextmanager
def building(site: Path, scratch: Path, waiting: Callable[[], None]) -> Iterator[Path]:
    """Gives the name of a folder in `scratch` to build into; nobody else builds meanwhile.

    Calls `waiting` once if another build runs, and waits until that is done. What a killed build
    has left is cleared away first, and the last site put back if it was killed amid the swap.
    """
    scratch.mkdir(exist_ok=True)
    with (scratch / "lock").open("w") as lock:  # the system frees it even for the killed
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(lock, fcntl.LOCK_EX)
        if not site.exists() and _previous(scratch).exists():
            _previous(scratch).rename(site)
        for left in scratch.glob("site.*"):
            shutil.rmtree(left)
        folder = scratch / f"site.{os.getpid()}"
        yield folder
        shutil.rmtree(folder, ignore_errors=True)


def obstacle(site: Path, scratch: Path) -> Message | None:
    """Why no site can be swapped in as `site`; None where one can."""
    if site.is_symlink():
        return say("site-is-a-link", folder=site)
    if not site.exists():
        return None
    if not site.is_dir():
        return say("site-is-no-folder", folder=site)
    if os.path.ismount(site) or site.stat().st_dev != scratch.parent.stat().st_dev:
        return say("site-is-mounted", folder=site)
    return None


def publish(built: Path, site: Path) -> None:
    """Puts the folder `built` in the place of `site`, on the same file system. Raises OSError.

    Whatever happens, a whole site can be found: in one step where the system can, else as
    `site.previous` beside `built`, from where the next build takes it back.
    """
    if not (built / "index.html").is_file():
        raise FileNotFoundError(say("no-site-in", folder=built))
    previous = _previous(built.parent)
    if not site.exists():
        built.rename(site)
    elif not _exchange(built, site):
        site.rename(previous)
        try:
            built.rename(site)
        except OSError:
            previous.rename(site)
            raise
    shutil.rmtree(previous, ignore_errors=True)


def _previous(scratch: Path) -> Path:
    return scratch / "site.previous"


def _exchange(first: Path, second: Path) -> bool:
    """Swaps two names in one step; False where system or file system cannot. Raises OSError."""
    libc = ctypes.CDLL(None, use_errno=True)
    swap = getattr(libc, "renameatx_np" if sys.platform == "darwin" else "renameat2", None)
    if swap is None:
        return False
    if not swap(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _EXCHANGE):
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(first))
