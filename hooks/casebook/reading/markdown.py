"""Reads a Markdown file that people edit: its front matter, headings, citations, links and parts.

CommonMark gives every token its lines, so that each finding has a place. Nothing is rendered here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..problems.message import say
from ..problems.problem import Place
from . import kept
from .text import Document, read_text
from .yaml_tree import build

HEADING_ID = re.compile(r"\s*\{\s*#(?P<id>[^\s{}]+)\s*\}\s*$")
CITATION = re.compile(r"\[@(?P<id>[^\]\s]*)\]")
PART = re.compile(r"^<!--\s*casebook:\s*(?P<name>[^\s>]*)\s*-->\s*$")
COMMENT = re.compile(r"<!--(?:(?!-->).)*-->")
CODE = re.compile(
    r"(?P<fence>^(?P<tick>`{3,}|~{3,})[\s\S]*?^(?P=tick)[`~]*[ ]*$)|(?P<span>`+)[\s\S]*?(?P=span)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """Something found in the text: a heading, a citation, a link, a part, or raw HTML."""

    text: str
    place: Place
    id: str = ""
    level: int = 0


@dataclass(slots=True)
class Section:
    """The text under one heading, up to the next heading."""

    heading: Mark
    text: list[tuple[str, int]] = field(default_factory=list)
    """Text of each paragraph without its code, with the line where it begins."""
    citations: list[Mark] = field(default_factory=list)


@dataclass(slots=True)
class Markdown:
    """One Markdown file: `meta` from its front matter, and what its body holds."""

    document: Document
    body: str = ""
    first_line: int = 1
    meta: dict[str, str] = field(default_factory=dict)
    sections: list[Section] = field(default_factory=list)
    links: list[Mark] = field(default_factory=list)
    images: list[Mark] = field(default_factory=list)
    parts: list[Mark] = field(default_factory=list)
    html: list[Mark] = field(default_factory=list)
    comments: list[Mark] = field(default_factory=list)
    """Lines that are an HTML comment: notes to whoever edits the file. `body` is without them."""
    braces: list[Mark] = field(default_factory=list)

    @property
    def headings(self) -> list[Mark]:
        """The headings in order."""
        return [section.heading for section in self.sections if section.heading.level]

    @property
    def citations(self) -> list[Mark]:
        """The citations in order."""
        return [mark for section in self.sections for mark in section.citations]


def read(path: Path, file: str, kept_in: Path | None = None) -> Markdown:
    """Reads a Markdown file; what is wrong lands in its document's problems. Never raises.

    In the folder `kept_in` what is in a sound body is kept, so that an unchanged one need not be
    taken apart again.
    """
    document = read_text(path, file)
    markdown = Markdown(document)
    if document.problems:
        return markdown
    lines = document.lines
    if lines and lines[0].rstrip() == "---":
        end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
        if end is None:
            document.fail(
                "CB114",
                Place(file),
                say("the front matter has no end"),
                say("close it with a line `---`"),
            )
            return markdown
        build(document, "\n".join(["", *lines[1:end]]))
        if isinstance(document.value, dict):
            for key, value in document.value.items():
                if isinstance(value, str):
                    markdown.meta[key] = value
                else:
                    document.fail(
                        "CB203",
                        document.place(key),
                        say("'{key}' has the wrong form", key=key),
                        say("it must be text"),
                    )
        markdown.first_line = end + 2
    markdown.body = "\n".join(lines[markdown.first_line - 1 :])
    if kept_in and (plain := kept.recall(kept_in, file, document.digest)):
        _put_back(markdown, plain)
    else:
        # Loading the parser takes as long as reading a dozen files, so it waits for the first.
        from .markdown_reader import take_apart  # noqa: PLC0415

        take_apart(markdown)
        if kept_in:
            kept.keep(kept_in, file, document.digest, _plain(markdown))
    markdown.body = _without(markdown.comments, lines, markdown.first_line)
    return markdown


_LISTS = ("links", "images", "parts", "html", "comments", "braces")
"""The fields of a page that list marks."""


def _plain(markdown: Markdown) -> dict[str, Any]:
    """What was found in a body, as lists and text."""
    found: dict[str, Any] = {
        name: [_told(one) for one in getattr(markdown, name)] for name in _LISTS
    }
    found["sections"] = [
        [_told(one.heading), one.text, [_told(mark) for mark in one.citations]]
        for one in markdown.sections
    ]
    return found


def _put_back(markdown: Markdown, plain: dict[str, Any]) -> None:
    """The reverse of `_plain`."""
    file = markdown.document.file

    def mark(told: list[Any]) -> Mark:
        text, line, column, length, id, level = told
        return Mark(text, Place(file, line, column, length), id, level)

    for name in _LISTS:
        setattr(markdown, name, [mark(one) for one in plain[name]])
    markdown.sections = [
        Section(mark(heading), [(text, line) for text, line in texts], [mark(one) for one in cited])
        for heading, texts, cited in plain["sections"]
    ]


def _told(mark: Mark) -> list[Any]:
    at = mark.place
    return [mark.text, at.line, at.column, at.length, mark.id, mark.level]


def _without(comments: list[Mark], lines: list[str], first: int) -> str:
    """The body with an empty line for each comment, so that no note reaches a reader."""
    kept = list(lines)
    for one in comments:
        line = kept[one.place.line - 1]
        kept[one.place.line - 1] = line.replace(one.text, "", 1).rstrip()
    return "\n".join(kept[first - 1 :])


def outside_code(text: str) -> Iterator[tuple[bool, str]]:
    """The text in pieces, each with whether it lies outside code (fences and spans)."""
    end = 0
    for found in CODE.finditer(text):
        yield True, text[end : found.start()]
        yield False, found.group()
        end = found.end()
    yield True, text[end:]
