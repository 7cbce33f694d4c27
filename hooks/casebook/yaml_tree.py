"""Builds the value of a YAML file, and remembers where each part of it stands.

Every scalar stays text: YAML 1.1 would turn `no`, `12:30` and `2014-06` into something else. The
tree is built from parser events in a loop, so that no nesting, however deep, can exhaust a stack.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from .document import Document, KeyPath, read_text
from .problem import Place

MAX_DEPTH = 20


def build(document: Document, text: str) -> None:
    """Parses `text`, which begins on the first line of the document, into its value."""
    _Builder(document).build(text)


_MENDABLE = {"CB107"}
"""Codes after which the rest of the file can still be judged."""


def read(path: Path, file: str) -> Document:
    """Reads a YAML file whose top is a mapping.

    `file` is the name to print, relative to the project's root. Never raises for bad content: what
    is wrong lands in `problems`, and `value` stays None where nothing usable was read.
    """
    document = read_text(path, file)
    if not document.problems:
        build(document, "\n".join(document.lines))
        if not document.problems and not isinstance(document.value, dict):
            document.fail(
                "CB112", Place(file), "the file holds no fields", "write it as `key: value` lines"
            )
    if any(problem.code not in _MENDABLE for problem in document.problems):
        document.value = None
    return document


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end has not come yet."""

    value: dict[str, Any] | list[Any]
    path: KeyPath
    place: Place
    key: str | None = None
    key_place: Place | None = None
    skip: bool = False


class _Builder:
    """Builds the tree of one document from parser events."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.stack: list[_Open] = []

    def build(self, text: str) -> None:
        documents = 0
        try:
            for event in yaml.parse(text, Loader=yaml.CBaseLoader):
                if isinstance(event, DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self.document.fail(
                            "CB111",
                            self.at(event),
                            "a second document begins here",
                            "one file is one document: delete the line `---`",
                        )
                        return
                elif isinstance(event, NodeEvent):
                    if not self.node(event):
                        return
                elif isinstance(event, CollectionEndEvent):
                    self.stack.pop()
        except yaml.MarkedYAMLError as error:
            # An unclosed quote shows at the end of the file; its place is where it was opened.
            ends = "end of stream" in (error.problem or "")
            mark = (ends and error.context_mark) or error.problem_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            reason = error.problem or error.context or "not valid YAML"
            self.document.fail(
                "CB106",
                self.clip(Place(self.document.file, line, column)),
                f"this is not valid YAML: {reason}",
                "check the indentation, and put text that contains ': ' or ' #' in double quotes",
            )
        except yaml.YAMLError as error:  # the reader's own, without a mark
            self.document.fail(
                "CB106", Place(self.document.file), f"not valid YAML: {error}", "see the message"
            )

    def at(self, event: Event) -> Place:
        """Where an event begins; its length ends with the first line."""
        start, end = event.start_mark, event.end_mark
        assert start
        assert end
        line = self.document.lines[start.line] if start.line < len(self.document.lines) else ""
        stop = end.column if end.line == start.line else len(line.rstrip())
        return Place(
            self.document.file, start.line + 1, start.column + 1, max(1, stop - start.column)
        )

    def clip(self, place: Place) -> Place:
        """The last character before `place`, where that lies beyond the end of the file."""
        lines = self.document.lines
        if place.line > len(lines) or (place.line == len(lines) and not lines[-1].strip()):
            last = max((n for n, text in enumerate(lines, 1) if text.strip()), default=1)
            return Place(place.file, last, max(1, len(lines[last - 1])))
        return place

    def node(self, event: NodeEvent) -> bool:
        """Takes in a scalar, alias or start of a collection; False when reading must stop."""
        place = self.at(event)
        parent = self.stack[-1] if self.stack else None
        is_key = parent and isinstance(parent.value, dict) and parent.key is None
        if is_key and isinstance(event, SequenceStartEvent | MappingStartEvent):
            self.document.fail(
                "CB106", place, "a key must be text", "write `key: value`; quote { } [ ]"
            )
            return False
        if isinstance(event, AliasEvent) or event.anchor is not None:
            name = "alias" if isinstance(event, AliasEvent) else "anchor"
            self.document.fail(
                "CB108",
                place,
                f"an {name} ({'*' if name == 'alias' else '&'}{event.anchor}) is not allowed",
                "write the value out; text that begins with * or & needs double quotes",
            )
            value: Any = ""
        elif isinstance(event, ScalarEvent | SequenceStartEvent | MappingStartEvent) and event.tag:
            self.document.fail(
                "CB109",
                place,
                f"a tag ({event.tag}) is not allowed",
                "delete it; text that begins with ! needs double quotes",
            )
        if isinstance(event, ScalarEvent):
            value = event.value
            if event.implicit[0] and value == "~":
                value = ""
        elif isinstance(event, MappingStartEvent):
            value = {}
        elif isinstance(event, SequenceStartEvent):
            value = []
        path = self.put(value, place)
        if isinstance(value, dict | list):
            if len(self.stack) >= MAX_DEPTH:
                self.document.fail(
                    "CB110",
                    place,
                    f"nested over {MAX_DEPTH} levels deep",
                    "a case needs about 6; check the brackets and the indentation",
                )
                return False
            skip = path is None
            self.stack.append(_Open(value, path or (), place, skip=skip))
        return True

    def put(self, value: Any, place: Place) -> KeyPath | None:
        """Files a value under its parent and returns its path; None for what is left out."""
        if not self.stack:
            self.document.value = value
            self.document.record((), place)
            return ()
        parent = self.stack[-1]
        key_place = None
        if isinstance(parent.value, list):
            path = (*parent.path, len(parent.value))
            parent.value.append(value)
        elif parent.key is None:
            parent.key, parent.key_place = value, place
            return None
        else:
            key, key_place = parent.key, parent.key_place
            parent.key = parent.key_place = None
            path = (*parent.path, key)
            if key in parent.value:
                if not parent.skip:
                    first = self.document.key(*path)
                    self.document.fail(
                        "CB107",
                        key_place or place,
                        f"'{key}' is given twice",
                        f"the first is on line {first.line}; keep one",
                    )
                return None
            parent.value[key] = value
        if parent.skip:
            return None
        self.document.record(path, place, key_place)
        return path
