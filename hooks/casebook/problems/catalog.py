"""The catalogs of translations: what there is to translate, gathered from the code by Babel.

Each is a gettext catalog `locale/<lang>.po`, kept with Babel and open to any editor of such files.
Nothing here is needed to say something: see `message`.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from ..model import LANGUAGES
from ..rules import RULES
from .message import FOLDER, described

_HOOKS = Path(__file__).resolve().parents[2]
_KEYWORDS = {"say": None}
_HEAD = """\
# What the casebook says to whoever edits it: messages, descriptions of fields, models, and rules.
# `make format` adds what is new in the code, and drops what is gone. Write msgstr; keep {{names}}.
msgid ""
msgstr ""
"Language: {lang}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
# There are no dates in it, so that the same code gives the same bytes.


def path(lang: str) -> Path:
    """Where the catalog of a language lies."""
    return FOLDER / f"{lang}.po"


def template() -> Catalog:
    """Everything there is to translate, with the file that it stands in and no translation."""
    catalog = Catalog()
    for file in (*sorted((_HOOKS / "casebook").rglob("*.py")), _HOOKS / "main.py"):
        for line, text, _, _ in extract_from_file("python", file, keywords=_KEYWORDS):
            catalog.add(text, locations=[(_name(file), line)])
    for module, what, text in _descriptions():
        # Ahead of the sentences of the same file.
        catalog.add(text, locations=[(_name(_file(module)), 0)], auto_comments=[what])
    return catalog


def updated(lang: str) -> str:
    """The text of a language's catalog with what it lacks added, untranslated, and the rest gone.

    The same code and translations give the same bytes.
    """
    catalog = Catalog(locale=lang)
    if path(lang).is_file():
        with path(lang).open("rb") as stream:
            catalog = read_po(stream, locale=lang)
    catalog.update(template(), no_fuzzy_matching=True)
    out = io.BytesIO()
    write_po(
        out, catalog, width=0, omit_header=True, sort_by_file=True, ignore_obsolete=True,
        include_lineno=False,
    )  # fmt: skip
    return _HEAD.format(lang=lang) + out.getvalue().decode("utf-8").strip() + "\n"


def write() -> list[str]:
    """Updates the catalogs that differ from what is there; returns their names."""
    written = []
    for lang in LANGUAGES[1:]:
        text = updated(lang)
        if not path(lang).is_file() or path(lang).read_text("utf-8") != text:
            path(lang).parent.mkdir(exist_ok=True)
            path(lang).write_text(text, "utf-8")
            written.append(path(lang).name)
    return written


def _descriptions() -> Iterator[tuple[ModuleType, str, str]]:
    """The module of everything that describes itself, what that is, and the description."""
    rules = RULES
    for name in dict.fromkeys(rule.__module__ for rule in rules):
        module = sys.modules[name]
        yield module, "the rules of this file", described(module)
    for rule in rules:
        yield sys.modules[rule.__module__], f"rule {rule.__name__}", described(rule)


def _file(module: ModuleType) -> Path:
    assert module.__file__
    return Path(module.__file__).resolve()


def _name(file: Path) -> str:
    return file.relative_to(_HOOKS.parent).as_posix()
