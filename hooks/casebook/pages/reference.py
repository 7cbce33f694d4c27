"""The reference of all fields, read off the models: what a contributor may write, and where."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ..editing.schema import SHAPES
from ..model import SLUG, PartialDate, Point, Record, Ref, Tag, Text
from ..problems.message import described, spoken

FILES = {
    "case": "data/cases/*.yml",
    "sources": "data/sources/*.yml",
    "series": "data/series/series.yml",
    "points": "data/series/*.csv",
    "vocabulary": "data/vocabulary.yml",
    "labels": "data/labels.yml",
    "terms": "data/terms.yml",
    "corrections": "data/corrections.yml",
    "problems": "data/problems.yml",
    "links": "data/links.yml",
    "links-allowed": "data/links-allowed.yml",
}
"""Where the files of each shape lie, in the order in which a contributor meets them."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record. `form` names a label below `field-`; `of` is what the form is about: a
    scheme of the vocabulary, a kind of record, or the name of a shape; `many` tells a list.
    """

    name: str
    description: str
    required: bool
    form: str
    of: str
    many: bool
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of record: its name, what it is, and its fields in the order of the house form."""

    name: str
    description: str
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


def files(lang: str) -> Iterator[File]:
    """Every kind of file, with descriptions in `lang`; a record is told where it is first met."""
    told: set[type[BaseModel]] = {Text}
    for name, path in FILES.items():
        root = Point if name == "points" else SHAPES[name]
        models = [model for model in dict.fromkeys(_below(root)) if model not in told]
        told.update(models)
        shapes = tuple(_shape(model, lang) for model in models)
        yield File(name, path, get_origin(root) is dict, shapes)


def _below(shape: Any) -> Iterator[type[Record]]:
    """The records that a type is made of: each is followed by those that it is made of itself."""
    if isinstance(shape, type) and issubclass(shape, Record):
        yield shape
        for info in shape.model_fields.values():
            yield from _below(info.annotation)
    else:
        for part in get_args(shape):
            yield from _below(part)


def _shape(model: type[BaseModel], lang: str) -> Shape:
    hints = typing.get_type_hints(model, include_extras=True)
    fields = tuple(
        _field(info.alias or key, info, hints[key], lang)
        for key, info in model.model_fields.items()
    )
    return Shape(model.__name__, spoken(described(model), lang), fields)


def _field(name: str, info: FieldInfo, hint: Any, lang: str) -> Field:
    form, of, values = _form(hint)
    return Field(
        name,
        spoken(info.description or "", lang),
        info.is_required(),
        form,
        of,
        _many(hint),
        values,
    )


def _many(hint: Any) -> bool:
    return get_origin(hint) is list or any(_many(part) for part in _parts(hint))


def _parts(hint: Any) -> tuple[Any, ...]:
    """The types within a type: of a union, a list, or what stands before the marks on a type."""
    origin = get_origin(hint)
    if origin is typing.Annotated:
        return (hint.__origin__,)
    inside = (typing.Union, types.UnionType, list, dict)
    return get_args(hint) if origin in inside else ()


def _form(hint: Any) -> tuple[str, str, tuple[str, ...]]:
    """What one value of a type looks like: a form, what it is about, and the values allowed."""
    if get_origin(hint) is typing.Annotated:
        marks = hint.__metadata__
        for mark in marks:
            if isinstance(mark, Tag):
                return "tag", mark.scheme, ()
            if isinstance(mark, Ref):
                return "id-of", mark.to, ()
        if any(_is_slug(mark) for mark in marks):
            return "id", "", ()
    if get_origin(hint) is dict:
        return "mapping", "", ()
    if get_origin(hint) is Literal:
        return "one-of", "", get_args(hint)
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return ("both", "", ()) if hint is Text else ("record", hint.__name__, ())
    if hint is PartialDate:
        return "date", "", ()
    found = [_form(part) for part in _parts(hint) if part is not type(None)]
    return max(found, key=lambda one: one[0] != "text", default=("text", "", ()))


def _is_slug(mark: Any) -> bool:
    """Whether a mark on a text makes it an id."""
    return any(getattr(one, "pattern", None) == SLUG for one in getattr(mark, "metadata", ()))


LENT = {"field_reference": files}
"""What templates may call, by name."""
