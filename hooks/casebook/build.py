"""One build of the site, whatever the builder: what is read and made, and what is refused."""

from __future__ import annotations

import gc
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, Timer

from . import outputs
from .built import active
from .outputs import card, pagefind, search
from .pages.context import Context, Settings, contexts
from .pages.links import check
from .pages.page import Page, pages, preview_pages
from .problems.message import RefusedError, say
from .problems.printer import report, text
from .problems.problem import errors
from .reading.loader import Known, load


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
    _known: Known = field(default_factory=dict)
    _clean: dict[str, str] = field(default_factory=dict)
    """The pages of the preview in which nothing was refused, as they were."""
    _finishing: Lock = field(default_factory=Lock)

    def begin(self, root: Path, settings: Settings) -> str:
        """Loads and checks everything below `root`; returns what was reported, or ""."""
        book = load(root, self._known if self.serving else None)
        self.contexts = contexts(book, settings)
        self.pages = {page.src_uri: page for page in pages(self.contexts)}
        release = "CASEBOOK_RELEASE" in os.environ
        problems = [*check(book, self.pages, release=release), *card.check(book)]
        self.sound = not errors(problems)
        self.problems = {}
        if not self.sound:
            shown = preview_pages(self.contexts, problems)
            self.pages = {page.src_uri: page for page in shown}
            self.problems = {lang: text(problems, book.lines, lang) for lang in self.contexts}
        key = "data-has-warnings" if self.sound else "data-has-problems"
        return report(say(key), problems, book.lines) if problems else ""

    def refused(self, src_uri: str, html: str) -> str:
        """What is active or foreign on a page as it was built, or ""."""
        if self._clean.get(src_uri) == html:
            return ""
        page = self.pages[src_uri]
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
            Timer(0.5, self._finish_preview, (site,)).start()
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

    def _finish_preview(self, site: Path) -> None:
        with self._finishing:  # the last build has the last word
            try:
                if self.sound:
                    self._write(site)
            except RefusedError:
                pass  # mostly, the next build has cleared the folder meanwhile
            gc.collect()
