"""Sources as CSL-JSON, which reference managers read.

The names and the types are those of the Citation Style Language 1.0.2. What the casebook adds for
grading stands below `custom`, which the standard keeps free.
"""

from __future__ import annotations

from typing import Any

from ..model import Name, PartialDate
from ..reading.book import Book
from ..reading.web_address import web_address

OWN = (
    "kind", "party_to", "derives_from", "origin", "read", "copy", "archive", "translated-title",
    "note",
)  # fmt: skip
"""Fields of a source that CSL does not know."""


def item(book: Book, id: str) -> dict[str, Any]:
    """One source as a CSL item; empty fields are left out."""
    source = book.sources[id].value
    plain = source.model_dump(mode="json", by_alias=True)
    found = {
        "id": id,
        "type": source.type,
        "title": source.title,
        "author": [_name(name) for name in source.author],
        "issued": _date(source.issued),
        "accessed": _date(source.accessed),
        "publisher": source.publisher,
        "container-title": source.container_title,
        "genre": source.genre,
        "URL": web_address(source.URL),
        "DOI": source.DOI,
        "language": source.language,
        "custom": {key: plain[key] for key in OWN if plain[key]}
        | {"used_in": book.uses.get(id, [])},
    }
    return {key: value for key, value in found.items() if value}


def _name(name: Name) -> dict[str, str]:
    return name.model_dump(exclude_none=True)


def _date(date: PartialDate | None) -> dict[str, list[list[int]]] | None:
    """A date as exact as it is known."""
    if not date:
        return None
    return {"date-parts": [[part for part in (date.year, date.month, date.day) if part]]}
