"""What only the preview needs: a free port, a page that says why it is not shown, pages that were
converted before, and pages that a save leaves for later.
"""

from __future__ import annotations

import socket
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from threading import Lock
from typing import Any

from ..pages.context import environment
from ..pages.page import Page
from ..problems.message import Message, say


def taken(host: str, port: int) -> Message | None:
    """Says that somebody else has the port, and which to ask for; None while it is free."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError:
            return say("port-taken", port=port, next=port + 1)
    return None


def refusal(text: str) -> str:
    """A page that shows a text and nothing else: its frame may be at fault."""
    return environment().get_template("refusal.html.j2").render(text=text)


def key(file: Any, config: Any, files: Any) -> Hashable:
    """All that the HTML of a page follows from: its Markdown, the words that the builder's Markdown
    adds, and the names of the files that links may lead to.
    """
    return file.content_string, str(config.mdx_configs), frozenset(files.src_uris)


@dataclass(frozen=True, slots=True)
class Converted:
    """What the builder made of the Markdown of a page, under the names of the builder's own page;
    the files that links lead to by their name, since every build has files of its own.
    """

    key: Hashable
    html: str
    facts: Mapping[str, Any]
    links: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, html: str, page: Any, config: Any, files: Any) -> Converted:
        """What was made of `page`."""
        names = ("toc", "present_anchor_ids", "_title_from_render")
        facts = {name: getattr(page, name) for name in names}
        links = {file.src_uri: found for file, found in (page.links_to_anchors or {}).items()}
        return cls(key(page.file, config, files), html, facts, links)

    def give(self, page: Any, files: Any) -> str:
        """Makes `page` what it was; returns its HTML."""
        for name, value in self.facts.items():
            setattr(page, name, value)
        page.links_to_anchors = {files.src_uris[uri]: found for uri, found in self.links.items()}
        return self.html


@dataclass
class Rest:
    """The pages that the files of a save do not concern: they keep their Markdown until a thread
    has made them anew and, where any came out otherwise, the builder builds once more. So what
    somebody writes is on the screen first, and in the end every page is as a new preview makes it.
    """

    turn: int = 0
    """Counts the builds: a thread that began in an earlier one writes nothing more."""
    _made: dict[str, str] = field(default_factory=dict)
    _behind: set[str] = field(default_factory=set)
    _lock: Lock = field(default_factory=Lock)

    def spare(self, pages: Collection[Page], changed: Collection[str] | None) -> None:
        """Gives each page its Markdown that the `changed` files do not concern. Where they are not
        known, or one of them is not that of any page, all pages are to be made.
        """
        now = _concerned(pages, changed) if changed is not None else None
        with self._lock:
            self.turn += 1
            if now is None:
                self._made.clear()
            elif changed:
                self._behind |= self._made.keys()
            for page in pages:
                if now and page.src_uri in now:
                    self._made.pop(page.src_uri, None)
                elif page.src_uri in self._made:
                    page.keep(self._made[page.src_uri])

    def take(self, pages: Iterable[Page]) -> None:
        """Takes the Markdown of the pages that were built; all others are forgotten."""
        with self._lock:
            made = {page.src_uri: page.markdown for page in pages}
            self._behind &= made.keys() & self._made.keys()
            self._made = made

    def catch_up(self, pages: Mapping[str, Page], turn: int) -> bool:
        """Makes the pages that are behind; whether the site is to be built once more. Stops where
        another build has begun, whose own turn will come.
        """
        differ = False
        for src_uri in sorted(self._behind & pages.keys()):
            text = _markdown(replace(pages[src_uri]))
            with self._lock:
                if turn != self.turn:
                    return False
                differ |= text != self._made.pop(src_uri, None)
                if text is not None:
                    self._made[src_uri] = text
                self._behind.discard(src_uri)
        return differ


def _concerned(pages: Collection[Page], changed: Collection[str]) -> set[str] | None:
    """The pages that the files are the origin of, or that are about the case whose name a file has;
    None where there is a file without such a page, unless it is gone.
    """
    found = {
        (page.src_uri, file)
        for page in pages
        for file in changed
        if file in page.origins or (page.case and page.case.id == PurePath(file).stem)
    }
    book = next((page.context.edition.book for page in pages), None)
    here = {file for file in changed if book and file in book.documents}
    known = {file for _, file in found}
    return {src_uri for src_uri, _ in found} if known >= here else None


def _markdown(page: Page) -> str | None:
    try:
        return page.markdown
    except Exception:  # noqa: BLE001 -- whatever broken data makes a template stumble over
        return None
