"""The reference of all fields, read off the models: what a contributor may write, and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_origin

from ..model import Record, Text
from ..model.fields import Field, description, fields, records
from ..model.files import FILES


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of record: its name, what it is, and its fields in the order of the house form."""

    name: str
    description: Text
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class File:
    """One kind of file: the records in it, the outermost first. `keyed` says that each record
    stands under an id of its own.
    """

    name: str
    path: str
    keyed: bool
    shapes: tuple[Shape, ...]


def files() -> Iterator[File]:
    """Every kind of file; a kind of record is described where it is first met."""
    described: set[type[Record]] = {Text}
    for name, (path, shape) in FILES.items():
        models = [model for model in dict.fromkeys(records(shape)) if model not in described]
        described.update(models)
        shapes = tuple(
            Shape(model.__name__, description(model), tuple(fields(model).values()))
            for model in models
        )
        yield File(name, path, get_origin(shape) is dict, shapes)
