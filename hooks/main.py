"""Builds the casebook with MkDocs, and alone imports it. HACKING.md has the table of events.

The package yields pages, each already in one language and named as if it lay in `docs/<lang>/`.
This hook announces the names before the i18n plugin looks (priority 0), fills those that i18n kept
(after its −100), and never asks which language is being built, but for the words of the frame.
"""

from __future__ import annotations

import gc
import re
import time
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.toc import AnchorLink

from casebook.blocks import Blocks
from casebook.build import Build
from casebook.built import preview
from casebook.method.wording import bcp47
from casebook.outputs.schema_org import linked_data
from casebook.outputs.share import Share
from casebook.pages.context import Settings
from casebook.problems.message import RefusedError
from casebook.problems.printer import localized

log = get_plugin_logger("casebook")
AFTER_I18N = event_priority(-101)  # i18n settles the language, and picks its files, at −100

_HEADING = re.compile(r'<h2 id="([^"]+)">(.*?)(?:<a class="headerlink"[^<]*</a>)?</h2>')

_build = Build()
"""What lasts between events: MkDocs calls functions, and loads this module once."""
_assets: set[str] = set()
_converted: dict[str, preview.Converted] = {}


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remembers whether this is the preview, which collects its garbage between two builds."""
    _build.serving = command == "serve"
    gc.disable()  # a twentieth of a build, for 25 MB


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Spares Markdown the HTML of our templates, and keeps the theme to our own frame.

    All languages share one config: assign, once.
    """
    config.theme.dirs = [str(config.theme.custom_dir), config.theme.dirs[-1]]  # the builder's own
    if not any(isinstance(extension, Blocks) for extension in config.markdown_extensions):
        config.markdown_extensions = [*config.markdown_extensions, Blocks()]  # type: ignore[list-item]
    if _build.serving and not _build.pages and (taken := preview.taken(*config.dev_addr)):
        raise PluginError(localized(taken))
    return config


@AFTER_I18N
def on_pre_build(*, config: MkDocsConfig) -> None:
    """Loads and checks everything before anything is written; the other languages reuse it."""
    if not _is_inner(config):
        addresses = (config.site_url, config.repo_url, config.edit_uri)
        settings = Settings.of(*(address or "" for address in addresses))
        report = _build.begin(Path(config.config_file_path).parent, settings)
        if not _build.sound:
            _refuse(report)
        elif report and _build.serving:
            log.info("%s", report)
    label = _build.contexts[_language(config)].words.label
    config.mdx_configs["footnotes"] = {"BACKLINK_TITLE": label("back-to-note", number="{}")}
    config.mdx_configs["toc"] = {"permalink": "#", "permalink_title": label("permalink")}


def _announce(files: Files, *, config: MkDocsConfig) -> Files:
    """Names the pages that no file in docs/ stands for, while i18n can still sort them; nothing
    that lies beside the templates of the frame is published.
    """
    for file in [file for file in files if file.src_dir != config.docs_dir]:
        files.remove(file)
    _assets.clear()
    _assets.update(uri for uri in files.src_uris if uri.startswith("assets/"))
    for uri in sorted(_build.pages.keys() - files.src_uris.keys()):
        files.append(File(uri, config.docs_dir, config.site_dir, config.use_directory_urls))
    return files


@AFTER_I18N
def _fill(files: Files, *, config: MkDocsConfig) -> Files:
    """Gives the pages of this language their text, and the edit link of what they are made from.

    i18n leaves assets to the first language; they lie in one place, and every page may show them.
    """
    for uri in sorted(_assets - files.src_uris.keys()):
        files.append(File(uri, config.docs_dir, config.site_dir, config.use_directory_urls))
    for page in _build.pages.values():
        if file := files.src_uris.get(page.src_uri):
            file.content_string = page.markdown
            file.edit_uri = f"../{page.origins[0]}"  # relative to docs/
    return files


on_files = CombinedEvent(_announce, _fill)


