"""A text file as read: its lines, its value, where everything stands, and what is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..problems.message import Message, say
from ..problems.problem import Place, Problem

MAX_BYTES = 1_000_000

KeyPath = tuple[str | int, ...]
"""Keys and list positions from the top of a file down to a value."""

_FORBIDDEN = {
    "\t": (
        "CB105",
        say("a tab is not allowed"),
        say("indent with spaces, and write a space between words"),
    ),
    "\0": (
        "CB103",
        say("a NUL character is not allowed"),
        say("delete it; is this a text file?"),
    ),
    "\ufeff": (
        "CB102",
        say("a byte order mark is not allowed"),
        say("save the file as UTF-8 without BOM"),
    ),
}
_CONTROL = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


@dataclass(slots=True)
class Document:
    """One file as read: its lines, its value (mappings, lists and text), and every position."""

    file: str
    lines: list[str] = field(default_factory=list)
    value: Any = None
    problems: list[Problem] = field(default_factory=list)
    _values: dict[KeyPath, Place] = field(default_factory=dict)
    _keys: dict[KeyPath, Place] = field(default_factory=dict)

    def place(self, *path: str | int) -> Place:
        """Where the value at `path` stands, or its nearest ancestor that is there."""
        while path and path not in self._values:
            path = path[:-1]
        return self._values.get(path, Place(self.file))

    def key(self, *path: str | int) -> Place:
        """Where the key of the value at `path` stands; a list item has none, so its value."""
        return self._keys.get(path) or self.place(*path)

    def record(self, path: KeyPath, value: Place, key: Place | None = None) -> None:
        """Notes where a value stands, and its key."""
        self._values[path] = value
        if key:
            self._keys[path] = key

    def fail(self, code: str, place: Place, message: Message, help: Message) -> None:
        """Adds a problem."""
        self.problems.append(Problem(place, code, message, help))


def read_text(path: Path, file: str) -> Document:
    """Reads a UTF-8 file into the lines of a `Document`; what is wrong lands in its problems."""
    document = Document(file)
    start = Place(file)
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        document.fail(
            "CB113",
            start,
            _unreadable(error),
            say("is it a file, and readable?"),
        )
        return document
    if len(raw) > MAX_BYTES:
        document.fail(
            "CB104",
            start,
            say("the file is over 1 MB"),
            say("split it; a case has one file of some 100 kB"),
        )
        return document
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        document.lines = raw.decode("utf-8", "replace").splitlines()
        document.fail(
            "CB101",
            Place(file, line, column),
            say("this byte is not UTF-8"),
            say("save the file as UTF-8"),
        )
        return document
    document.lines = re.split(r"\r\n|\n|\r", text)
    # One look at the whole is quick, and nearly always the last.
    suspect = document.lines if _CONTROL.search(text) else ()
    for number, line_text in enumerate(suspect, 1):
        for found in _CONTROL.finditer(line_text):
            char = found.group()
            code, message, help = _FORBIDDEN.get(char) or (
                "CB103",
                say("a control character (U+{code}) is not allowed", code=f"{ord(char):04X}"),
                say("delete it; editors can show invisible characters"),
            )
            document.fail(code, Place(file, number, found.start() + 1), message, help)
    return document


def _unreadable(error: OSError) -> Message:
    match error:
        case FileNotFoundError():
            return say("cannot be read: there is no such file")
        case IsADirectoryError():
            return say("cannot be read: this is a folder")
        case PermissionError():
            return say("cannot be read: that is not permitted")
        case _:
            return say("cannot be read: {reason}", reason=error.strerror or type(error).__name__)
