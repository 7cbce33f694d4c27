"""Reads a Markdown file that people edit: its front matter, headings, citations, links and parts.

CommonMark gives every token its lines, so that each finding has a place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..problems.problem import Place
from .markdown_form import slips
from .text import Document, read_text
from .yaml_tree import build

HEADING_ID = re.compile(r"\s*\{\s*#(?P<id>[^\s{}]+)\s*\}\s*$")
CITATION = re.compile(r"\[@(?P<id>[^\]\s]*)\]")
CITING = re.compile(r"\[@[^\]\s]*$")
"""The beginning of a citation, in which `_` and `*` belong to the id, however wrong that is."""
CODE = re.compile(
    r"(?P<fence>^(?P<tick>`{3,}|~{3,})[\s\S]*?^(?P=tick) *$)"
    r"|(?<!`)(?P<span>`+)(?!`)[^\n]*?(?<!`)(?P=span)(?!`)",
    re.MULTILINE,
)

TEMPLATES = Path(__file__).parents[1] / "templates"
"""The templates of all pages and of their parts."""
PARTS = frozenset(path.name.removesuffix(".md.j2") for path in TEMPLATES.glob("parts/*.md.j2"))
"""The names of the parts that a page may call for."""
LISTED = ("codebook", "codebook-index")
"""The parts that may be given the names of lists of the vocabulary, and show those."""


_PARSER = MarkdownIt("commonmark").enable("table")
# By default a link to javascript: is no link and stays text. The builder's Markdown draws it, so we
# must see it too, in order to refuse it.
_PARSER.validateLink = lambda _url: True  # type: ignore[method-assign, assignment]
# And addresses stay as they are written, so that they can be found in their line.
_PARSER.normalizeLink = lambda url: url  # type: ignore[method-assign]


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
    cited: list[list[tuple[int, str]]] = field(default_factory=list)
    """Of each paragraph, how much of its text stands before each citation, and the id cited."""
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
    def uri(self) -> str:
        """Its path below `docs/`, such as `en/cases/android.md`."""
        return self.document.file.removeprefix("docs/")

    @property
    def headings(self) -> list[Mark]:
        """The headings in order."""
        return [section.heading for section in self.sections if section.heading.level]

    @property
    def citations(self) -> list[Mark]:
        """The citations in order."""
        return [mark for section in self.sections for mark in section.citations]


def read(path: Path, file: str) -> Markdown:
    """Reads a Markdown file; what is wrong lands in its document's problems. Never raises."""
    document = read_text(path, file)
    markdown = Markdown(document)
    if document.problems:
        return markdown
    lines = document.lines
    if lines and lines[0].rstrip() == "---":
        end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
        if end is None:
            document.fail(Place(file, length=len(lines[0].rstrip())), "front-matter-open")
            return markdown
        build(document, "\n".join(["", *lines[1:end]]))
        if isinstance(document.value, dict):
            for key, value in document.value.items():
                if isinstance(value, str):
                    markdown.meta[key] = value
                else:
                    document.fail(document.place(key), "front-matter-form", key=key)
        if document.problems:
            return markdown
        markdown.first_line = end + 2
    markdown.body = "\n".join(lines[markdown.first_line - 1 :])
    _Reader(markdown).read()
    _read_lines(markdown)
    return markdown


def _read_lines(markdown: Markdown) -> None:
    """Sorts out what is not for every reader, and leaves an empty line in place of each note."""
    document = markdown.document
    body = [line if line.strip() else "" for line in document.lines]
    for key, line, column, text in slips(document.lines, markdown.first_line):
        place = Place(document.file, line, column, max(1, len(text)))
        if key == "comment":
            markdown.comments.append(Mark(text, place))
            body[line - 1] = ""
        elif key == "part":
            markdown.parts.append(Mark(text, place))
        elif key == "html":
            markdown.html.append(Mark(text, place))
        elif key == "braces":
            end = document.lines[line - 1][column - 1 :].rstrip()
            if not (document.lines[line - 1].startswith("#") and HEADING_ID.fullmatch(end)):
                markdown.braces.append(Mark(text, place))
        else:
            document.fail(place, key, text=text)
    markdown.body = "\n".join(body[markdown.first_line - 1 :])


