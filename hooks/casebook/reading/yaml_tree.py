"""Builds the value of a YAML file, and remembers where each part of it stands.

Every scalar stays text: YAML 1.1 would turn `no`, `12:30` and `2014-06` into something else. The
tree is built from parser events in a loop, so that no nesting, however deep, can exhaust a stack.
"""

from __future__ import annotations

from collections.abc import Callable
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

from ..problems.message import Message, say
from ..problems.problem import Place
from .reason import reason
from .text import Document, KeyPath, read_text

MAX_DEPTH = 20


def build(document: Document, text: str) -> None:
    """Parses `text`, which begins on the first line of the document, into its value."""
    _Builder(document, document.record).build(text)


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
                "CB112",
                Place(file),
                say("the file holds no fields"),
                say("write it as `key: value` lines"),
            )
    if any(problem.code not in _MENDABLE for problem in document.problems):
        document.value = None
    return document


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end has not come yet. `path` is None below what is left out."""

    value: dict[str, Any] | list[Any]
    path: KeyPath | None
    key: str | None = None
    key_event: Event | None = None


class _Builder:
    """Builds the tree of one document from parser events, and records places if told where to."""

    def __init__(
        self,
        document: Document,
        record: Callable[[KeyPath, Place, Place | None], None] | None = None,
    ) -> None:
        self.document = document
        self.record = record
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
                            say("a second document begins here"),
                            say("one file is one document: delete the line `---`"),
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
            self.document.fail(
                "CB106",
                self.clip(Place(self.document.file, line, column)),
                say(
                    "this is not valid YAML: {reason}",
                    reason=reason(error.problem or error.context or ""),
                ),
                say(
                    "check the indentation, and put text that contains ': ' or ' #' in double "
                    "quotes"
                ),
            )
        except yaml.YAMLError as error:  # the reader's own, without a mark
            self.document.fail(
                "CB106",
                Place(self.document.file),
                say(
                    "this is not valid YAML: {reason}",
                    reason=reason(getattr(error, "reason", str(error))),
                ),
                say("save the file as UTF-8, and delete what an editor does not show"),
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
        if event.anchor is not None or getattr(event, "tag", None):
            self.refuse(event)
        parent = self.stack[-1] if self.stack else None
        value: Any = ""
        if isinstance(event, ScalarEvent):
            if event.value != "~" or not event.implicit[0]:
                value = event.value
        elif isinstance(event, SequenceStartEvent | MappingStartEvent):
            value = {} if isinstance(event, MappingStartEvent) else []
            if parent and isinstance(parent.value, dict) and parent.key is None:
                self.stop(
                    event,
                    "CB106",
                    say("a key must be text"),
                    say("write `key: value`; quote {{ }} [ ]"),
                )
                return False
        path = self.put(value, event, parent)
        if isinstance(value, dict | list):
            if len(self.stack) >= MAX_DEPTH:
                message = say("nested over {most} levels deep", most=MAX_DEPTH)
                help = say("a case needs about 6; check the brackets and the indentation")
                self.stop(event, "CB110", message, help)
                return False
            self.stack.append(_Open(value, path))
        return True

    def stop(self, event: Event, code: str, message: Message, help: Message) -> None:
        """Reports what an event begins."""
        self.document.fail(code, self.at(event), message, help)

    def refuse(self, event: NodeEvent) -> None:
        """Reports what YAML can do and a data file must not: aliases, anchors and tags."""
        if isinstance(event, AliasEvent):
            message = say("an alias (*{name}) is not allowed", name=event.anchor)
            help = say("write the value out; text that begins with * or & needs double quotes")
            self.stop(event, "CB108", message, help)
        elif event.anchor is not None:
            message = say("an anchor (&{name}) is not allowed", name=event.anchor)
            help = say("write the value out; text that begins with * or & needs double quotes")
            self.stop(event, "CB108", message, help)
        else:
            message = say("a tag ({tag}) is not allowed", tag=event.tag)  # type: ignore[attr-defined]
            help = say("delete it; text that begins with ! needs double quotes")
            self.stop(event, "CB109", message, help)

    def put(self, value: Any, event: Event, parent: _Open | None) -> KeyPath | None:
        """Files a value under its parent; returns its path, or None for what is left out."""
        key_event: Event | None = None
        step: str | int
        if not parent:
            self.document.value = value
            path: KeyPath | None = ()
        elif isinstance(parent.value, list):
            step = len(parent.value)
            parent.value.append(value)
            path = None if parent.path is None else (*parent.path, step)
        elif parent.key is None:
            parent.key, parent.key_event = value, event
            return None
        else:
            step, key_event = parent.key, parent.key_event
            parent.key = parent.key_event = None
            path = None if parent.path is None else (*parent.path, step)
            if step in parent.value:
                if path is not None:
                    first = self.document.key(*path).line
                    help = say("the first is on line {line}; keep one", line=first)
                    self.stop(
                        key_event or event, "CB107", say("'{key}' is given twice", key=step), help
                    )
                return None
            parent.value[step] = value
        if self.record and path is not None:
            self.record(path, self.at(event), self.at(key_event) if key_event else None)
        return path

    def at(self, event: Event) -> Place:
        """Where an event begins; its length ends with the first line."""
        start, end = event.start_mark, event.end_mark
        assert start
        assert end
        lines = self.document.lines
        line = lines[start.line] if start.line < len(lines) else ""
        stop = end.column if end.line == start.line else len(line.rstrip())
        return Place(
            self.document.file, start.line + 1, start.column + 1, max(1, stop - start.column)
        )
