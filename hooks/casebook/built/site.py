"""A built site: its pages and files, and where an editor finds what led to something on a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from ..pages.page import Page
from ..pages.template import FOLDER
from ..problems.problem import Place
from ..reading.book import Book
from . import html
from .html import Html

BOTH = "404.html"
"""The one page that speaks both languages."""


@dataclass
class Site:
    """A built site in `folder`. `url` is its public address; `edit` the one its edit links begin
    with.
    """

    folder: Path
    book: Book
    made: dict[str, Page]
    """The pages it was made from, by address."""
    url: str
    edit: str
    _resolved: dict[tuple[str, str], tuple[str, str] | None] = field(default_factory=dict)

    @cached_property
    def pages(self) -> dict[str, Html]:
        """The built pages by address."""
        found = {}
        for path in sorted(self.folder.rglob("*.html")):
            file = path.relative_to(self.folder).as_posix()
            url = file.removesuffix("index.html") if path.name == "index.html" else file
            found[url] = html.read(path, url)
        return found

    @cached_property
    def files(self) -> set[str]:
        """Every file of the site by its path."""
        return {
            path.relative_to(self.folder).as_posix()
            for path in self.folder.rglob("*")
            if path.is_file()
        }

    def resolve(self, page: Html, href: str) -> tuple[str, str] | None:
        """The address within the site that a link leads to, and its fragment; None if outside."""
        key = page.url, href
        if key not in self._resolved:
            self._resolved[key] = self._resolve(page, href)
        return self._resolved[key]

    def _resolve(self, page: Html, href: str) -> tuple[str, str] | None:
        base = self.url + ("" if page.url == BOTH else page.url)
        target = urlsplit(urljoin(base, href))
        home = urlsplit(self.url)
        if (target.scheme, target.netloc) != (home.scheme, home.netloc):
            return None
        path = unquote(target.path)
        if not path.startswith(home.path):
            return f"..{path}", ""  # our host, but above the site: no file of ours
        return path.removeprefix(home.path), unquote(target.fragment)

    def place(self, page: Html, text: str) -> Place:
        """Where an editor finds what led to `text` on a page."""
        origins = self.made[page.url].origins if page.url in self.made else ()
        plain = text.rsplit("/", maxsplit=1)[-1].lstrip("#") or text
        for file in [*origins, *(f for f in self.book.documents if f.startswith("data/"))]:
            for wanted in (text, plain):
                for number, line in enumerate(self.book.lines(file), 1):
                    column = line.find(wanted) if wanted else -1
                    if column >= 0:
                        return Place(file, number, column + 1, len(wanted))
        for path in [
            *sorted((self.book.root / "overrides").rglob("*.html")),
            *sorted(FOLDER.rglob("*.j2")),
        ]:
            if path.is_relative_to(self.book.root):
                for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
                    if text in line:
                        file = path.relative_to(self.book.root).as_posix()
                        return Place(file, number, line.find(text) + 1, len(text))
        return Place(origins[0] if origins else "mkdocs.yml")
