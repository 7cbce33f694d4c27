"""The Markdown that every reader reads alike: what GitHub, editors, the checks (CommonMark), and
the site (Python-Markdown) take for the same headings, lists, tables, quotes, code, and links.

Whatever they read differently would be printed otherwise than it was checked, so it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from . import markdown_inline

_CLOSED = ("item", "more", "quote", "table", "part")
"""What an empty line must end."""


class Slip(NamedTuple):
    """A stretch of a line that is not in this form; `key` names the problem.

    HTML, braces, notes to writers, and calls for a part are found here too, under the keys "html",
    "braces", "comment", and "part".
    """

    key: str
    line: int
    column: int
    text: str


PART = re.compile(r"<!-- ?casebook: (?P<name>[a-z0-9-]+)(?P<arguments>(?: [a-z0-9-]+)*) ?-->")
COMMENT = re.compile(r"<!--(?:(?!-->).)*-->")
_CALL = re.compile(r"<!--\s*casebook\b", re.IGNORECASE)

_FENCE = re.compile(r"(`{3,}|~{3,})(.*)")
_ITEM = re.compile(r"(?P<mark>-|[0-9]{1,2}\.) (?=[^ ])")
_LIKE_ITEM = re.compile(r"(?:[-*+]|[0-9]+[.)])(?: |$)")
_RULE = re.compile(r"=+|-+|(?:[-*_] *){3,}")
_HEADING = re.compile(r"#{1,6} [^ ]+(?: +[^ ]+)*(?<!#)")
_BLOCK = re.compile(
    r"#|>|(?:[-*+]|[0-9]+[.)])(?: |$)|`{3}|~{3}|\||<!--|\[!|(?:[-*_] *){3,}$|=+$|-+$| "
)
_CELLS = re.compile(r"\|(?: *:?-+:? *\|)+")
_TABLE = re.compile(r"[ |:-]*-[ |:-]*")


def slips(lines: list[str], first: int) -> Iterator[Slip]:
    """What is not in this form in the body of a page, which begins at line `first`."""
    return _Form(lines, first).slips()


class _Form:
    """Goes through a page line by line; `last` is what the line before was part of."""

    def __init__(self, lines: list[str], first: int) -> None:
        self.lines = lines
        self.number = first
        self.last = "blank"
        self.before = ""
        """The last block above the empty lines."""
        self.kinds: list[str] = []
        """The marks of the lists that are open, the outermost first."""
        self.bars = 0

    def slips(self) -> Iterator[Slip]:
        while self.number <= len(self.lines):
            line = self.lines[self.number - 1].rstrip(" ")
            if line.strip() != line.strip(" "):  # which some readers take for blank
                yield self.slip("markdown-indent", line)
            if fence := _FENCE.match(line):
                yield from self.fence(fence[1], fence[2])
            else:
                yield from self.line(line)
            self.number += 1

    def slip(self, key: str, text: str, column: int = 1) -> Slip:
        return Slip(key, self.number, column, text.strip() or text)

    def next(self) -> str:
        """The line below, or nothing at the end."""
        return self.lines[self.number].strip() if self.number < len(self.lines) else ""

    def set(self, kind: str) -> None:
        if kind not in ("blank", "item"):
            self.kinds = []
        if kind != "blank":
            self.before = kind
        self.last = kind

    def fence(self, mark: str, language: str) -> Iterator[Slip]:
        """Code between fences: nothing in it is looked at, once it is sure where it ends."""
        if self.last not in ("blank", "heading"):
            yield self.slip("markdown-empty-line", mark)
        if not re.fullmatch(r" ?[\w+-]*", language):
            yield self.slip("markdown-fence", mark + language)
        start = self.number
        for number in range(start + 1, len(self.lines) + 1):
            text = self.lines[number - 1].rstrip(" ")
            if text == mark:
                self.number = number
                if self.next():
                    yield self.slip("markdown-empty-line", mark)
                self.set("fence")
                return
            if text.lstrip(" ").startswith(mark):
                yield Slip("markdown-fence", number, 1, text)
        yield self.slip("markdown-fence", mark + language)
        self.number = len(self.lines)

    def line(self, line: str) -> Iterator[Slip]:
        if not line:
            self.set("blank")
        elif line.startswith("<!--") and COMMENT.fullmatch(line):
            yield from self.comment(line)
        elif line.startswith(" ") or _LIKE_ITEM.match(line):
            yield from self.item(line)
        elif line.startswith("#"):
            yield from self.heading(line)
        elif line.startswith(">"):
            yield from self.quote(line)
        elif line.startswith("|"):
            yield from self.table(line)
        elif _RULE.fullmatch(line):
            if line != "---" or self.last != "blank" or self.next():
                yield self.slip("markdown-rule", line)
            self.set("rule")
        else:
            yield from self.text(line)

    def text(self, line: str) -> Iterator[Slip]:
        """A line of a paragraph."""
        if self.last in _CLOSED:
            yield self.slip("markdown-empty-line", line)
        elif _TABLE.fullmatch(line) and "|" in line:
            yield self.slip("markdown-table", line)
        self.set("text")
        yield from self.inline(line, 1)

    def comment(self, line: str) -> Iterator[Slip]:
        """A part that the page calls for, or a note to writers, which counts as an empty line."""
        if part := PART.fullmatch(line):
            yield self.slip(
                "part", line[part.start("name") : part.end("arguments")], part.start("name") + 1
            )
            if self.last not in ("blank", "part") or (self.next() and not PART.match(self.next())):
                yield self.slip("markdown-part", line)
            self.set("part")
        else:
            yield self.slip("markdown-part" if _CALL.match(line) else "comment", line)
            self.set("blank")

    def heading(self, line: str) -> Iterator[Slip]:
        if not _HEADING.fullmatch(line):
            yield self.slip("markdown-heading", line)
        elif self.last in _CLOSED:
            yield self.slip("markdown-empty-line", line)
        self.set("heading")
        yield from self.inline(line, 1)

    def quote(self, line: str) -> Iterator[Slip]:
        content = line[1:].removeprefix(" ")
        if self.last not in ("blank", "heading", "quote"):
            yield self.slip("markdown-empty-line", line)
        elif _BLOCK.match(content) or (self.last == "blank" and self.before == "quote"):
            yield self.slip("markdown-quote", line)
        self.set("quote")
        yield from self.inline(content, len(line) - len(content) + 1)

    def table(self, line: str) -> Iterator[Slip]:
        """A row of a table: cells between bars. The second sets the columns, a third is there."""
        bars = line.count("|")
        if self.last not in ("blank", "heading", "table"):
            yield self.slip("markdown-empty-line", line)
        elif self.last != "table":
            self.bars = bars
            third = self.lines[self.number + 1 :][:1]
            if not _CELLS.fullmatch(self.next()) or not third or not third[0].startswith("|"):
                yield self.slip("markdown-table", line)
        hidden = any("|" in piece for piece in markdown_inline.hidden(line))
        if bars != self.bars or bars < 2 or not line.endswith("|") or hidden:
            yield self.slip("markdown-table", line)
        self.set("table")
        yield from self.inline(line, 1)

    def item(self, line: str) -> Iterator[Slip]:
        """An item of a list, or a line that belongs to one."""
        content = line.lstrip(" ")
        indent = len(line) - len(content)
        level, item = indent // 4, _ITEM.match(content)
        if indent % 4 or (indent and level > len(self.kinds)):
            yield self.slip("markdown-indent", line)
        elif item or _LIKE_ITEM.match(content):
            yield from self.begun(content, "1" if item and item["mark"] != "-" else "-", level)
        elif level == 0 or _BLOCK.match(content):
            yield self.slip("markdown-list", content, indent + 1)
        if not indent or self.kinds:
            more = not item and self.last in ("blank", "more")
            self.last = self.before = "more" if more else "item"
        start = item.end() if item else 0
        yield from self.inline(content[start:], indent + start + 1)

    def begun(self, content: str, kind: str, level: int) -> Iterator[Slip]:
        """The first line of an item at a level."""
        item = _ITEM.match(content)
        opens = level >= len(self.kinds)
        if self.last not in ("blank", "heading", "item"):
            yield self.slip("markdown-empty-line", content, 4 * level + 1)
        elif (
            not item
            or _BLOCK.match(content, item.end())
            or (opens and kind == "1" and item["mark"] != "1.")
            or (not opens and self.kinds[level] != kind)
        ):
            yield self.slip("markdown-list", content, 4 * level + 1)
        self.kinds = [*self.kinds[:level], kind]

    def inline(self, text: str, column: int) -> Iterator[Slip]:
        """What is not in this form within a line, whose text begins at a column."""
        for key, start, end in markdown_inline.slips(text):
            yield Slip(key, self.number, column + start, text[start:end])
