"""One build of the site, whatever the builder: what is read and made, and what is refused."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, Timer
from typing import Any

from . import outputs
from .built import active
from .built.preview import Rest
from .outputs import card, pagefind, search
from .pages.context import Context, Settings, contexts, templates_edited
from .pages.links import check
from .pages.page import PROBLEMS, Page, pages, preview_pages
from .problems.message import RefusedError, say
from .problems.printer import report, text
from .problems.problem import errors
from .reading.book import Book
from .reading.loader import Known, load
from .rules import Renewal


@dataclass
class Build:
    """What one event of the builder leaves for the next.

    `serving` tells the preview, which must survive broken data and many builds. `sound` says
    whether the data passed the checks; the preview goes on without, shows what is wrong, and keeps
    the pages that can be made.
    """

    serving: bool = False
    sound: bool = False
    contexts: Mapping[str, Context] = field(default_factory=dict)
    pages: Mapping[str, Page] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)
    """What the preview shows above each page, by language, while data is broken."""
    again: Callable[[], object] = lambda: None
    """Asks the builder of the preview to build once more."""
    _known: Known = field(default_factory=dict)
    _from: tuple[Mapping[str, Any], Any] = ({}, None)
    """What the last build was made from: its documents, and all else that pages show."""
    _rest: Rest = field(default_factory=Rest)
    _renewal: Renewal = field(default_factory=Renewal)
    _clean: dict[str, str] = field(default_factory=dict)
    """The pages of the preview in which nothing was refused, as they were."""
    _finishing: Lock = field(default_factory=Lock)

    def begin(self, root: Path, settings: Settings) -> str:
        """Loads and checks everything below `root`; returns what was reported, or ""."""
        book = load(root, self._known if self.serving else None)
        self.contexts = contexts(book, settings)
        self.pages = {page.src_uri: page for page in pages(self.contexts)}
        release, renewal = "CASEBOOK_RELEASE" in os.environ, None
        if self.serving:
            renewal = self._renewal
            renewal.changed = self._changed(book, settings)
            self._rest.spare(self.pages.values(), renewal.changed)
        found = check(book, self.pages, release=release, renewal=renewal)
        problems = [*found, *card.check(book)]
        self.sound = not errors(problems)
        self.problems = {}
        if not self.sound:
            shown = preview_pages(self.contexts, self.pages.values(), problems)
            self.pages = {page.src_uri: page for page in shown}
            self.problems = {lang: text(problems, book.lines, lang) for lang in self.contexts}
        key = "data-has-warnings" if self.sound else "data-has-problems"
        return report(say(key), problems, book.lines) if problems else ""

    def _changed(self, book: Book, settings: Settings) -> set[str] | None:
        """The files of the book that are others than they were at the last build; None where more
        than files may be.
        """
        before, was = self._from
        now, self._from = book.documents, (book.documents, (settings, templates_edited()))
        if was != self._from[1]:
            return None
        return {file for file in before.keys() | now if before.get(file) is not now.get(file)}

    def refused(self, src_uri: str, html: str) -> str:
        """What is active or foreign on a page as it was built, or ""."""
        if self._clean.get(src_uri) == html:
            return ""
        page = self.pages.get(src_uri)
        if page is None:  # written while this build went on: the next one has it
            return ""
        lines = page.context.edition.book.lines
        if problems := sorted(active.check(html, page, lines)):
            return report(say("site-has-problems"), problems, active.lines(html, lines))
        if self.serving:
            self._clean[src_uri] = html
        return ""

    def finish(self, site: Path) -> None:
        """Adds the files that are not pages. Raises RefusedError, but for the preview: its pages
        are on the screen seconds earlier than what only they lead to.
        """
        for page in self.pages.values() if self.sound else ():
            if not (site / page.url / "index.html").is_file():
                raise RefusedError(say("page-not-built", page=page.url))
        if self.serving:
            shown = self.pages.values()
            self._rest.take(page for page in shown if page.template != PROBLEMS)
            Timer(0.5, self._finish_preview, (site, self.pages, self._rest.turn)).start()
        else:
            self._write(site)

    def _write(self, site: Path) -> None:
        made = list(self.pages.values())
        try:
            outputs.write(site, self.contexts, made)
            search.write(site, made)
        except (pagefind.SearchError, OSError) as error:
            reason = error.args[0] if isinstance(error, pagefind.SearchError) else error
            raise RefusedError(say("search-index-failed", reason=reason)) from error

    def _finish_preview(self, site: Path, pages: Mapping[str, Page], turn: int) -> None:
        made = list(pages.values())
        with self._finishing:  # the last build has the last word
            # What fails here mostly does because the next build has cleared the folder.
            with suppress(pagefind.SearchError, OSError):
                if self.sound:
                    outputs.write(site, self.contexts, made)
                if self._rest.catch_up(pages, turn):
                    self.again()
                elif self.sound and self._rest.turn == turn:
                    search.write(site, made)
            gc.collect()
