"""What the models declare of each field, read off their annotations here and nowhere else.

What a field is for stands in `words/fields.yml`, in both languages.
"""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import yaml

from .values import SLUG, PartialDate, Record, Ref, Tag, Text

Kind = Literal["text", "both", "date", "id", "id-of", "tag", "one-of", "record", "mapping"]

_WORDS = Path(__file__).parents[1] / "words/fields.yml"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record, by the name that stands in files.

    `kind` is the form of a value, `of` what that form is about: a scheme of the vocabulary, a kind
    of record that an id names, or the name of a model. `values` are those of a fixed list, `many`
    tells a list of such values, `model` is that of a record, and `mark` ties it to other data.
    """

    name: str
    attribute: str
    owner: str
    hint: Any
    required: bool
    kind: Kind
    of: str
    values: tuple[str, ...]
    many: bool
    model: type[Record] | None
    mark: Tag | Ref | None

    @property
    def description(self) -> Text:
        """What the field is for."""
        return Text(**_words()[f"{self.owner}.{self.name}"])


@cache
def fields(model: type[Record]) -> dict[str, Field]:
    """The fields of a model by the names that stand in files, in the order of their declaration."""
    hints = typing.get_type_hints(model, include_extras=True)
    return {
        info.alias or key: _field(model, key, info.alias or key, hints[key], info.is_required())
        for key, info in model.model_fields.items()
    }


def description(model: type[Record]) -> Text:
    """What a record of this kind is: the docstring of its model, and its Chinese."""
    english = " ".join(inspect.cleandoc(model.__doc__ or "").split())
    return Text(en=english, zh=_words()[model.__name__]["zh"])


def records(shape: Any) -> Iterator[type[Record]]:
    """The models that a shape is made of: each is followed by those that it is made of itself."""
    bare, _, _ = _unwrapped(shape)
    if isinstance(bare, type) and issubclass(bare, Record):
        yield bare
        for field in fields(bare).values():
            yield from records(field.hint)
    else:
        for part in get_args(bare) if get_origin(bare) is dict else ():
            yield from records(part)


def record_at(shape: Any, path: tuple[str | int, ...]) -> type[Record] | None:
    """The model of what stands at `path` below a shape, if that is a record or a list of them."""
    for step in path:
        bare, _, many = _unwrapped(shape)
        if isinstance(step, int) and many:
            shape = bare
        elif isinstance(bare, type) and issubclass(bare, Record):
            field = fields(bare).get(str(step))
            shape = field.hint if field else None
        else:
            shape = get_args(bare)[-1] if get_args(bare) else None
    bare, _, _ = _unwrapped(shape)
    return bare if isinstance(bare, type) and issubclass(bare, Record) else None


def _field(model: type[Record], attribute: str, name: str, hint: Any, required: bool) -> Field:  # noqa: FBT001
    bare, marks, many = _unwrapped(hint)
    mark = next((mark for mark in marks if isinstance(mark, Tag | Ref)), None)
    record = bare if isinstance(bare, type) and issubclass(bare, Record) else None
    kind, of = _kind(bare, marks, mark)
    values = get_args(bare) if kind == "one-of" else ()
    return Field(
        name, attribute, model.__name__, hint, required, kind, of, values, many, record, mark
    )


def _kind(bare: Any, marks: tuple[Any, ...], mark: Tag | Ref | None) -> tuple[Kind, str]:
    if isinstance(mark, Tag):
        return "tag", mark.scheme
    if isinstance(mark, Ref):
        return "id-of", mark.to
    if bare is PartialDate:
        return "date", ""
    if get_origin(bare) is Literal:
        return "one-of", ""
    if get_origin(bare) is dict:
        return "mapping", ""
    if isinstance(bare, type) and issubclass(bare, Record):
        return ("both", "") if bare is Text else ("record", bare.__name__)
    patterns = (constraint for mark in marks for constraint in getattr(mark, "metadata", ()))
    is_id = any(getattr(constraint, "pattern", None) == SLUG for constraint in patterns)
    return ("id", "") if is_id else ("text", "")


def _unwrapped(hint: Any) -> tuple[Any, tuple[Any, ...], bool]:
    """A type without its marks, without the None that it may be, and out of its list; then the
    marks, and whether it is a list.
    """
    marks: tuple[Any, ...] = ()
    many = False
    while True:
        origin = get_origin(hint)
        if origin is typing.Annotated:
            marks += hint.__metadata__
            hint = hint.__origin__
        elif origin in (types.UnionType, typing.Union):
            hint = next(part for part in get_args(hint) if part is not types.NoneType)
        elif origin is list:
            hint, many = get_args(hint)[0], True
        else:
            return hint, marks, many


@cache
def _words() -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = yaml.load(
        _WORDS.read_text("utf-8"),
        Loader=yaml.CBaseLoader,  # noqa: S506 -- makes nothing but text
    )
    return words
