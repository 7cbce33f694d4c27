"""Builds the value of a YAML file, and remembers where each part of it stands.

Every scalar stays text: YAML 1.1 would turn `no`, `12:30` and `2014-06` into something else. The
tree is built from parser events, since the nodes that PyYAML composes from them no longer tell
anchors, tags, and quotes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from ..problems.message import reason
from ..problems.problem import Place
from .text import Document, KeyPath, read_text, stretch, suspects

MAX_DEPTH = 20

_MENDABLE = {"CB103", "CB107", "CB117"}
"""Codes after which the rest of the file can still be judged."""

_WIDE = {"：": ":", "，": ",", "［": "[", "］": "]", "｛": "{", "｝": "}", "“": '"', "”": '"',
         "‘": "'", "’": "'", "\u3000": " ", "\xa0": " "}  # fmt: skip
"""What a Chinese keyboard or a word processor writes, and what YAML wants in its place."""
_STRUCTURE = re.compile(f"[{''.join(_WIDE)}]")
_QUOTED = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?:^|\s)#.*""")
_DELIMITED = re.compile(r"([”’])|(“)[^“”]*”?$|(‘)[^‘’]*’?$")
_KEY_IN_VALUE = re.compile(r"[A-Za-z_-]+(：)|[^，]*(，)\s*[A-Za-z_-]+[:：]")


class _StopError(Exception):
    """Nothing below this can be read; the problem is on record."""


def read(path: Path, file: str) -> Document:
    """Reads a YAML file whose top is a mapping.

    `file` is the name to print, relative to the project's root. Never raises for bad content: what
    is wrong lands in `problems`, and `value` stays None where nothing usable was read.
    """
    document = read_text(path, file)
    if not document.problems:
        build(document, "\n".join(document.lines))
        if not document.problems and not isinstance(document.value, dict):
            document.fail(Place(file), "no-fields")
    if any(problem.code not in _MENDABLE for problem in document.problems):
        document.value = None
    return document


def build(document: Document, text: str) -> None:
    """Parses `text`, which begins on the first line of the document, into its value."""
    try:
        _Builder(document, text).build()
    except _StopError:
        pass
    except yaml.MarkedYAMLError as error:
        _invalid(document, error)
    except yaml.YAMLError as error:  # of characters that `read_text` refuses; git may hold some
        document.fail(Place(document.file), "invalid-yaml", reason=reason(str(error)))


