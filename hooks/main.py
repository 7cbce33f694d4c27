"""Builds the casebook with MkDocs, and alone imports it. HACKING.md has the table of events.

The package yields pages, each already in one language and named as if it lay in `docs/<lang>/`.
This hook announces the names before the i18n plugin looks (priority 0), fills those that i18n kept
(after its −100), and never asks which language is being built, but for the words of the frame.
"""

from __future__ import annotations

import gc
import os
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Lock, Timer
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

import casebook
from casebook import outputs
from casebook.blocks import Blocks
from casebook.built import active, preview
from casebook.outputs import card, pagefind, search
from casebook.outputs.schema_org import linked_data
from casebook.outputs.share import Share
from casebook.problems.message import say
from casebook.problems.printer import localized, report

log = get_plugin_logger("casebook")
AFTER_I18N = event_priority(-101)  # i18n settles the language, and picks its files, at −100


@dataclass
class _Now:
    """What one event leaves for the next: MkDocs calls functions, and loads this module once."""

    serving: bool = False
    book: casebook.Book | None = None
    contexts: dict[str, casebook.Context] = field(default_factory=dict)
    pages: dict[str, casebook.Page] = field(default_factory=dict)
    assets: set[str] = field(default_factory=set)
    sound: bool = False
    """Whether the data passed the checks: the preview goes on without."""
    finishing: Lock = field(default_factory=Lock)


_now = _Now()


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remembers whether this is the preview, which must survive broken data and many builds."""
    _now.serving = command == "serve"
    if not _now.serving:
        gc.disable()  # a twentieth of one build, for 25 MB


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Spares Markdown the HTML of our templates, and keeps the theme to our own frame.

    All languages share one config: assign, once.
    """
    config.theme.dirs = [str(config.theme.custom_dir), config.theme.dirs[-1]]  # the builder's own
    if not any(isinstance(extension, Blocks) for extension in config.markdown_extensions):
        config.markdown_extensions = [*config.markdown_extensions, Blocks()]  # type: ignore[list-item]
    if _now.serving and not _now.book and (taken := preview.taken(*config.dev_addr)):
        raise PluginError(localized(taken))
    return config


@AFTER_I18N
def on_pre_build(*, config: MkDocsConfig) -> None:
    """Loads and checks everything before anything is written; the other languages reuse it."""
    if not _is_inner(config):
        book = _now.book = casebook.load(Path(config.config_file_path).parent)
        settings = casebook.Settings.of(
            config.site_url or "", config.repo_url or "", config.edit_uri or ""
        )
        _now.contexts = casebook.contexts(book, settings)
        _now.pages = {page.src_uri: page for page in casebook.pages(_now.contexts)}
        release = "CASEBOOK_RELEASE" in os.environ
        problems = [*casebook.check(book, _now.pages, release=release), *card.check(book)]
        _now.sound = not casebook.errors(problems)
        if not _now.sound and not _now.serving:
            raise PluginError(report(say("data-has-problems"), problems, book.lines))
        if not _now.sound:
            log.error("%s", report(say("data-has-problems"), problems, book.lines))
            shown = casebook.problem_pages(_now.contexts, problems)
            _now.pages = {page.src_uri: page for page in shown}
        elif problems and _now.serving:
            log.info("%s", report(say("data-has-warnings"), problems, book.lines))
    words = casebook.words(_book(), _language(config))
    config.mdx_configs["footnotes"] = {"BACKLINK_TITLE": words.label("back-to-note", number="{}")}
    config.mdx_configs["toc"] = {"permalink": "#", "permalink_title": words.label("permalink")}


def _announce(files: Files, *, config: MkDocsConfig) -> Files:
    """Names the pages that no file in docs/ stands for, while i18n can still sort them; nothing
    that lies beside the templates of the frame is published.
    """
    for file in [file for file in files if file.src_dir != config.docs_dir]:
        files.remove(file)
    _now.assets = {uri for uri in files.src_uris if uri.startswith("assets/")}
    for uri in sorted(_now.pages.keys() - files.src_uris.keys()):
        files.append(File(uri, config.docs_dir, config.site_dir, config.use_directory_urls))
    return files


