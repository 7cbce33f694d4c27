"""The form of a record to fill in: each field with what it may hold and what it is for.

What is to be replaced stands in <angle brackets> or is OPEN: no check lets either pass.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..model import LANGUAGES, Record, Text
from ..problems.message import spoken
from ..reading.book import Book
from .fields import Field, allowed, coded, dated, fields, inner, record, reference

OPEN = "…"
"""What stands in a form for a text."""

_REFERENCES = {"any-actor": "actor"}


def told(field: Field) -> str:
    """What a field is for, in each language in which it is described."""
    return " ".join(dict.fromkeys(spoken(field.description, lang) for lang in LANGUAGES))


def choice(field: Field, book: Book) -> str:
    """The values that a field, or each entry of a list, takes; "" where any will do."""
    return " | ".join(allowed(field.hint, book) or allowed(inner(field.hint, None), book))


def form(model: type[Record], name: str, book: Book) -> list[str]:
    """The lines of the field `name` of a model with everything below it, ready to be filled in."""
    return list(_field(fields(model)[name], book, ""))


def _field(field: Field, book: Book, indent: str) -> Iterator[str]:
    item = inner(field.hint, None)
    below = record(item) or record(field.hint)
    remark = f"  # {told(field)}"
    if below is None or below is Text:
        shown = f"[{_value(item, book)}]" if item else _value(field.hint, book)
        if item and below is Text:
            yield f"{indent}{field.name}:{remark}"
            yield f"{indent}  - {_value(item, book)}"
        else:
            yield f"{indent}{field.name}: {shown}{remark}"
        return
    yield f"{indent}{field.name}:{remark}"
    lines = [line for one in fields(below).values() for line in _field(one, book, "")]
    lead = f"{indent}  - " if item else f"{indent}  "
    for line in lines:
        yield f"{lead}{line}"
        lead = " " * len(lead)


def _value(hint: Any, book: Book) -> str:
    """What stands in the place of a value."""
    if record(hint) is Text:
        return "{" + ", ".join(f'{lang}: "{OPEN}"' for lang in LANGUAGES) + "}"
    if dated(hint):
        return "<2014 | 2014-06 | 2014-06-06>"
    if to := reference(hint):
        return f"<{_REFERENCES.get(to, to)}>"
    if values := allowed(hint, book):
        return f"<{' | '.join(values)}>"
    return "<id>" if coded(hint) else f'"{OPEN}"'
