"""The form of a record to fill in: each field with what it may hold and what it is for.

What is to be replaced stands in <angle brackets> or is OPEN: no check lets either pass.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model import LANGUAGES, Record
from ..model.fields import Field, fields
from ..reading.book import Book
from .fields import allowed

OPEN = "…"
"""What stands in a form for a text."""

_REFERENCES = {"any-actor": "actor"}


def told(field: Field) -> str:
    """What a field is for, in each language."""
    return " ".join(field.description[lang] for lang in LANGUAGES)


def choice(field: Field, book: Book) -> str:
    """The values that a field, or each entry of a list, takes; "" where any will do."""
    return " | ".join(allowed(field, book))


def form(model: type[Record], name: str, book: Book) -> list[str]:
    """The lines of the field `name` of a model with everything below it, ready to be filled in."""
    return list(_field(fields(model)[name], book, ""))


def _field(field: Field, book: Book, indent: str) -> Iterator[str]:
    remark = f"  # {told(field)}"
    if field.kind != "record":
        value = _value(field, book)
        if field.many and field.kind == "both":
            yield f"{indent}{field.name}:{remark}"
            yield f"{indent}  - {value}"
        else:
            yield f"{indent}{field.name}: {f'[{value}]' if field.many else value}{remark}"
        return
    assert field.model
    yield f"{indent}{field.name}:{remark}"
    lines = [line for one in fields(field.model).values() for line in _field(one, book, "")]
    lead = f"{indent}  - " if field.many else f"{indent}  "
    for line in lines:
        yield f"{lead}{line}"
        lead = " " * len(lead)


def _value(field: Field, book: Book) -> str:
    """What stands in the place of a value."""
    match field.kind:
        case "both":
            return "{" + ", ".join(f'{lang}: "{OPEN}"' for lang in LANGUAGES) + "}"
        case "date":
            return "<2014 | 2014-06 | 2014-06-06>"
        case "id-of":
            return f"<{_REFERENCES.get(field.of, field.of)}>"
        case "id":
            return "<id>"
        case _:
            values = allowed(field, book)
            return f"<{' | '.join(values)}>" if values else f'"{OPEN}"'
