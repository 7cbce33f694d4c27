"""A sentence for whoever edits the casebook, which can be said in every language of the site."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from ..model import LANGUAGES, Text

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

FOLDER = Path(__file__).with_name("locale")
"""Where the translations lie, one gettext catalog `<lang>.po` for each language but English."""


class Message(str):
    """An English sentence that remembers how it was made: its template and what fills it."""

    __slots__ = ("template", "values")

    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, values: Mapping[str, object]) -> Self:
        """The sentence of `template`, whose `{placeholders}` are those of `str.format`."""
        english = {name: translate(value, LANGUAGES[0]) for name, value in values.items()}
        made = super().__new__(cls, template.format(**english))
        made.template, made.values = template, MappingProxyType(dict(values))
        return made


def say(template: str, /, **values: object) -> Message:
    """A sentence from a literal English template; values may be sentences themselves.

    The literal is what a translator sees: write whole sentences, and never a template in pieces.
    """
    return Message(template, values)


NOTHING = Message("", {})
"""Where there is nothing to say."""


def described(thing: object) -> str:
    """What the docstring of a model, a rule, or a module says, in one line.

    It is looked up in the catalogs in this form.
    """
    return " ".join(inspect.cleandoc(thing.__doc__ or "").split())


def translate(said: object, lang: str) -> str:
    """What was said in `lang`, a BCP 47 tag; in English where the catalog lacks the template.

    A text in both languages is said in that one; what is neither, such as an id that fills a
    placeholder, stays as it is.
    """
    if isinstance(said, Text):
        return said[lang]
    if not isinstance(said, Message):
        return str(said)
    values = {name: translate(value, lang) for name, value in said.values.items()}
    return spoken(said.template, lang).format(**values)


def spoken(template: str, lang: str) -> str:
    """The translation of an English template, description, or docstring; itself where none is."""
    catalog = _catalog(lang)
    found = catalog.get(template) if catalog else None
    return str(found.string) if found and found.string else template


@cache
def _catalog(lang: str) -> Catalog | None:
    path = FOLDER / f"{lang}.po"
    if not path.is_file():
        return None
    # Costs a tenth of a second, which only those pay who ask for another language than English.
    from babel.messages.pofile import read_po  # noqa: PLC0415

    with path.open("rb") as stream:
        return read_po(stream, locale=lang)
