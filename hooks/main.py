"""Builds the casebook with MkDocs, and alone imports it. HACKING.md has the table of events.

The package yields pages, each already in one language and named as if it lay in `docs/<lang>/`.
This hook announces the names before the i18n plugin looks (priority 0), fills those that i18n kept
(after its −100), and never asks which language is being built.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, Thread
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

import casebook
from casebook.blocks import Blocks
from casebook.built.site import Site
from casebook.outputs import search
from casebook.outputs.assets import assets
from casebook.outputs.share import Shares
from casebook.problems.language import report, said
from casebook.problems.message import say
from casebook.rules import built

log = get_plugin_logger("casebook")

AFTER_I18N = event_priority(-101)
"""i18n settles the language, and picks its files, at −100."""


@dataclass
class _Now:
    """What one event leaves for the next: MkDocs calls functions, and loads this module once."""

    serving: bool = False
    """Whether this is the preview, which must survive broken data and be quick."""
    sound: bool = False
    """Whether the data passed the checks: the preview goes on without."""
    book: casebook.Book | None = None
    pages: dict[str, casebook.Page] = field(default_factory=dict)
    html: dict[str, tuple[str, str, Any, Any]] = field(default_factory=dict)
    """In the preview, what each Markdown became: HTML, contents, and ids."""
    indexing: Lock = field(default_factory=Lock)


_now = _Now()


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remembers whether this is the preview, which must survive broken data."""
    _now.serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Spares Markdown the HTML of our templates, and keeps the theme to our own frame.

    All languages share one config: assign, once.
    """
    config.theme.dirs = [str(config.theme.custom_dir), config.theme.dirs[-1]]  # the builder's own
    if not any(isinstance(one, Blocks) for one in config.markdown_extensions):
        config.markdown_extensions = [*config.markdown_extensions, Blocks()]  # type: ignore[list-item]
    return config


def on_pre_build(*, config: MkDocsConfig) -> None:
    """Loads and checks everything before anything is written; the other languages reuse it."""
    if _is_inner(config):
        _name_the_ways(config)
        return
    root = Path(config.config_file_path).parent
    book = _now.book = casebook.load(root)
    problems = casebook.check(book)
    stopped = bool(casebook.errors(problems))
    _now.sound = not stopped
    settings = _settings(config)
    if problems and _now.serving and not stopped:
        log.info("%s", report(say("the data has warnings:"), problems, book.lines))
    if not stopped:
        pages = casebook.pages(book, settings)
    elif _now.serving:
        log.error("%s", report(say("the data has problems:"), problems, book.lines))
        pages = casebook.problem_pages(book, settings, problems)
    else:
        raise PluginError(report(say("the data has problems:"), problems, book.lines))
    _now.pages = {page.src_uri: page for page in pages}
    _name_the_ways(config)


def _announce(files: Files, *, config: MkDocsConfig) -> Files:
    """Names the pages that no file in docs/ stands for, while i18n can still sort them; nothing
    that lies beside the templates of the frame is published.
    """
    for file in [file for file in files if file.src_dir != config.docs_dir]:
        files.remove(file)
    for uri in sorted(_now.pages.keys() - files.src_uris.keys()):
        files.append(File(uri, config.docs_dir, config.site_dir, config.use_directory_urls))
    return files


@AFTER_I18N
def _fill(files: Files, *, config: MkDocsConfig) -> Files:
    """Gives the pages of this language their text, and the edit link of what they are made from."""
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
            page.update_date = source.updated
        index = by_uri.get("/".join([*uri.split("/")[:2], "index.md"]))
        if index and page is not index and page.parent is None:
            # Any page will do: the theme only follows the chain of parents up to the tab.
            page.parent = index  # type: ignore[assignment]
    return nav


def on_page_markdown(markdown: str, *, page: Any, config: MkDocsConfig, files: Files) -> str | None:
    """In the preview, keeps Markdown from converting again what it has converted."""
    uri = page.file.src_uri
    if not _now.serving or uri not in _now.pages:
        return None
    if uri in _now.html and _now.html[uri][0] == markdown:
        return ""
    _now.html[uri] = (markdown, "", None, None)
    return None


def on_page_content(html: str, *, page: Any, config: MkDocsConfig, files: Files) -> str | None:
    """Puts in its place what was converted before."""
    markdown, known, toc, ids = _now.html.get(page.file.src_uri, ("", "", None, None))
    if known and not page.markdown:
        page.toc, page.present_anchor_ids = toc, ids
        return known
    if markdown:
        _now.html[page.file.src_uri] = (markdown, html, page.toc, page.present_anchor_ids)
    return None


def on_env(env: Any, *, config: MkDocsConfig, files: Files) -> Any:
    """Lends the theme's templates the interface words, and what each page shows elsewhere."""
    env.globals["label"] = {
        lang: casebook.words(_book(), lang).label for lang in casebook.LANGUAGES
    }
    env.globals["share"] = Shares(_book(), _settings(config), _now.pages if _now.sound else {}).of
    env.globals["lang"] = _language(config)
    env.globals["previewing"] = _now.serving
    return env


