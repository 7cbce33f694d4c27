"""Turns the plain value of a document into a model, or into problems in our own words."""

from __future__ import annotations

import copy
from difflib import get_close_matches
from functools import cache, reduce
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from ..model import SLUG, Record, Ref, Tag, Text
from ..model.fields import fields, record_at
from ..problems.message import NOTHING, Message, say
from ..problems.problem import Place, Problem, closest, listing
from .text import Document, KeyPath

_FORMS = {
    "string_type": "must-be-text",
    "list_type": "must-be-a-list",
    "dict_type": "must-be-fields",
    "model_type": "must-be-fields",
}


def parse(document: Document, shape: Any) -> Any:
    """The document's value as `shape`, or None where its problems leave nothing to judge.

    Unknown fields are reported and then left out, or taken for the missing field that they
    misspell, so that the rules still see the rest.
    """
    if document.value is None:
        return None
    value = document.value
    for _ in range(2):
        try:
            return _adapter(shape).validate_python(value)
        except ValidationError as failure:
            errors = failure.errors(include_url=False)
            strays = _strays(shape, value, errors)
            errors = [error for error in errors if not _within(error["loc"], strays)]
            document.problems.extend(
                Problem(document.place(*at, first), "line-missing", name=name, field=at[-1])
                for at, (first, name) in strays.items()
            )
            unknown = [error["loc"] for error in errors if error["type"] == "extra_forbidden"]
            missing = [error["loc"] for error in errors if error["type"] == "missing"]
            renamed = _meant(unknown, missing)
            spelled = set(renamed.values())
            errors = [error for error in errors if error["loc"] not in spelled]
            document.problems.extend(_misfit(document, shape, error) for error in errors)
            if strays or len(errors) > len(unknown):
                return None
            value = _renamed(value, unknown, renamed)
    return None


_adapter = cache(TypeAdapter)
"""Building one takes longer than reading a case with it."""


_Strays = dict[KeyPath, tuple[int, str]]


def _strays(shape: Any, value: Any, errors: list[ErrorDetails]) -> _Strays:
    """By the path of a list, its first item that only lacks the line above it, `claims:` or the
    like, so that it was read into that list with all that follow; and the name of that line.
    """
    strays: _Strays = {}
    for error in errors:
        match error["loc"]:
            case (*above, str(field), int(index), str()) if not _within(error["loc"], strays):
                if home := _home(shape, value, (*above, field), index):
                    strays[(*above, field)] = index, home
    return strays


def _within(path: KeyPath, strays: _Strays) -> bool:
    """Whether a path leads to one of them or below it."""
    return any(
        path[: len(at)] == at and len(path) > len(at) and int(path[len(at)]) >= first
        for at, (first, _) in strays.items()
    )


def _home(shape: Any, value: Any, path: KeyPath, index: int) -> str:
    """The one list that is not there, beside the list at `path`, and whose items have the fields of
    the item `index`, while those of its own list have not; "" where there is none.
    """
    beside = reduce(lambda node, step: node[step], path[:-1], value)
    model, item = record_at(shape, path[:-1]), beside[path[-1]][index]
    if not (model and isinstance(item, dict)):
        return ""
    lists = {name: known.model for name, known in fields(model).items() if known.many}
    takes = [name for name, known in lists.items() if known and item.keys() <= fields(known).keys()]
    return takes[0] if len(takes) == 1 and takes[0] not in beside else ""


def _meant(unknown: list[KeyPath], missing: list[KeyPath]) -> dict[KeyPath, KeyPath]:
    """For each unknown field that is a misspelling of a missing one beside it, that one."""
    beside: dict[KeyPath, dict[str, KeyPath]] = {}
    for path in missing:
        beside.setdefault(path[:-1], {})[str(path[-1])] = path
    meant = {}
    for path in unknown:
        names = {name.casefold(): at for name, at in beside.get(path[:-1], {}).items()}
        if close := get_close_matches(str(path[-1]).casefold(), sorted(names), n=1):
            meant[path] = names[close[0]]
    return meant


def _renamed(value: Any, unknown: list[KeyPath], renamed: dict[KeyPath, KeyPath]) -> Any:
    """The value without its unknown fields, or with them under the names that were meant."""
    mended = copy.deepcopy(value)
    for path in unknown:
        at = mended
        for step in path[:-1]:
            at = at[step]
        field = at.pop(path[-1])
        if path in renamed:
            at[renamed[path][-1]] = field
    return mended


def _misfit(document: Document, shape: Any, error: ErrorDetails) -> Problem:
    """An error of Pydantic in our own words. This alone knows the types of its errors."""
    path: KeyPath = error["loc"]
    name, value, context = _name(document, path), error["input"], error.get("ctx", {})
    where = document.place(*path)
    if isinstance(value, (list, dict)):
        value = str(value)
    match error["type"]:
        case "extra_forbidden":
            model = record_at(shape, path[:-1])
            names = list(fields(model)) if model else []
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
        case "literal_error" if isinstance(error["input"], (list, dict)):
            return Problem(where, "wrong-form", name=name, form=say("must-be-text"))
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


def walk(value: Any) -> list[tuple[KeyPath, Any, Tag | Ref | None]]:
    """Every record, text and marked value below `value`, as (path, value, its mark or None).

    Paths use the names that stand in the file.
    """
    parts: list[tuple[KeyPath, Any, Tag | Ref | None]] = []

    def visit(value: Any, path: KeyPath, mark: Tag | Ref | None) -> None:
        if isinstance(value, Record):
            parts.append((path, value, None))
            values = vars(value)  # asking a model for an attribute takes twice as long
            for name, field in fields(type(value)).items():
                if (inner := values[field.attribute]) is not None:
                    visit(inner, (*path, name), field.mark)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                visit(item, (*path, index), mark)
        elif isinstance(value, dict):
            for key, item in value.items():
                visit(item, (*path, key), None)
        elif mark:
            parts.append((path, value, mark))

    visit(value, (), None)
    return parts