class _Builder:
    """Builds the tree of one document from parser events, and records their places."""

    def __init__(self, document: Document, text: str) -> None:
        self.document = document
        # `yaml.parse` wraps the same in a generator, which takes half as long again.
        self.next: Callable[[], Any] = yaml.CBaseLoader(text).get_event
        self.escapes, self.comments = "\\" in text, " #" in text

    def build(self) -> None:
        documents = 0
        while event := self.next():
            if isinstance(event, NodeEvent):
                documents += 1
                self.document.value = self.node(event, ())
            elif isinstance(event, yaml.DocumentStartEvent) and documents:
                self.stop(event, "second-document")

    def stop(self, event: Event, key: str, **values: object) -> None:
        """Reports what an event begins, and ends the reading."""
        self.fail(event, key, **values)
        raise _StopError

    def fail(self, event: Event, key: str, **values: object) -> None:
        self.document.fail(self.at(event), key, **values)

    def at(self, event: Event) -> Place:
        """Where an event begins, as far as its first line goes."""
        places = Document(self.document.file, self.document.lines)
        places.record((), _stretch(event))
        return places.place()

    def node(self, event: NodeEvent, path: KeyPath, key: Event | None = None) -> Any:
        """The value that an event begins; it stands at `path`, behind its `key`."""
        self.document.record(path, _stretch(event), _stretch(key) if key else 0)
        if isinstance(event, ScalarEvent):
            return self.scalar(event)
        if event.anchor is not None or getattr(event, "tag", None):
            self.refuse(event)
        if isinstance(event, AliasEvent):
            return ""
        if len(path) >= MAX_DEPTH:
            self.stop(event, "nested-too-deep", most=MAX_DEPTH)
        if isinstance(event, MappingStartEvent):
            return self.mapping(path)
        values: list[Any] = []
        while not isinstance(item := self.next(), CollectionEndEvent):
            values.append(self.node(item, (*path, len(values))))
        return values

    def mapping(self, path: KeyPath) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(key := self.next(), CollectionEndEvent):
            if not isinstance(key, ScalarEvent):
                self.stop(key, "key-not-text")
            name = self.scalar(key)
            if not (name.isascii() or key.style) and (wide := _STRUCTURE.search(name)):
                self.wide(key, wide)
            value = self.next()
            if name in values:
                first = self.document.key(*path, name).line
                self.fail(key, "key-twice", name=name, line=first)
                self.skip(value, len(path))
            else:
                values[name] = self.node(value, (*path, name), key)
        return values

    def skip(self, event: NodeEvent, depth: int) -> None:
        """Reads past a value that is left out."""
        places = Document(self.document.file, self.document.lines)
        kept, self.document = self.document, places
        try:
            self.node(event, tuple(range(depth + 1)))
        finally:
            self.document = kept
            kept.problems += places.problems

    def scalar(self, event: ScalarEvent) -> str:
        """The text of a scalar, once nothing in it misleads whoever wrote it."""
        value: str = event.value
        if event.tag or event.anchor is not None:
            self.refuse(event)
        if not event.style:
            if value == "~":
                return ""
            if self.comments:
                self.cut(event)
            if not value.isascii() and (
                match := _DELIMITED.match(value) or _KEY_IN_VALUE.match(value)
            ):
                self.wide(event, match, match.lastindex or 0)
        elif self.escapes and event.style == '"':
            for _, key, char in suspects(value):
                self.fail(event, key, char=char, code=f"{ord(char):04X}")
        return value

    def cut(self, event: ScalarEvent) -> None:
        """Reports a comment that cuts a text without quotes against the will of its writer."""
        end = event.end_mark
        assert end
        line = self.document.lines[end.line] if end.line < len(self.document.lines) else ""
        if line.startswith(" #", end.column):
            length = len(line) - end.column
            place = Place(self.document.file, end.line + 1, end.column + 1, length)
            self.document.fail(place, "comment-in-value")

    def wide(self, event: ScalarEvent, match: re.Match[str] | None, group: int = 0) -> None:
        """Reports a character in place of the one that YAML wants."""
        assert match
        at = self.at(event)
        line = self.document.lines[at.line - 1]
        column = line.find(match[group], at.column - 1) + 1 or at.column
        _wide(self.document, Place(at.file, at.line, column, 1), match[group])

    def refuse(self, event: NodeEvent) -> None:
        """Reports what YAML can do and a data file must not: aliases, anchors and tags."""
        if isinstance(event, AliasEvent):
            self.fail(event, "alias", name=event.anchor)
        elif event.anchor is not None:
            self.fail(event, "anchor", name=event.anchor)
        else:
            self.fail(event, "yaml-tag", tag=getattr(event, "tag", ""))


def _stretch(event: Any) -> int:
    start, end = event.start_mark, event.end_mark
    column = start.column
    length = (end.column - column or 1) if end.line == start.line else 0
    return stretch(start.line + 1, column + 1, length)


def _wide(document: Document, place: Place, char: str) -> None:
    key = "wide-blank" if _WIDE[char] == " " else "wide-character"
    document.fail(place, key, char=char, code=f"{ord(char):04X}", ascii=_WIDE[char])


def _invalid(document: Document, error: yaml.MarkedYAMLError) -> None:
    """Reports what the parser could not read, at the character that a person would blame."""
    if any(problem.key in ("wide-blank", "wide-character") for problem in document.problems):
        return  # what was found before is the reason
    problem = error.problem or ""
    # An unclosed quote shows at the end of the file; its place is where it was opened.
    ends = "end of stream" in problem
    mark = (ends and error.context_mark) or error.problem_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    place = _clipped(document, Place(document.file, line, column))
    if "nesting depth" in problem:
        document.fail(place, "nested-too-deep", most=MAX_DEPTH)
        return
    key = error.context_mark if "key" in (error.context or "") else None
    begun = key.line + 1 if key else line
    for number in dict.fromkeys((begun, line, line - 1)):
        text = document.lines[number - 1] if 0 < number <= len(document.lines) else ""
        bare = _QUOTED.sub(lambda match: "x" * len(match.group()), text)
        if match := _STRUCTURE.search(bare):
            _wide(document, Place(document.file, number, match.start() + 1, 1), match.group())
            return
    text = document.lines[line - 1] if line <= len(document.lines) else ""
    within = text[: column - 1].rstrip().endswith(('"', "'"))
    kind = "quote-within-quotes" if within else "invalid-yaml"
    document.fail(place, kind, reason=reason(problem or error.context or ""))


def _clipped(document: Document, place: Place) -> Place:
    """The last character before `place`, where that lies beyond the end of the file."""
    lines = document.lines
    if place.line > len(lines) or (place.line == len(lines) and not lines[-1].strip()):
        last = max((n for n, text in enumerate(lines, 1) if text.strip()), default=1)
        return Place(place.file, last, max(1, len(lines[last - 1])))
    return place
