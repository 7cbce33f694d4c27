"""What our pages ask of the builder's Markdown besides its own extensions.

Whole HTML elements are set aside before Markdown reads a page.
Most of a case page is HTML from our templates. Markdown's own parser walks through raw HTML by
character, and the builder's does so once more; the two took two thirds of the conversion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

_OPEN = re.compile(r"<(dl|div|details|figure|footer|form|ol|p|section|table|ul)(?=[\s>])")
_FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
PRIORITY = 26
"""Before the builder's own reader of raw HTML (21.5) and Markdown's (20), and after whitespace is
put in order (30), which would take the marks away that the elements leave behind."""
LAST = 4
"""After the links of headings were made (5)."""


class Blocks(Extension):
    """The extension, for the builder's list."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Puts both in their places."""
        md.preprocessors.register(_Reader(md), "casebook-blocks", PRIORITY)
        md.treeprocessors.register(_Anchors(md), "casebook-anchors", LAST)


class _Anchors(Treeprocessor):
    """Keeps the link of a heading out of the heading's name, and out of the way of the Tab key."""

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            if link.get("class") == "headerlink":
                link.set("aria-hidden", "true")
                link.set("tabindex", "-1")


class _Reader(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        stash: Any = self.md.htmlStash
        out: list[str] = []
        for chunk, whole in elements(lines):
            out += ["", stash.store("\n".join(chunk)), ""] if whole else chunk
        return out


def elements(lines: list[str]) -> Iterator[tuple[list[str], bool]]:
    """The lines in pieces, each with whether it is one whole element.

    An element begins at the start of a line after an empty one and ends where its tags balance, at
    the end of a line. What never balances, and everything in fenced code, stays as it is.
    """
    index, empty, fence = 0, True, ""
    while index < len(lines):
        line = lines[index]
        if mark := _FENCE.match(line):
            if not fence:
                fence = mark[1]
            elif mark[1].startswith(fence):
                fence = ""
        opened = _OPEN.match(line) if empty and not fence else None
        end = _end(lines, index, opened[1]) if opened else 0
        yield lines[index : end or index + 1], bool(end)
        empty = not line.strip() or bool(end)
        index = end or index + 1


def _end(lines: list[str], start: int, tag: str) -> int:
    """The index after the line that closes the element begun at `start`; 0 if none does."""
    tags = re.compile(rf"<(/?){tag}(?=[\s>])[^<>]*>")
    depth = 0
    for index in range(start, len(lines)):
        for match in tags.finditer(lines[index]):
            depth += -1 if match[1] else 1
            if depth == 0:
                return index + 1 if not lines[index][match.end() :].strip() else 0
    return 0
