"""The files below `data/` and `docs/`: each is read, published as it is, or refused with a word."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from ..model import LANGUAGES, SLUG
from ..model.files import FILES, shape_of
from ..problems.message import Message, say
from ..problems.problem import Place, Problem
from .text import read_bytes
from .translation_lock import FILE as LOCK

ASSETS = (
    ".css",
    ".js",
    ".svg",
    ".png",
    ".jpg",
    ".jpeg",
    ".webp",
    ".avif",
    ".ico",
    ".woff2",
    ".txt",
)
"""The endings of files in `docs/assets/`: what can run is ours, and what others bring cannot."""

_FOLDERS = {"data", "docs", "data/schema", "docs/assets", *(f"docs/{lang}" for lang in LANGUAGES)}
_FOLDERS |= {file.path.rpartition("/")[0] for file in FILES.values()}
_DEEP = tuple(f"docs/{name}/" for name in ("assets", *LANGUAGES))

_SVG = "{http://www.w3.org/2000/svg}"
_DRAWN = {
    f"{_SVG}{name}"
    for name in (
        "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text",
        "tspan", "title", "desc", "defs", "linearGradient", "radialGradient", "stop", "clipPath",
        "mask", "use", "symbol", "marker", "pattern", "style",
    )
}  # fmt: skip
_ACTIVE = re.compile(rb"<!|<\?(?!xml )|&(?!amp;|lt;|gt;|quot;|apos;|#)")
_REACHES = re.compile(r"url\s*\((?!\s*['\"]?#)|@import|expression|\\|<", re.IGNORECASE)
MAX_SVG = 1_000_000


def files(root: Path) -> tuple[list[str], list[Problem]]:
    """The files to read, by their paths relative to the root, in order, and what is wrong with the
    others. Nothing is opened but drawings, and no link is followed.
    """
    kept: list[str] = []
    problems: list[Problem] = []
    for folder in ("data", "docs"):
        for file, problem in _walk(root, folder):
            if problem:
                problems.append(problem)
            elif file.startswith("docs/assets/"):
                problems += _asset(root, file)
            else:
                kept.append(file)
    return kept, problems


def _walk(root: Path, folder: str) -> Iterator[tuple[str, Problem | None]]:
    """Each file below a folder that exists, with what is wrong with it."""
    try:
        entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        name = os.fsencode(entry.name).decode("utf-8", "replace")
        file = f"{folder}/{name}"
        if name.startswith(".") or name.endswith("~"):
            continue  # what editors and systems leave beside a file
        if name != entry.name:
            yield file, Problem(Place(file), "name-not-utf-8")
        elif entry.is_dir(follow_symlinks=False):
            if shape_of(file) or file == LOCK:
                yield file, None  # reading it says that it is a folder
            elif file in _FOLDERS or f"{file}/".startswith(_DEEP):
                yield from _walk(root, file)
            else:
                yield file, Problem(Place(file), "stray-folder", where=_where(file))
        elif not entry.is_file(follow_symlinks=False):
            yield file, Problem(Place(file), "not-a-file")
        else:
            yield file, _stray(file)


def _stray(file: str) -> Problem | None:
    """What is wrong with a file that no reader would ever open."""
    path = Path(file)
    if file.startswith("docs/assets/"):
        if path.suffix in ASSETS:
            return None
        return Problem(Place(file), "stray-asset", kinds=ASSETS)
    if file.startswith(tuple(f"docs/{lang}/" for lang in LANGUAGES)):
        if path.suffix == ".md" and re.fullmatch(SLUG, path.stem):
            return None
        if path.suffix == ".md":
            return Problem(Place(file), "page-not-an-id", id=path.stem)
    elif shape_of(file) or file == LOCK or (path.parts[1] == "schema" and path.suffix == ".json"):
        return None
    return Problem(Place(file), "stray-file", where=_where(file))


def _where(file: str) -> Message:
    """Where what lies in the wrong place, or under the wrong name, may belong."""
    if file.startswith("docs/"):
        return say("where-pages", languages="|".join(LANGUAGES))
    folder = file.rpartition("/")[0] + "/"
    paths = [kind.path for kind in FILES.values()]
    beside = [path for path in paths if path.startswith(folder) and folder != "data/"]
    return say("where-files", places=tuple(beside or paths))


def _asset(root: Path, file: str) -> Iterator[Problem]:
    """What is wrong with a drawing that is published as it is: it must draw, and do no more."""
    if not file.endswith(".svg"):
        return
    try:
        raw = read_bytes(root / file, MAX_SVG)
    except OSError:
        raw = b""
    if why := _active(raw):
        yield Problem(Place(file), "active-drawing", why=why)


def _active(raw: bytes) -> Message | str:
    """The first thing in an SVG that does more than draw; "" where there is none."""
    if match := _ACTIVE.search(raw):
        return match.group().decode("ascii")
    try:
        tree = ET.fromstring(raw)  # noqa: S314 -- without entities, which were refused above
    except (ET.ParseError, ValueError, RecursionError):
        return say("drawing-unreadable")
    for element in tree.iter():
        name = str(element.tag)
        if name not in _DRAWN:
            return f"<{name.rpartition('}')[2]}>"
        texts = [element.text or ""] if name == f"{_SVG}style" else []
        for key, value in element.attrib.items():
            bare = key.rpartition("}")[2].lower()
            if bare.startswith("on") or (bare in ("href", "src") and not value.startswith("#")):
                return bare
            texts.append(value)
        if reaching := next(filter(None, map(_REACHES.search, texts)), None):
            return reaching.group()
    return ""
