"""Turns the plain value of a document into a model, or into problems in our own words."""

from __future__ import annotations

import copy
from collections.abc import Hashable, Iterator
from difflib import get_close_matches
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from ..model import Record, Ref, Tag
from ..model.fields import fields
from .misfit import problem
from .text import Document, KeyPath

T = TypeVar("T")


def parse(document: Document, shape: type[T] | Any) -> T | None:
    """The document's value as `shape`, or None where its problems leave nothing to judge.

    Unknown fields are reported and then left out, or taken for the missing field that they
    misspell, so that the rules still see the rest.
    """
    if document.value is None:
        return None
    adapter: TypeAdapter[T] = _adapter(cast("Hashable", shape))
    value = document.value
    for _ in range(2):
        try:
            return adapter.validate_python(value)
        except ValidationError as error:
            details = error.errors(include_url=False)
            unknown = [one["loc"] for one in details if one["type"] == "extra_forbidden"]
            missing = [one["loc"] for one in details if one["type"] == "missing"]
            renamed = _meant(unknown, missing)
            spelled = set(renamed.values())
            details = [one for one in details if one["loc"] not in spelled]
            document.problems.extend(problem(document, shape, one) for one in details)
            if len(details) > len(unknown):
                return None
            value = _renamed(value, unknown, renamed)
    return None


@cache
def _adapter(shape: Hashable) -> TypeAdapter[Any]:
    """Building one takes longer than reading a case with it."""
    adapter: TypeAdapter[Any] = TypeAdapter(cast("type[Any]", shape))
    return adapter


def _meant(unknown: list[KeyPath], missing: list[KeyPath]) -> dict[KeyPath, KeyPath]:
    """For each unknown field that is a misspelling of a missing one beside it, that one."""
    beside: dict[KeyPath, dict[str, KeyPath]] = {}
    for path in missing:
        beside.setdefault(path[:-1], {})[str(path[-1])] = path
    meant = {}
    for path in unknown:
        names = beside.get(path[:-1], {})
        if close := get_close_matches(str(path[-1]), sorted(names), n=1):
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


def walk(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Any, Tag | Ref | None]]:
    """Every record, text and marked value below `value`, as (path, value, its mark or None).

    Paths use the names that stand in the file.
    """
    if isinstance(value, Record):
        yield path, value, None
        values = vars(value)  # asking a model for an attribute takes twice as long
        for name, field in fields(type(value)).items():
            yield from _walk_field(values[field.attribute], (*path, name), field.mark)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from walk(item, (*path, key))


def _walk_field(value: Any, path: KeyPath, mark: Tag | Ref | None) -> Iterator[Any]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _walk_field(item, (*path, index), mark)
    elif isinstance(value, Record | dict):
        yield from walk(value, path)
    elif value is not None and mark:
        yield path, value, mark