class _Reader:
    """Sorts the tokens of one file into what the checks ask for."""

    def __init__(self, markdown: Markdown) -> None:
        self.markdown = markdown
        self.file = markdown.document.file
        self.lines = markdown.document.lines
        start = Mark("", Place(self.file, markdown.first_line))
        self.section = Section(start)
        markdown.sections.append(self.section)

    def read(self) -> None:
        tokens = _PARSER.parse(self.markdown.body)
        for index, token in enumerate(tokens):
            line = self.markdown.first_line + (token.map[0] if token.map else 0)
            if token.type == "heading_open":
                self.heading(token, tokens[index + 1], line)
            elif token.type == "inline":
                self.inline(token, line, heading=tokens[index - 1].type == "heading_open")

    def heading(self, token: Token, inline: Token, line: int) -> None:
        match = HEADING_ID.search(inline.content)
        text = inline.content[: match.start()] if match else inline.content
        place = Place(self.file, line, 1, len(self.lines[line - 1]))
        heading = Mark(text, place, match["id"] if match else "", int(token.tag[1]))
        self.section = Section(heading)
        self.markdown.sections.append(self.section)

    def inline(self, token: Token, line: int, *, heading: bool) -> None:
        text = []
        for child in token.children or []:
            if child.type == "text":
                text.append(child.content)
            elif child.type in ("softbreak", "hardbreak"):
                text.append("\n")
            elif child.markup[:1] in ("_", "*") and CITING.search("".join(text)):
                text.append(child.markup)
            elif child.type == "link_open":
                href = str(child.attrs.get("href", ""))
                self.markdown.links.append(Mark(href, self.find(href, line)))
            elif child.type == "image":
                source = str(child.attrs.get("src", ""))
                self.markdown.images.append(Mark(source, self.find(source, line)))
        plain = "".join(text)
        last: Place | None = None
        cited: list[tuple[int, str]] = []
        marks = 0
        for match in CITATION.finditer(plain):
            cited.append((match.start() - marks, match["id"]))
            marks += len(match.group())
            last = self.find(f"[@{match['id']}]", line, last)
            place = Place(last.file, last.line, last.column + 1, last.length - 2)
            self.section.citations.append(Mark(match["id"], place, match["id"]))
        if heading:
            plain = HEADING_ID.sub("", plain)
        self.section.text.append((CITATION.sub("", plain), line))
        self.section.cited.append(cited)

    def find(self, text: str, line: int, after: Place | None = None) -> Place:
        """Where `text` stands from `line` on, or behind `after`, within its paragraph."""
        start = after.line if after else line
        for number in range(start, min(start + 40, len(self.lines) + 1)):
            beyond = after.column + after.length - 1 if after and number == start else 0
            column = self.lines[number - 1].find(text, beyond)
            if column >= 0:
                return Place(self.file, number, column + 1, max(1, len(text)))
        return Place(self.file, line)


def outside_code(text: str) -> Iterator[tuple[bool, str]]:
    """The text in pieces, each with whether it lies outside code (fences and spans)."""
    end = 0
    for match in CODE.finditer(text):
        yield True, text[end : match.start()]
        yield False, match.group()
        end = match.end()
    yield True, text[end:]


def marked(text: str, render: Callable[[str, bool], str]) -> tuple[str, list[str]]:
    """The text with each `[@id]` outside code as what `render` makes of it, and the ids in order.

    `render` is called with the id, and whether it is the first mention.
    """
    seen: dict[str, None] = {}

    def replaced(citation: re.Match[str]) -> str:
        id = citation["id"]
        mark = render(id, id not in seen)
        seen[id] = None
        return mark

    pieces = outside_code(text)
    made = [CITATION.sub(replaced, piece) if prose else piece for prose, piece in pieces]
    return "".join(made), list(seen)
