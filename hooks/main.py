"""Builds the casebook with MkDocs, and alone imports it. HACKING.md has the table of events.

The package yields pages, each already in one language and named as if it lay in `docs/<lang>/`.
This hook announces the names before the i18n plugin looks (priority 0), fills those that i18n kept
(after its −100), and never asks which language is being built.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

import casebook
from casebook.rules import built
from casebook.site import Site

log = get_plugin_logger("casebook")

AFTER_I18N = event_priority(-101)
"""i18n settles the language, and picks its files, at −100."""

_pages: dict[str, casebook.Page] = {}
_book: list[casebook.Book] = []
_serving = False
_sound = False
"""Whether the data passed the checks: the preview goes on without."""


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remembers whether this is the preview, which must survive broken data."""
    global _serving
    _serving = command == "serve"


def on_pre_build(*, config: MkDocsConfig) -> None:
    """Loads and checks everything before anything is written; the other languages reuse it."""
    # i18n leaves the alternates of the last page behind as an attribute, and the next language's
    # 404 page would show them.
    vars(config.extra).pop("alternate", None)
    if _is_inner(config):
        _name_the_ways(config)
        return
    global _sound
    root = Path(config.config_file_path).parent
    book = casebook.load(root)
    problems = casebook.check(book)
    _sound = not problems
    settings = _settings(config)
    if not problems:
        pages = casebook.pages(book, settings)
    elif _serving:
        report = casebook.report(problems, book.lines)
        log.error("the data has problems:\n\n%s", report)
        pages = casebook.problem_pages(book, settings, report)
    else:
        raise PluginError("the data has problems:\n\n" + casebook.report(problems, book.lines))
    _pages.clear()
    _pages.update((page.src_uri, page) for page in pages)
    _book[:] = [book]
    _name_the_ways(config)


def _announce(files: Files, *, config: MkDocsConfig) -> Files:
    """Names the pages that no file in docs/ stands for, while i18n can still sort them."""
    for uri in _pages.keys() - files.src_uris.keys():
        files.append(File(uri, config.docs_dir, config.site_dir, config.use_directory_urls))
    return files


@AFTER_I18N
def _fill(files: Files, *, config: MkDocsConfig) -> Files:
    """Gives the pages of this language their text, and the edit link of what they are made from."""
    for page in _pages.values():
        if file := files.src_uris.get(page.src_uri):
            file.content_string = page.markdown
            file.edit_uri = f"../{page.origins[0]}"  # relative to docs/
    return files


on_files = CombinedEvent(_announce, _fill)


def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
    """Lights up the tab of a folder on each page in it, and dates every page by its data."""
    by_uri = {file.src_uri: file.page for file in files.documentation_pages() if file.page}
    for uri, page in by_uri.items():
        source = _pages.get(uri)
        if source and source.updated:
            page.update_date = source.updated
        index = by_uri.get("/".join([*uri.split("/")[:2], "index.md"]))
        if index and page is not index and page.parent is None:
            # Any page will do: the theme only follows the chain of parents up to the tab.
            page.parent = index  # type: ignore[assignment]
    return nav


def on_env(env: Any, *, config: MkDocsConfig, files: Files) -> Any:
    """Lends the theme's templates the interface words."""
    env.globals["label"] = {
        lang: casebook.words(_book[0], lang).label for lang in casebook.LANGUAGES
    }
    return env


@AFTER_I18N
def on_post_build(*, config: MkDocsConfig) -> None:
    """Adds the files that are not pages, and checks the whole site, once both languages are on
    disk, which is in the outer build only.
    """
    if _is_inner(config):
        return
    if _sound:
        for asset in casebook.assets(_book[0], _settings(config)):
            path = Path(config.site_dir, asset.url)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(asset.content)
    if _serving:
        return
    site = Site(
        Path(config.site_dir),
        _book[0],
        {page.url: page for page in _pages.values()},
        url=config.site_url or "",
        edit=_edit_base(config),
    )
    if problems := built.check(site):
        raise PluginError("the site has problems:\n\n" + casebook.report(problems, _book[0].lines))


def _is_inner(config: MkDocsConfig) -> bool:
    """Whether this is the build of a further language, which i18n runs within the first one."""
    return bool(getattr(config.plugins["i18n"], "building", False))


def _name_the_ways(config: MkDocsConfig) -> None:
    """Says in the language being built what a heading's link and a note's way back are called.

    Assigned, never appended: all languages share one config object.
    """
    words = casebook.words(_book[0], str(config.theme["language"]))
    config.mdx_configs["footnotes"] = {"BACKLINK_TITLE": words.label("back-to-note", number="{}")}
    config.mdx_configs["toc"] = {"permalink": "#", "permalink_title": words.label("permalink")}


def _settings(config: MkDocsConfig) -> casebook.Settings:
    return casebook.Settings(url=config.site_url or "", edit=_edit_base(config))


def _edit_base(config: MkDocsConfig) -> str:
    """The address below which the repository's files can be edited: `edit_uri` without `docs/`."""
    edit = (config.edit_uri or "").removesuffix("docs/")
    return f"{(config.repo_url or '').rstrip('/')}/{edit}" if config.repo_url else ""
