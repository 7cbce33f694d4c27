"""A YAML file as it is laid out: its values as they are written, and its comments, each beside what
it speaks of.

Libraries that keep comments tie each to the word before it. A comment must move with the field
below it when fields are put in order, so here it belongs to that field.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml
from yaml.events import (
    CollectionEndEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)


@dataclass(slots=True)
class Scalar:
    """A single value: what it says, how it is written, and in which style (`""` is plain)."""

    text: str
    written: str
    style: str = ""


@dataclass(slots=True)
class Item:
    """An entry of a mapping or list. `above` are the comments on lines of their own before it, with
    "" for an empty line; `beside` is the comment at the end of its line.
    """

    key: Scalar | None
    value: Scalar | Items
    above: list[str] = field(default_factory=list)
    beside: str = ""


@dataclass(slots=True)
class Items:
    """A mapping or list. `below` are the comments after its last entry; `wide` says that it is in
    brackets, and `broken` that these stand on several lines; `start` and `column` are where it
    begins.
    """

    mapping: bool
    wide: bool
    start: int
    column: int
    entries: list[Item] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    broken: bool = False


@dataclass(slots=True)
class _Remark:
    """A comment or an empty line, and where it begins. `own` says that its line holds no more."""

    at: int
    column: int
    text: str
    own: bool


def read(text: str) -> Item:
    """The top of a YAML file as an item without a key.

    `text` has been read without a problem before: anchors, tags and keys that are no text do not
    occur. Nothing is lost: `remarks` of what is printed from it gives what it gives for `text`.
    """
    return _Reader(text).read()


def remarks(text: str) -> list[str]:
    """The comments of a YAML file in their order."""
    events = [one for one in _events(text) if isinstance(one, ScalarEvent)]
    found = [(one.at, one.text) for one in _remarks(text, events) if one.text]
    found += [(_at(one), said) for one in events if (said := _header(text, one))]
    return [said for _, said in sorted(found)]


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.events = _events(text)
        self.waiting = _remarks(text, [e for e in self.events if isinstance(e, ScalarEvent)])
        self.root = Item(None, Scalar("", ""))
        self.stack: list[tuple[Items, Item]] = []
        self.last, self.end = self.root, 0
        """The item that the last word belongs to, and where that word ends."""

    def read(self) -> Item:
        for event in self.events:
            if isinstance(event, CollectionEndEvent):
                self.close(event)
            elif isinstance(event, NodeEvent):
                self.node(event)
        self.above(len(self.text), keep=True)
        if isinstance(self.root.value, Items):
            self.root.value.below += [one.text for one in self.waiting]
        return self.root

    def node(self, event: NodeEvent) -> None:
        value = self.value(event)
        items, holder = self.stack[-1] if self.stack else (None, self.root)
        if items is None:
            item, self.root.value = holder, value
            if isinstance(value, Scalar) or value.wide:
                item.above += self.above(_at(event))
        elif items.mapping and items.entries and items.entries[-1].value is _TO_COME:
            item = items.entries[-1]
            item.value = value
            above = self.above(_at(event), keep=isinstance(value, Items) and not value.wide)
            item.above += [one for one in above if one]
        else:
            above = self.above(_at(event))
            if items.wide:
                above = [one for one in above if one]
            item = Item(None, value, above)
            if items.mapping:
                assert isinstance(value, Scalar)
                item = Item(value, _TO_COME, above)
            items.entries.append(item)
        self.last = item
        if isinstance(value, Items):
            self.stack.append((value, item))
        if isinstance(value, Scalar) or value.wide:
            self.end = _at(event) + 1 if isinstance(value, Items) else _last(self.text, event)
        if isinstance(event, ScalarEvent) and (said := _header(self.text, event)):
            self.beside(said)

    def value(self, event: NodeEvent) -> Scalar | Items:
        if isinstance(event, ScalarEvent):
            return Scalar(event.value, self.text[_at(event) : _end(event)], event.style or "")
        assert isinstance(event, MappingStartEvent | SequenceStartEvent)
        assert event.start_mark
        mapping = isinstance(event, MappingStartEvent)
        return Items(mapping, bool(event.flow_style), _at(event), event.start_mark.column)

    def close(self, event: CollectionEndEvent) -> None:
        items, item = self.stack.pop()
        at = _at(event)
        if items.wide:
            items.below += [one for one in self.above(at) if one]
            self.last, self.end = item, _end(event)
            items.broken = "\n" in self.text[items.start : at]
            return
        self.above(at, keep=True)
        outer = self.stack[-1][0].column if self.stack else -1
        inside = 0
        for number, one in enumerate(self.waiting, 1):
            if one.at >= at or (one.own and one.text and one.column <= outer):
                break
            if one.text:
                inside = number
        items.below += [one.text for one in self.waiting[:inside]]
        del self.waiting[:inside]

    def above(self, at: int, *, keep: bool = False) -> list[str]:
        """Takes the remarks before a place: those at the end of a line go beside their item.

        Those on lines of their own are returned, or `keep` leaves them waiting for the next item.
        """
        if not self.waiting or self.waiting[0].at >= at:
            return []
        taken, left = [], []
        for one in self.waiting:
            if one.at >= at:
                left.append(one)
            elif not one.own and "\n" not in self.text[self.end : one.at]:
                self.beside(one.text)
            elif keep:
                left.append(one)
            else:
                taken.append(one.text)
        self.waiting = left
        return taken

    def beside(self, said: str) -> None:
        """Puts a comment beside the last item, or above it where one stands already."""
        if self.last.beside or self.last is self.root:
            self.last.above.append(said)
        else:
            self.last.beside = said


_TO_COME = Scalar("", "")


def _events(text: str) -> list[Event]:
    return list(yaml.parse(text, Loader=yaml.CBaseLoader))


def _at(event: Event) -> int:
    assert event.start_mark
    return event.start_mark.index


def _end(event: Event) -> int:
    assert event.end_mark
    return event.end_mark.index


def _last(text: str, event: Event) -> int:
    """Where a value ends: to a text below a | or > the empty lines after it are counted."""
    end = _end(event)
    if isinstance(event, ScalarEvent) and event.style in ("|", ">"):
        return _at(event) + len(text[_at(event) : end].rstrip())
    return end


def _header(text: str, event: ScalarEvent) -> str:
    """The comment behind the | or > of a text that stands below."""
    found = re.match(r"[|>][-+0-9]*[ \t]+(#[^\n]*)", text[_at(event) : _end(event)])
    return found[1].rstrip() if found and event.style in ("|", ">") else ""


def _remarks(text: str, scalars: list[ScalarEvent]) -> list[_Remark]:
    """The comments and empty lines outside of the values, in their order."""
    bare, end = [], 0
    for event in scalars:
        stop = _last(text, event)
        bare += [text[end : _at(event)], "x" * (stop - _at(event))]
        end = stop
    masked = "".join([*bare, text[end:]])
    found = []
    for one in re.finditer(r"^[ ]*$|#[^\n]*", masked, re.MULTILINE):
        if one.start() == len(masked) and not one.group():
            continue
        start = masked.rfind("\n", 0, one.start()) + 1
        own = not masked[start : one.start()].strip()
        found.append(_Remark(one.start(), one.start() - start, one.group().strip(), own))
    return found