def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
    """Lights up the tab of a folder on each page in it, and dates every page by its data."""
    by_uri = {file.src_uri: file.page for file in files.documentation_pages() if file.page}
    for uri, page in by_uri.items():
        source = _build.pages.get(uri)
        if source and source.updated:
            # As far as the time of a file can reach, which the sitemap is given.
            page.update_date = min(max(source.updated, "1970-01-02"), "2099-12-31")
        index = by_uri.get("/".join([*uri.split("/")[:2], "index.md"]))
        if index and page is not index and page.parent is None:
            # Any page will do: the frame only follows the chain of parents up to the tab.
            page.parent = index  # type: ignore[assignment]
    return nav


@event_priority(51)  # before i18n, which goes through all lines
def on_page_markdown(markdown: str, *, page: Any, config: MkDocsConfig, files: Files) -> str:
    """In the preview, leaves nothing to convert of a page that was converted before."""
    known = _converted.get(page.file.src_uri)
    return "" if known and known.key == preview.key(page.file, config, files) else markdown


def on_page_content(html: str, *, page: Any, config: MkDocsConfig, files: Files) -> str:
    """Lists the headings of our own HTML among the contents; in the preview, keeps what was made of
    a page, or gives it back.
    """
    if page.markdown and page.meta.get("kind") == "case":
        _list_headings(html, page)
    if not _build.serving:
        return html
    if page.markdown:
        _converted[page.file.src_uri] = preview.Converted.of(html, page, config, files)
        return html
    return _converted[page.file.src_uri].give(page, files)


def _list_headings(html: str, page: Any) -> None:
    """Adds to the contents of a page the second headings that Markdown did not make."""
    top = next(iter(page.toc), None)
    if top is None:
        return
    known = {item.id: item for item in top.children}
    top.children = [
        known.get(id) or AnchorLink(unescape(title), id, 2) for id, title in _HEADING.findall(html)
    ]


def on_env(env: Any, *, config: MkDocsConfig, files: Files) -> Any:
    """Gives the frame the interface words, and what each page shows elsewhere."""
    words = {lang: context.words.label for lang, context in _build.contexts.items()}
    share = partial(Share.of, _build.pages if _build.sound else {})
    env.filters["bcp47"] = bcp47
    env.globals |= {"share": share, "linked_data": linked_data}
    env.globals["problems"] = _build.problems.get(_language(config), "")
    env.globals |= {"lang": _language(config), "label": words, "previewing": _build.serving}
    return env


def on_post_page(output: str, *, page: Any, config: MkDocsConfig) -> str:
    """Refuses active content; the preview shows the refusal in place of the page."""
    if not (report := _build.refused(page.file.src_uri, output)):
        return output
    _refuse(report)
    return preview.refusal(report)


def on_serve(server: Any, *, config: MkDocsConfig, builder: Any) -> Any:
    """Lets the preview ask for one more build, through a file that MkDocs watches."""
    signal = Path(config.config_file_path).parent / ".build" / "preview"
    signal.parent.mkdir(exist_ok=True)
    signal.touch()
    server.watch(str(signal))
    _build.again = lambda: signal.write_text(str(time.time_ns()), "utf-8")
    return server


@AFTER_I18N
def on_post_build(*, config: MkDocsConfig) -> None:
    """Adds the files that are not pages once both languages are on disk, in the outer build."""
    if not _is_inner(config):
        try:
            _build.finish(Path(config.site_dir))
        except RefusedError as error:
            raise PluginError(localized(error.message)) from error


def _refuse(report: str) -> None:
    """Stops the build; the preview says why, and goes on."""
    if not _build.serving:
        raise PluginError(report)
    log.error("%s", report)


def _is_inner(config: MkDocsConfig) -> bool:
    """Whether this is the build of a further language, which i18n runs within the first one."""
    return bool(getattr(config.plugins["i18n"], "building", False))


def _language(config: MkDocsConfig) -> str:
    return str(config.plugins["i18n"].current_language)  # type: ignore[attr-defined]
