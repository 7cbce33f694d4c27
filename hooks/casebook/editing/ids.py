"""The ids of the book, which editors complete references from.

The schemas in `data/schema/` are the same for everyone and refer to this one, which each check
writes anew and git ignores: a source is offered as soon as it is entered, and no pull request
carries a list of ids.
"""

from __future__ import annotations

import json
from contextlib import suppress

from ..model import LANGUAGES
from ..pages.escape import for_markdown
from ..pages.reference import ids
from ..problems.message import RefusedError
from ..reading.book import Book
from .save import save

FOLDER = "data/schema"
NAME = "ids.schema.json"

_KINDS = {
    "actor": "actors",
    "any-actor": "actors",
    "case": "cases",
    "claim": "claims",
    "series": "series",
    "source": "sources",
    "term": "terms",
}
"""What a reference is to, and the kind under which `make list` has its ids."""


def reference(to: str) -> str:
    """The address, from one schema to the other, of the ids that a reference may name."""
    return f"{NAME}#/definitions/{_KINDS[to]}"


def schema(book: Book) -> str:
    """The text of the schema: by kind all ids, each with what it names in every language."""
    definitions = {}
    for kind in dict.fromkeys(_KINDS.values()):
        named: dict[str, dict[str, None]] = {}
        for lang in LANGUAGES:
            for id, name in ids(book, kind, "", lang):
                named.setdefault(id, {})[for_markdown(name)] = None
        definitions[kind] = {
            "enum": sorted(named),
            "markdownEnumDescriptions": ["\n\n".join(named[id]) for id in sorted(named)],
        }
    return json.dumps({"definitions": definitions}, ensure_ascii=False, indent=1) + "\n"


def write(book: Book) -> None:
    """Writes the schema where the others are. A check goes on where nothing can be written."""
    if (book.root / FOLDER).is_dir():
        with suppress(OSError, RefusedError):
            save(book.root, {f"{FOLDER}/{NAME}": schema(book)})