@AFTER_I18N
def on_post_build(*, config: MkDocsConfig) -> None:
    """Adds the files that are not pages, and checks the whole site, once both languages are on
    disk, which is in the outer build only.
    """
    if _is_inner(config):
        return
    if _now.sound:
        for asset in assets(_book(), _settings(config)):
            path = Path(config.site_dir, asset.url)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(asset.content)
        _make_searchable(config)
    if _now.serving:
        return
    site = Site(
        Path(config.site_dir),
        _book(),
        {page.url: page for page in _now.pages.values()},
        url=config.site_url or "",
        edit=_edit_base(config),
    )
    if problems := casebook.errors(built.check(site)):
        raise PluginError(report(say("the site has problems:"), problems, _book().lines))


def _make_searchable(config: MkDocsConfig) -> None:
    """Indexes the site: at once in a build, behind the back of the preview, which shows the pages
    seconds earlier so.
    """
    site, book, pages = Path(config.site_dir), _book(), list(_now.pages.values())

    def index() -> None:
        with _now.indexing:  # the last build has the last word
            try:
                search.write(site, book, pages)
            except OSError as error:  # the next build has cleared the folder meanwhile
                log.debug("no search index: %s", error)
            except search.SearchError as error:
                log.warning("%s", said(say("no search index: {reason}", reason=error.args[0])))

    if _now.serving:
        Thread(target=index, name="search index", daemon=True).start()
        return
    try:
        search.write(site, book, pages)
    except (search.SearchError, OSError) as error:
        reason = error.args[0] if isinstance(error, search.SearchError) else error
        failure = say("the search index could not be made: {reason}", reason=reason)
        raise PluginError(said(failure)) from error


def _book() -> casebook.Book:
    """The book that the pages are made from: there is one from `on_pre_build` on."""
    assert _now.book is not None
    return _now.book


def _is_inner(config: MkDocsConfig) -> bool:
    """Whether this is the build of a further language, which i18n runs within the first one."""
    return bool(getattr(config.plugins["i18n"], "building", False))


def _language(config: MkDocsConfig) -> str:
    """The language being built."""
    return str(config.plugins["i18n"].current_language)  # type: ignore[attr-defined]


def _name_the_ways(config: MkDocsConfig) -> None:
    """Says in the language being built what a heading's link and a note's way back are called.

    Assigned, never appended: all languages share one config object.
    """
    words = casebook.words(_book(), _language(config))
    config.mdx_configs["footnotes"] = {"BACKLINK_TITLE": words.label("back-to-note", number="{}")}
    config.mdx_configs["toc"] = {"permalink": "#", "permalink_title": words.label("permalink")}


def _settings(config: MkDocsConfig) -> casebook.Settings:
    figures = Path(config.config_file_path).parent / ".build/figures"
    repository = (config.repo_url or "").rstrip("/")
    form = f"{repository}/issues/new?template=error.yml&where=" if repository else ""
    return casebook.Settings(config.site_url or "", _edit_base(config), form, figures)


def _edit_base(config: MkDocsConfig) -> str:
    """The address below which the repository's files can be edited: `edit_uri` without `docs/`."""
    edit = (config.edit_uri or "").removesuffix("docs/")
    return f"{(config.repo_url or '').rstrip('/')}/{edit}" if config.repo_url else ""
