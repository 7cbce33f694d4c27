"""What Pydantic finds wrong with a value, in our own words."""

from __future__ import annotations

from typing import Any

from pydantic_core import ErrorDetails

from ..model import SLUG, Text
from ..model.fields import fields, record_at
from ..problems.message import NOTHING, Message, say
from ..problems.problem import Place, Problem, closest, listing
from .text import Document, KeyPath


def problem(document: Document, shape: Any, error: ErrorDetails) -> Problem:
    """The problem that an error of Pydantic is. This alone knows the types of its errors."""
    path: KeyPath = error["loc"]
    name, value, context = _name(document, path), error["input"], error.get("ctx", {})
    where = document.place(*path)
    match error["type"]:
        case "extra_forbidden":
            names = _fields(shape, path[:-1])
            return Problem(
                document.key(*path),
                "unknown-field",
                name=name,
                fields=listing(names),
                meant=closest(str(path[-1]), names),
            )
        case "missing":
            parent, about = path[:-1], _description(shape, path)
            return Problem(
                document.key(*parent) if parent else Place(document.file),
                "field-missing",
                name=name,
                about=say("about-field", description=about) if about else NOTHING,
            )
        case "literal_error":
            expected = context["expected"].replace("'", "").replace(" or ", ", ").split(", ")
            return Problem(
                where,
                "unknown-value",
                value=value,
                name=name,
                values=listing(expected),
                meant=closest(str(value), expected),
            )
        case "partial_date":
            return Problem(
                where, "no-such-day" if context["why"] == "calendar" else "not-a-date", value=value
            )
        case "string_pattern_mismatch" if name == "[key]" or context["pattern"] == SLUG:
            return Problem(
                document.key(*path[:-1]) if name == "[key]" else where, "not-an-id", value=value
            )
        case "string_too_short" | "too_short":
            return Problem(where, "empty", name=name)
        case "string_pattern_mismatch" if not str(value).strip():
            return Problem(where, "empty", name=name)
        case "string_too_long":
            return Problem(where, "too-long", name=name, most=context["max_length"])
        case "string_type" | "list_type" | "dict_type" | "model_type" as kind:
            return Problem(where, "wrong-form", name=name, form=say(_FORMS[kind]))
        case _:
            about = _description(shape, path)
            return Problem(where, "value-malformed", value=value, name=name, about=about)


_FORMS = {
    "string_type": "must-be-text",
    "list_type": "must-be-a-list",
    "dict_type": "must-be-fields",
    "model_type": "must-be-fields",
}


def _name(document: Document, path: KeyPath) -> Message | str:
    match path:
        case (*_, str(field), int(index)):
            return say("field-number", field=field, number=index + 1)
        case (*_, int(index)):
            return say("row-number", number=index + 1)
        case (*_, field):
            return str(field)
        case _:
            return document.file


def _description(shape: Any, path: KeyPath) -> Text | Message:
    """What the field at `path`, or the list there, is described as."""
    while path and isinstance(path[-1], int):
        path = path[:-1]
    model = record_at(shape, path[:-1]) if path else None
    field = fields(model).get(str(path[-1])) if model else None
    return field.description if field else NOTHING


def _fields(shape: Any, path: KeyPath) -> list[str]:
    """The names of the fields that the record at `path` may have."""
    model = record_at(shape, path)
    return list(fields(model)) if model else []
