"""Cuts a built page into passages: what lies between one address within the page and the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import lxml.html

IGNORED = "data-pagefind-ignore"
"""The attribute that keeps an element out of the search: what only repeats another place, and lists
that would drown it. The name is Pagefind's own."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ITEMS = frozenset({"li", "div", "dt", "tr", "figure"})
"""What begins a passage of its own if it has an id: a claim, a source, a term, a tag."""
_BLOCKS = _HEADINGS | _ITEMS | {
    "article", "blockquote", "br", "caption", "dd", "dl", "figcaption", "figure", "footer", "ol",
    "p", "pre", "section", "summary", "table", "td", "th", "ul",
}  # fmt: skip
WHOLE = "data-passage"
"""The attribute of an element that is one passage with all that it holds: items of a long list have
addresses of their own, but as passages they would weigh on every search."""
_SILENT = frozenset({
    "button", "dialog", "form", "nav", "noscript", "script", "select", "style", "sup", "svg",
    "template",
})  # fmt: skip
_SILENT_CLASSES = frozenset({"cb-back", "cb-cite", "cb-key", "cb-refs", "footnote", "headerlink"})
"""What only points elsewhere (marks in the text, ways back, the notes at the foot of a page), and
the key of a drawing."""


@dataclass(slots=True, eq=False)
class Passage:
    """A part of a page. `id` is its address within the page, "" at the top; `title` is the heading
    it begins with, "" for an item of a list; `under` the heading that it stands below, if any.
    """

    id: str
    title: str
    under: str = ""
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The whole text on one line; blocks without punctuation at their end are kept apart."""
        text = ""
        for line in self.lines:
            text += ("" if not text else " " if text[-1] in ".!?。！？" else " / ") + line
        return text


def read(path: Path) -> list[Passage]:
    """The passages of the built page at `path`, in their order: its top, and those with a text.

    Everything outside the page's `<article>` is its frame.
    """
    tree = lxml.html.document_fromstring(path.read_bytes().decode("utf-8"))
    reader = _Reader()
    for article in tree.iter("article"):
        reader.walk(article)
        break
    return [passage for passage in reader.passages if passage.lines or not passage.id]


class _Reader:
    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self.open: list[Passage] = []
        """The section being read, and in it the item."""
        self.line = ""
        self.whole = False
        """Whether what is being read belongs to a passage that is cut no further."""
        self.name: lxml.html.HtmlElement | None = None
        """The term that is the title of the item being read."""

    def walk(self, element: lxml.html.HtmlElement) -> None:
        if not isinstance(element.tag, str) or element is self.name:
            return
        if element.tag == "svg":
            self.describe(element)
        if _silent(element):
            return
        if element.tag in _HEADINGS and (element.tag == "h1" or element.get("id")):
            self.begin_section(element)
            return
        whole = WHOLE in element.attrib
        begins = (whole or element.tag in _ITEMS) and element.get("id") and not self.whole
        item = self.begin_item(element) if begins else None
        before, self.whole = self.whole, self.whole or whole
        block = element.tag in _BLOCKS
        if block:
            self.end_line()
        self.line += element.text or ""
        for child in element:
            self.walk(child)
            self.line += child.tail or ""
        if block:
            self.end_line()
        self.whole = before
        if item and item in self.open:  # and no heading within it has begun a section
            self.open.remove(item)

    def begin_section(self, heading: lxml.html.HtmlElement) -> None:
        self.end_line()
        id = "" if heading.tag == "h1" else str(heading.get("id"))
        self.passages.append(Passage(id, _title(heading)))
        self.open = self.passages[-1:]

    def begin_item(self, item: lxml.html.HtmlElement) -> Passage:
        self.end_line()
        under = (self.open[0].title or self.open[0].under) if self.open else ""
        self.name = item.find("dt")
        title = _title(self.name) if self.name is not None else ""
        passage = Passage(str(item.get("id")), title, under)
        self.passages.append(passage)
        self.open.append(passage)
        return passage

    def describe(self, drawing: lxml.html.HtmlElement) -> None:
        """Takes down what a drawing says in words beyond its caption, once: it is drawn for two
        widths.
        """
        words = " ".join((drawing.findtext("desc") or "").split())
        self.end_line()
        for line in self.open[-1].lines if self.open else ():
            words = words.replace(line, "").strip()
        self.line = words
        self.end_line()

    def end_line(self) -> None:
        line = " ".join(self.line.split())
        self.line = ""
        if line and self.open:
            self.open[-1].lines.append(line)


def _silent(element: lxml.html.HtmlElement) -> bool:
    return (
        element.tag in _SILENT
        or IGNORED in element.attrib
        or "hidden" in element.attrib
        or element.get("aria-hidden") == "true"
        or not _SILENT_CLASSES.isdisjoint(str(element.get("class", "")).split())
    )


def _title(element: lxml.html.HtmlElement) -> str:
    """The text of a heading or term, without the id behind a term of the codebook."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: lxml.html.HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag != "code" and not _silent(child):
            yield from _texts(child)
        yield child.tail or ""
