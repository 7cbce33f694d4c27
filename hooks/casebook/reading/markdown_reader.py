"""Takes the body of a Markdown file apart, token by token, with the place of everything."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..problems.problem import Place
from .markdown import CITATION, COMMENT, HEADING_ID, PART, Mark, Markdown, Section

_PARSER = MarkdownIt("commonmark").enable("table")
# By default a link to javascript: is no link and stays text. The builder's Markdown draws it, so we
# must see it too, in order to refuse it.
_PARSER.validateLink = lambda _url: True  # type: ignore[method-assign, assignment]
# And addresses stay as they are written, so that they can be found in their line.
_PARSER.normalizeLink = lambda url: url  # type: ignore[method-assign]


def take_apart(markdown: Markdown) -> None:
    """Fills the lists of a page from its body."""
    _Reader(markdown).read()


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
            elif token.type == "html_block":
                self.html_block(token, line)
            elif token.type == "inline":
                self.inline(token, line, heading=tokens[index - 1].type == "heading_open")

    def heading(self, token: Token, inline: Token, line: int) -> None:
        found = HEADING_ID.search(inline.content)
        text = inline.content[: found.start()] if found else inline.content
        place = Place(self.file, line, 1, len(self.lines[line - 1]))
        heading = Mark(text, place, found["id"] if found else "", int(token.tag[1]))
        self.section = Section(heading)
        self.markdown.sections.append(self.section)

    def html_block(self, token: Token, line: int) -> None:
        for offset, text in enumerate(token.content.splitlines()):
            if part := PART.match(text.strip()):
                place = self.find(part["name"], line + offset)
                self.markdown.parts.append(Mark(part["name"], place))
            elif COMMENT.fullmatch(text.strip()):
                self.markdown.comments.append(
                    Mark(text.strip(), self.find(text.strip(), line + offset))
                )
            elif text.strip():
                self.markdown.html.append(
                    Mark(text.strip(), self.find(text.strip(), line + offset))
                )

    def inline(self, token: Token, line: int, *, heading: bool) -> None:
        text = []
        for child in token.children or []:
            if child.type == "text":
                text.append(child.content)
            elif child.type in ("softbreak", "hardbreak"):
                text.append("\n")
            elif child.type == "html_inline":
                self.markdown.html.append(Mark(child.content, self.find(child.content, line)))
            elif child.type == "link_open":
                href = str(child.attrs.get("href", ""))
                self.markdown.links.append(Mark(href, self.find(href, line)))
            elif child.type == "image":
                source = str(child.attrs.get("src", ""))
                self.markdown.images.append(Mark(source, self.find(source, line)))
        plain = "".join(text)
        last: Place | None = None
        for found in CITATION.finditer(plain):
            last = self.find(f"[@{found['id']}]", line, last)
            place = Place(last.file, last.line, last.column + 1, last.length - 2)
            self.section.citations.append(Mark(found["id"], place, found["id"]))
        if heading:
            plain = HEADING_ID.sub("", plain)
        for found in re.finditer(r"\{[^}\n]*\}", plain):
            self.markdown.braces.append(Mark(found.group(), self.find(found.group(), line)))
        self.section.text.append((CITATION.sub("", plain), line))

    def find(self, text: str, line: int, after: Place | None = None) -> Place:
        """Where `text` stands from `line` on, or behind `after`, within its paragraph."""
        start = after.line if after else line
        for number in range(start, min(start + 40, len(self.lines) + 1)):
            beyond = after.column + after.length - 1 if after and number == start else 0
            column = self.lines[number - 1].find(text, beyond)
            if column >= 0:
                return Place(self.file, number, column + 1, max(1, len(text)))
        return Place(self.file, line)
