"""Turns the plain value of a document into a model, or into problems in our own words."""

from __future__ import annotations

import copy
import types
import typing
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from .document import Document, KeyPath
from .message import say
from .model import CODE, Record, Ref, Tag
from .problem import Place, Problem, did_you_mean, listing

T = TypeVar("T")


def parse(document: Document, shape: type[T] | Any) -> T | None:
    """The document's value as `shape`, or None where its problems leave nothing to judge.

    Unknown fields are reported and then left out, or taken for the missing field that they
    misspell, so that the rules still see the rest.
    """
    if document.value is None:
        return None
    adapter: TypeAdapter[T] = TypeAdapter(shape)
    value = document.value
    for _ in range(2):
        try:
            return adapter.validate_python(value)
        except ValidationError as error:
            details = error.errors(include_url=False)
            unknown = [one["loc"] for one in details if one["type"] == "extra_forbidden"]
            missing = {one["loc"] for one in details if one["type"] == "missing"}
            renamed = {path: meant for path in unknown if (meant := _meant(path, missing))}
            spelled = set(renamed.values())
            details = [one for one in details if one["loc"] not in spelled]
            document.problems.extend(_problem(document, shape, one) for one in details)
            if len(details) > len(unknown):
                return None
            value = _renamed(value, unknown, renamed)
    return None


def _meant(path: KeyPath, missing: set[KeyPath]) -> KeyPath | None:
    """The missing field that an unknown one beside it is a misspelling of."""
    beside = {str(other[-1]): other for other in missing if other[:-1] == path[:-1]}
    close = get_close_matches(str(path[-1]), sorted(beside), n=1)
    return beside[close[0]] if close else None


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


def _problem(document: Document, shape: Any, error: ErrorDetails) -> Problem:
    """The one place that knows the error types of Pydantic."""
    path: KeyPath = error["loc"]
    name = str(path[-1]) if path else document.file
    if path and isinstance(path[-1], int):
        name = f"{path[-2] if len(path) > 1 else 'row'} {path[-1] + 1}"
    where, context = document.place(*path), error.get("ctx", {})
    match error["type"]:
        case "extra_forbidden":
            fields = _fields(shape, path[:-1])
            return Problem(
                document.key(*path),
                "CB201",
                f"the field '{name}' does not exist here",
                did_you_mean(name, fields, f"The fields here are {listing(fields)}"),
            )
        case "missing":
            parent = path[:-1]
            return Problem(
                document.key(*parent) if parent else Place(document.file),
                "CB202",
                f"the field '{name}' is missing",
                f"add `{name}: …`" + _described(shape, path),
            )
        case "literal_error":
            expected = context["expected"].replace("'", "").replace(" or ", ", ").split(", ")
            return Problem(
                where,
                "CB205",
                f"'{error['input']}' is not a value of '{name}'",
                did_you_mean(str(error["input"]), expected, f"One of {listing(expected)}"),
            )
        case "partial_date":
            return Problem(
                where,
                "CB207",
                f"'{error['input']}' is {context['why']}",
                "write the date as exactly as it is known, such as 2014, 2014-06 or 2014-06-06",
            )
        case "string_pattern_mismatch" if context["pattern"] == CODE:
            return Problem(
                document.key(*path[:-1]),
                "CB206",
                say("'{word}' is not the code of a problem", word=error["input"]),
                say("write it as CB301: its first digit, from 1 to 6, is its family"),
            )
        case "string_pattern_mismatch" if name == "[key]" or "a-z0-9" in context["pattern"]:
            key = name == "[key]"
            return Problem(
                document.key(*path[:-1]) if key else where,
                "CB206",
                f"'{error['input']}' is not an id",
                "use lower-case letters, digits and single hyphens: [a-z0-9-]+",
            )
        case "string_too_short" | "too_short":
            return Problem(
                where,
                "CB211",
                f"'{name}' is empty",
                "write it, or delete the field if it may be left out",
            )
        case "string_too_long":
            return Problem(
                where,
                "CB212",
                f"'{name}' is over {context['max_length']} characters long",
                "shorten it, or split it into several claims",
            )
        case "string_type" | "list_type" | "dict_type" | "model_type":
            form = {
                "string_type": "text",
                "list_type": "a list, one `- …` line for each item",
                "dict_type": "fields, as `key: value` lines",
                "model_type": "fields, as `key: value` lines or {key: value}",
            }[error["type"]]
            return Problem(where, "CB203", f"'{name}' has the wrong form", f"it must be {form}")
        case _:
            return Problem(
                where, "CB213", f"'{name}': {error['msg']}", "see the description of the field"
            )


def _described(shape: Any, path: KeyPath) -> str:
    for model in _models(_step(shape, path[:-1])):
        for key, info in model.model_fields.items():
            if (info.alias or key) == path[-1] and info.description:
                return f" — {info.description}"
    return ""


def _fields(shape: Any, path: KeyPath) -> list[str]:
    """The names of the fields that the record at `path` may have."""
    return [
        info.alias or key
        for model in _models(_step(shape, path))
        for key, info in model.model_fields.items()
    ]


def _models(shape: Any) -> Iterator[type[BaseModel]]:
    if isinstance(shape, type) and issubclass(shape, BaseModel):
        yield shape
    for part in get_args(shape):
        if get_origin(shape) in (typing.Annotated, types.UnionType, typing.Union):
            yield from _models(part)


def _step(shape: Any, path: KeyPath) -> Any:
    """The declared type at `path` below `shape`."""
    for step in path:
        inner = list(_models(shape))
        if inner:
            shape = next(
                (
                    info.annotation
                    for info in inner[0].model_fields.values()
                    if (info.alias or "") == step
                ),
                None,
            ) or getattr(inner[0].model_fields.get(str(step)), "annotation", None)
        else:
            shape = get_args(shape)[-1] if get_args(shape) else None
    return shape


def walk(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Any, Tag | Ref | None]]:
    """Every record, text and marked value below `value`, as (path, value, its mark or None).

    Paths use the names that stand in the file.
    """
    if isinstance(value, Record):
        yield path, value, None
        hints = _hints(type(value))
        for key, info in type(value).model_fields.items():
            yield from _walk_field(getattr(value, key), (*path, info.alias or key), hints[key])
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from walk(item, (*path, key))


def _walk_field(value: Any, path: KeyPath, marks: list[Tag | Ref]) -> Iterator[Any]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _walk_field(item, (*path, index), marks)
    elif isinstance(value, Record | dict):
        yield from walk(value, path)
    elif value is not None:
        for mark in marks:
            yield path, value, mark


_cache: dict[type[Record], dict[str, list[Tag | Ref]]] = {}


def _hints(model: type[Record]) -> dict[str, list[Tag | Ref]]:
    """The marks on each field of a model, wherever in its type they stand."""
    if model not in _cache:
        hints = typing.get_type_hints(model, include_extras=True)
        _cache[model] = {key: list(_marks(hints[key])) for key in model.model_fields}
    return _cache[model]


def _marks(hint: Any) -> Iterator[Tag | Ref]:
    if get_origin(hint) is typing.Annotated:
        yield from (mark for mark in hint.__metadata__ if isinstance(mark, Tag | Ref))
        yield from _marks(hint.__origin__)
    else:
        for part in get_args(hint):
            yield from _marks(part)
