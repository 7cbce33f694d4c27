"""Reads a built page: its language, ids, links, and whatever the browser would fetch or run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import lxml.html
from lxml.etree import ParserError

_FETCHED = {
    ("img", "src"), ("script", "src"), ("iframe", "src"), ("source", "src"), ("video", "src"),
    ("audio", "src"), ("embed", "src"), ("object", "data"), ("input", "src"), ("use", "href"),
    ("image", "href"),
}  # fmt: skip
_FETCHED_RELS = {
    "stylesheet",
    "icon",
    "preload",
    "prefetch",
    "modulepreload",
    "manifest",
    "preconnect",
}
_LINKS = {("a", "href"), ("area", "href"), ("form", "action")}
_SCRIPT_SCHEMES = ("javascript:", "vbscript:", "data:text/html")


@dataclass(frozen=True, slots=True)
class Link:
    """An address in a page: `rel` is that of a link element, `hreflang` its or an anchor's."""

    href: str
    element: str
    rel: str = ""
    hreflang: str = ""
    fetched: bool = False


@dataclass(slots=True)
class Html:
    """One built page; `url` is its address relative to the site's root."""

    url: str
    lang: str = ""
    title: str = ""
    description: str = ""
    ids: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    active: list[str] = field(default_factory=list)
    """Event handlers and script addresses: nothing of the kind belongs in a page."""

    @property
    def alternates(self) -> dict[str, str]:
        """The addresses of the page in each language, by language tag."""
        return {
            one.hreflang: one.href
            for one in self.links
            if one.element == "link" and one.rel == "alternate" and one.hreflang
        }

    def rel(self, rel: str) -> str:
        """The address of the first link element of one relation, or ""."""
        return next(
            (one.href for one in self.links if one.element == "link" and one.rel == rel), ""
        )


def read(path: Path, url: str) -> Html:
    """Reads the built page at `path`."""
    page = Html(url)
    try:
        tree = lxml.html.document_fromstring(path.read_bytes().decode("utf-8"))
    except ParserError:  # an empty file
        return page
    page.lang = tree.get("lang") or ""
    page.title = " ".join((tree.findtext(".//title") or "").split())
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        attributes = {str(key): str(value) for key, value in element.attrib.items()}
        if id := attributes.get("id"):
            page.ids.append(id)
        if element.tag == "meta" and attributes.get("name") == "description":
            page.description = attributes.get("content", "")
        page.links.extend(_links(element.tag, attributes))
        page.active.extend(_active(element.tag, attributes))
    return page


def _links(tag: str, attributes: dict[str, str]) -> Iterator[Link]:
    hreflang = attributes.get("hreflang", "")
    if tag == "link" and "href" in attributes:
        for rel in attributes.get("rel", "").split() or [""]:
            yield Link(attributes["href"], tag, rel, hreflang, fetched=rel in _FETCHED_RELS)
    for name, value in attributes.items():
        local = name.rpartition("}")[2].rpartition(":")[2]
        if (tag, local) in _LINKS:
            yield Link(value, tag, attributes.get("rel", ""), hreflang)
        elif (tag, local) in _FETCHED:
            yield Link(value, tag, fetched=True)
    for part in attributes.get("srcset", "").split(",") if "srcset" in attributes else ():
        yield Link(part.strip().split(" ")[0], tag, fetched=True)


def _active(tag: str, attributes: dict[str, str]) -> Iterator[str]:
    for name, value in attributes.items():
        if name.lower().startswith("on"):
            yield f"{tag} {name}"
        elif "".join(value.split()).lower().startswith(_SCRIPT_SCHEMES):
            yield f"{tag} {name}={value}"
    if tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
        yield "meta refresh"
    if tag == "base":
        yield "base"
