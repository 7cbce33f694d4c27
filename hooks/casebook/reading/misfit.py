"""What Pydantic finds wrong with a value, in our own words."""

from __future__ import annotations

from typing import Any

from pydantic_core import ErrorDetails

from ..model import CODE, SLUG
from ..model.fields import fields, record_at
from ..problems.message import NOTHING, Message, say
from ..problems.problem import Place, Problem, did_you_mean, listing
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
                "CB201",
                say("the field '{name}' does not exist here", name=name),
                did_you_mean(
                    name, names, say("The fields here are {fields}", fields=listing(names))
                ),
            )
        case "missing":
            parent = path[:-1]
            return Problem(
                document.key(*parent) if parent else Place(document.file),
                "CB202",
                say("the field '{name}' is missing", name=name),
                _add(name, _description(shape, path)),
            )
        case "literal_error":
            expected = context["expected"].replace("'", "").replace(" or ", ", ").split(", ")
            return Problem(
                where,
                "CB205",
                say("'{value}' is not a value of '{name}'", value=value, name=name),
                did_you_mean(
                    str(value), expected, say("One of {values}", values=listing(expected))
                ),
            )
        case "partial_date":
            return Problem(
                where,
                "CB207",
                say("'{value}' is no such day in the calendar", value=value)
                if context["why"] == "calendar"
                else say(
                    "'{value}' is not a date of the form 2014, 2014-06 or 2014-06-06", value=value
                ),
                say(
                    "write the date as exactly as it is known, such as 2014, 2014-06 or 2014-06-06"
                ),
            )
        case "string_pattern_mismatch" if context["pattern"] == CODE:
            return Problem(
                document.key(*path[:-1]),
                "CB206",
                say("'{word}' is not the code of a problem", word=value),
                say("write it as CB301: its first digit, from 1 to 6, is its family"),
            )
        case "string_pattern_mismatch" if name == "[key]" or context["pattern"] == SLUG:
            return Problem(
                document.key(*path[:-1]) if name == "[key]" else where,
                "CB206",
                say("'{value}' is not an id", value=value),
                say("use lower-case letters, digits and single hyphens: [a-z0-9-]+"),
            )
        case "string_too_short" | "too_short":
            return Problem(
                where,
                "CB211",
                say("'{name}' is empty", name=name),
                say("write it, or delete the field if it may be left out"),
            )
        case "string_too_long":
            return Problem(
                where,
                "CB212",
                say(
                    "'{name}' is over {most} characters long", name=name, most=context["max_length"]
                ),
                say("shorten it, or split it into several claims"),
            )
        case "string_type" | "list_type" | "dict_type" | "model_type" as kind:
            wrong = say("'{name}' has the wrong form", name=name)
            return Problem(where, "CB203", wrong, _FORMS[kind])
        case "string_pattern_mismatch":
            wrong = say("'{value}' does not have the form of '{name}'", value=value, name=name)
            return Problem(where, "CB213", wrong, _description(shape, path))
        case _:
            wrong = say("this value does not fit '{name}'", name=name)
            return Problem(where, "CB213", wrong, _description(shape, path))


_FORMS = {
    "string_type": say("it must be text"),
    "list_type": say("it must be a list, one `- …` line for each item"),
    "dict_type": say("it must be fields, as `key: value` lines"),
    "model_type": say("it must be fields, as `key: value` lines or {{key: value}}"),
}


def _name(document: Document, path: KeyPath) -> str:
    match path:
        case (*_, str(field), int(index)):
            return say("{field} {number}", field=field, number=index + 1)
        case (*_, int(index)):
            return say("row {number}", number=index + 1)
        case (*_, field):
            return str(field)
        case _:
            return document.file


def _add(name: str, description: Message) -> Message:
    if not description:
        return say("add `{name}: …`", name=name)
    return say("add `{name}: …` — {description}", name=name, description=description)


def _description(shape: Any, path: KeyPath) -> Message:
    """What the field at `path`, or the list there, is described as."""
    while path and isinstance(path[-1], int):
        path = path[:-1]
    model = record_at(shape, path[:-1]) if path else None
    field = fields(model).get(str(path[-1])) if model else None
    return Message("{description}", {"description": field.description}) if field else NOTHING


def _fields(shape: Any, path: KeyPath) -> list[str]:
    """The names of the fields that the record at `path` may have."""
    model = record_at(shape, path)
    return list(fields(model)) if model else []
