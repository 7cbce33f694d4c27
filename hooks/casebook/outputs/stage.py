"""The whole site as folders of plain Markdown, so that any other generator can take over.

The folders lie as the addresses do: English at the root, Chinese below `zh/`. A generator that
makes `cases/x.md` into `cases/x/` keeps every address and every link.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import yaml

from ..model import EN, address
from ..pages.context import Settings, contexts
from ..pages.page import Page, pages
from ..reading.book import Book
from . import write as write_files

ASSETS = "docs/assets"


def write(book: Book, folder: Path) -> int:
    """Writes every page, every other file, and the assets of a book without errors into `folder`,
    which is emptied first; returns the number of pages. Raises OSError.
    """
    shutil.rmtree(folder, ignore_errors=True)
    made = contexts(book, _settings(book.root))
    every = list(pages(made))
    for page in every:
        path = folder / page.src_uri.removeprefix(f"{EN}/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_front_matter(page) + page.markdown.split("\n---\n", 1)[1], "utf-8")
    write_files(folder, made, every)
    shutil.copytree(book.root / ASSETS, folder / "assets", dirs_exist_ok=True)
    return len(every)


def _front_matter(page: Page) -> str:
    """What is known of a page, as plain text: JSON strings are YAML."""
    facts = {"lang": address.language(page.src_uri), "date": page.updated, **page.meta}
    lines = (f"{key}: {json.dumps(text, ensure_ascii=False)}" for key, text in facts.items())
    return "\n".join(["---", *filter(None, lines), "---", ""])


def _settings(root: Path) -> Settings:
    """The settings of the site as `mkdocs.yml` has them, which the staged pages still need."""
    text = (root / "mkdocs.yml").read_text("utf-8")
    settings: dict[str, Any] = yaml.load(text, Loader=_Loader)  # noqa: S506 -- a safe loader
    return Settings.of(
        settings["site_url"], settings.get("repo_url", ""), settings.get("edit_uri", "")
    )


class _Loader(yaml.CSafeLoader):
    """Reads `!ENV [NAME, default]` as MkDocs does."""


def _env(loader: _Loader, node: yaml.Node) -> str:
    assert isinstance(node, yaml.SequenceNode)
    *names, default = loader.construct_sequence(node)
    return next((os.environ[name] for name in names if name in os.environ), default)


_Loader.add_constructor("!ENV", _env)