@AFTER_I18N
def _fill(files: Files, *, config: MkDocsConfig) -> Files:
    """Gives the pages of this language their text, and the edit link of what they are made from.

    i18n leaves assets to the first language; they lie in one place, and every page may show them.
    """
    for uri in sorted(_now.assets - files.src_uris.keys()):
        files.append(File(uri, config.docs_dir, config.site_dir, config.use_directory_urls))
    for page in _now.pages.values():
        if file := files.src_uris.get(page.src_uri):
            file.content_string = page.markdown
            file.edit_uri = f"../{page.origins[0]}"  # relative to docs/
    return files


on_files = CombinedEvent(_announce, _fill)


def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
    """Lights up the tab of a folder on each page in it, and dates every page by its data."""
    by_uri = {file.src_uri: file.page for file in files.documentation_pages() if file.page}
    for uri, page in by_uri.items():
        source = _now.pages.get(uri)
        if source and source.updated:
            # As far as the time of a file can reach, which the sitemap is given.
            page.update_date = min(max(source.updated, "1970-01-02"), "2099-12-31")
        index = by_uri.get("/".join([*uri.split("/")[:2], "index.md"]))
        if index and page is not index and page.parent is None:
            # Any page will do: the frame only follows the chain of parents up to the tab.
            page.parent = index  # type: ignore[assignment]
    return nav


def on_env(env: Any, *, config: MkDocsConfig, files: Files) -> Any:
    """Gives the frame the interface words, and what each page shows elsewhere."""
    words = {lang: casebook.words(_book(), lang).label for lang in casebook.LANGUAGES}
    share = partial(Share.of, _now.pages if _now.sound else {})
    env.globals |= {"share": share, "linked_data": linked_data}
    env.globals |= {"lang": _language(config), "label": words, "previewing": _now.serving}
    return env


def on_post_page(output: str, *, page: Any, config: MkDocsConfig) -> str:
    """Refuses active content; the preview shows the refusal in place of the page."""
    source = _now.pages[page.file.src_uri]
    problems = sorted(active.check(output, source, _book().lines))
    if not problems:
        return output
    message = report(say("site-has-problems"), problems, active.lines(output, _book().lines))
    if not _now.serving:
        raise PluginError(message)
    log.error("%s", message)
    return preview.refusal(message)


@AFTER_I18N
def on_post_build(*, config: MkDocsConfig) -> None:
    """Adds the files that are not pages once both languages are on disk, in the outer build."""
    if _is_inner(config) or not _now.sound:
        return
    site, pages = Path(config.site_dir), list(_now.pages.values())
    if missing := [page for page in pages if not (site / page.url / "index.html").is_file()]:
        raise PluginError(localized(say("page-not-built", page=missing[0].url)))
    if _now.serving:  # pages are on the screen seconds earlier than what only they lead to
        Timer(0.5, _finish, (site, pages)).start()
    else:
        _finish(site, pages)


def _finish(site: Path, pages: list[casebook.Page]) -> None:
    try:
        with _now.finishing:  # the last build has the last word
            outputs.write(site, _now.contexts, pages)
            search.write(site, pages)
    except (pagefind.SearchError, OSError) as error:
        reason = error.args[0] if isinstance(error, pagefind.SearchError) else error
        failure = localized(say("search-index-failed", reason=reason))
        if not _now.serving:
            raise PluginError(failure) from error
        log.debug("%s", failure)  # mostly, the next build has cleared the folder meanwhile


def _book() -> casebook.Book:
    """The book that the pages are made from: there is one from `on_pre_build` on."""
    assert _now.book is not None
    return _now.book


def _is_inner(config: MkDocsConfig) -> bool:
    """Whether this is the build of a further language, which i18n runs within the first one."""
    return bool(getattr(config.plugins["i18n"], "building", False))


def _language(config: MkDocsConfig) -> str:
    return str(config.plugins["i18n"].current_language)  # type: ignore[attr-defined]
