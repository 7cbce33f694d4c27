"""What reading and checking came to, kept until something changes: a second run costs half.

JSON is read ten times as fast as YAML, and a check that found nothing in a text would find nothing
again. Whatever is kept is tied to a digest of all that it was made from, the program included.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

FOLDER = ".build/read"
"""Where it is kept, below the project's root: one file for each that was read."""

SETTLED = "settled"
"""The name under which it is kept in what nothing was found."""


def recall(folder: Path, file: str, of: str) -> dict[str, Any] | None:
    """What was kept for `file` if it was made from `of`, a digest; None if from anything else."""
    try:
        kept = json.loads(_path(folder, file).read_bytes())
    except (OSError, ValueError):
        return None
    known = isinstance(kept, dict) and kept.get("of") == digest(of)
    value = kept.get("value") if known else None
    return value if isinstance(value, dict) else None


def keep(folder: Path, file: str, of: str, value: dict[str, Any]) -> None:
    """Keeps what was made from `of`. Where nothing can be written, the next run is slower."""
    path = _path(folder, file)
    # Two runs at once must not write into one another's file.
    fresh = path.with_suffix(f".{os.getpid()}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        kept = {"of": digest(of), "value": value}
        fresh.write_text(json.dumps(kept, ensure_ascii=False), "utf-8")
        fresh.replace(path)
    except OSError:
        with suppress(OSError):
            fresh.unlink()


def unless_settled(
    settled: dict[str, str], about: str, inputs: Iterable[str], look: Callable[[], Iterator[T]]
) -> Iterator[T]:
    """What `look` finds, unless `settled` says that it found nothing in these inputs before.

    `inputs` are digests of all that it looks at; `about` tells one look from another.
    """
    of = digest(*inputs)
    if settled.get(about) == of:
        return
    found = list(look())
    yield from found
    if not found:
        settled[about] = of


def digest(*texts: str) -> str:
    """What tells these texts, read by this version of the program, from all others."""
    made = hashlib.sha256(_program().encode())
    for text in texts:
        made.update(b"\0")
        made.update(text.encode("utf-8", "surrogatepass"))
    return made.hexdigest()


@cache
def _program() -> str:
    """The state of the program's files: another version may read otherwise."""
    return state(sorted(Path(__file__).parents[1].rglob("*.py")))


def state(paths: Iterable[Path]) -> str:
    """What changes when one of these files is written anew, told without reading them."""
    stats = ((path.name, path.stat()) for path in paths)
    told = repr([(name, stat.st_mtime_ns, stat.st_size) for name, stat in stats])
    return hashlib.sha256(told.encode()).hexdigest()


def _path(folder: Path, file: str) -> Path:
    return folder / f"{file.replace('/', '--')}.json"
