"""A text file as read: its lines, its value, where everything stands, and what is wrong."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..problems.message import Message, say
from ..problems.problem import Place, Problem

MAX_BYTES = 1_000_000
"""What a person writes into one file is far less."""

MAX_RECORD_BYTES = 20 * MAX_BYTES
"""The record of translations grows by 17 kB a case, and the tools write it."""

KeyPath = tuple[str | int, ...]
"""Keys and list positions from the top of a file down to a value."""

_NAMED = {
    "\t": "tab",
    "\0": "nul-character",
    "\ufeff": "byte-order-mark",
    "\ufffd": "lost-character",
}
# Control characters, those that format without being seen (category Cf, but for the joiners that
# some scripts need), fillers that are drawn as nothing, private use, and what is no character.
_UNSEEN = (
    "\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891"
    "\u08e2\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ue000-\uf8ff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\uffff"
)
_UNSEEN_ASTRAL = (
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U0001fffe\U0001ffff\U000e0000-\U0010ffff"
)
# Letters of other scripts that look like Latin ones, beside a Latin letter.
_ALIKE = "\u0370-\u03ff\u0400-\u052f"
_SCIENCE = "\u03bc\u03a9\u03c0\u0394\u03b1\u03b2\u03b3\u03c3\u03bb"
_SUSPECT = re.compile(
    f"[{_UNSEEN}{_UNSEEN_ASTRAL}]"
    f"|(?<=[A-Za-z])(?![{_SCIENCE}])[{_ALIKE}]|(?![{_SCIENCE}])[{_ALIKE}](?=[A-Za-z])"
)
_RARE = [re.compile(f"[{_UNSEEN}{_ALIKE}]"), re.compile("[\U00010000-\U0010ffff]")]
"""What must be there for `_SUSPECT` to find something. A set alone is searched much faster, and one
of characters below U+10000 again.
"""
_MERGE = re.compile(r"(?:<{7}|>{7}|\|{7})(?: |$)|={7}$")


def stretch(line: int, column: int, length: int) -> int:
    """A stretch of a line as one number, since a casebook has fifty thousand: line and column count
    from 1; length 0 is the rest of the line.
    """
    return line << 40 | column << 20 | length


@dataclass(slots=True)
class Document:
    """One file as read: its lines, its value (mappings, lists and text), and every position."""

    file: str
    lines: list[str] = field(default_factory=list)
    value: Any = None
    problems: list[Problem] = field(default_factory=list)
    _values: dict[KeyPath, int] = field(default_factory=dict)
    _keys: dict[KeyPath, int] = field(default_factory=dict)

    def place(self, *path: str | int) -> Place:
        """Where the value at `path` stands, or its nearest ancestor that is there."""
        while path and path not in self._values:
            path = path[:-1]
        return self._place(self._values[path]) if path in self._values else Place(self.file)

    def key(self, *path: str | int) -> Place:
        """Where the key of the value at `path` stands; a list item has none, so its value."""
        return self._place(self._keys[path]) if path in self._keys else self.place(*path)

    def record(self, path: KeyPath, value: int, key: int = 0) -> None:
        """Notes where a value stands, and its key: stretches that `stretch` gives."""
        self._values[path] = value
        if key:
            self._keys[path] = key

    def _place(self, where: int) -> Place:
        line, column, length = where >> 40, where >> 20 & 0xFFFFF, where & 0xFFFFF
        if not length and line <= len(self.lines):
            length = len(self.lines[line - 1].rstrip()) - column + 1
        return Place(self.file, line, column, max(1, length))

    def fail(self, place: Place, key: str, /, **values: object) -> None:
        """Adds a problem."""
        self.problems.append(Problem(place, key, **values))


def read_text(path: Path, file: str, most: int = MAX_BYTES) -> Document:
    """Reads a UTF-8 file of at most `most` bytes into the lines of a `Document`.

    What is wrong lands in its problems. What is no ordinary file is never followed or waited for.
    """
    document = Document(file)
    start = Place(file)
    try:
        raw = read_bytes(path, most + 1)
    except OSError as error:
        document.fail(start, "cannot-be-read", reason=_reason(error))
        return document
    if len(raw) > most:
        document.fail(start, "file-too-large")
        return document
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        document.lines = raw.decode("utf-8", "replace").splitlines()
        document.fail(Place(file, line, column), "not-utf-8")
        return document
    document.lines = re.split(r"\r\n|\n|\r", text) if "\r" in text else text.split("\n")
    # One look at the whole is quick, and nearly always the last.
    if any(rare.search(text) for rare in _RARE):
        for number, line_text in enumerate(document.lines, 1):
            for at, key, char in suspects(line_text):
                document.fail(Place(file, number, at + 1), key, char=char, code=f"{ord(char):04X}")
    for number, line_text in enumerate(document.lines, 1):
        if line_text[:1] in ("<", "=", ">", "|") and _MERGE.match(line_text):
            document.fail(Place(file, number, 1, len(line_text)), "merge-mark")
    return document


def read_bytes(path: Path, most: int) -> bytes:
    """The first `most` bytes of an ordinary file. Raises OSError for anything else."""
    # Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with os.fdopen(os.open(path, flags), "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise IsADirectoryError
        return stream.read(most)


def suspects(text: str) -> Iterator[tuple[int, str, str]]:
    """The characters in a text that nobody sees, or takes for others.

    Yields the index of each, with the key of the problem, and the character.
    """
    for match in _SUSPECT.finditer(text):
        char = match.group()
        if char in _NAMED:
            key = _NAMED[char]
        elif "\u0370" <= char <= "\u052f":
            key = "look-alike"
        else:
            key = "control-character" if ord(char) < 0xA0 else "invisible-character"
        yield match.start(), key, char


def _reason(error: OSError) -> Message | str:
    match error:
        case FileNotFoundError():
            return say("no-such-file")
        case IsADirectoryError():
            return say("is-a-folder")
        case PermissionError():
            return say("not-permitted")
        case _:
            return error.strerror or type(error).__name__
