"""What the model declares at a place of a file, for those that lay it out."""

from __future__ import annotations

import types
import typing
from typing import Any, get_args, get_origin

from pydantic.fields import FieldInfo

from ..model import PartialDate, Record, Ref, Tag
from ..model.fields import Field, fields
from ..reading.book import Book


def record(hint: Any) -> type[Record] | None:
    """The model that a value of this type is a record of, if it is one."""
    bare = _bare(hint)
    return bare if isinstance(bare, type) and issubclass(bare, Record) else None


def inner(hint: Any, key: str | None) -> Any:
    """The type of what stands in a list (`key` is None), or under a key of a record or mapping;
    None where nothing is declared.
    """
    bare = _bare(hint)
    if isinstance(bare, type) and issubclass(bare, Record):
        field = fields(bare).get(key or "")
        return field.hint if field else None
    if get_origin(bare) is (list if key is None else dict):
        return get_args(bare)[-1]
    return None


def coded(hint: Any) -> bool:
    """Whether a value is one word of a code: an id, a tag, a date, a language, or one of a list."""
    bare, marks = _bare(hint), _marks(hint)
    return (
        bare is PartialDate
        or get_origin(bare) is typing.Literal
        or any(isinstance(mark, Tag | Ref) or _patterned(mark) for mark in marks)
    )


def dated(hint: Any) -> bool:
    """Whether a value is a date."""
    return _bare(hint) is PartialDate


def allowed(field: Field, book: Book) -> list[str]:
    """The values that a coded field takes: those of a fixed list or of the vocabulary."""
    return list(field.values or (book.vocabulary.get(field.of, {}) if field.kind == "tag" else ()))


def _bare(hint: Any) -> Any:
    """The type itself, without its marks and without the None that it may be."""
    while True:
        if get_origin(hint) is typing.Annotated:
            hint = hint.__origin__
        elif get_origin(hint) in (types.UnionType, typing.Union):
            hint = next(part for part in get_args(hint) if part is not types.NoneType)
        else:
            return hint


def _marks(hint: Any) -> list[Any]:
    """Everything that a type is marked with, however deep in its unions, but not in its items."""
    if get_origin(hint) is typing.Annotated:
        return [*hint.__metadata__, *_marks(hint.__origin__)]
    if get_origin(hint) in (types.UnionType, typing.Union):
        return [mark for part in get_args(hint) for mark in _marks(part)]
    return []


def _patterned(mark: Any) -> bool:
    """Whether a mark of Pydantic holds a text to a pattern."""
    return isinstance(mark, FieldInfo) and any(
        getattr(one, "pattern", None) for one in mark.metadata
    )
