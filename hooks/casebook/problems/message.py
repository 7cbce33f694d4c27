"""A message by its key: what is said stands in `words/`, in both languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..model import Text
from . import words

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
"""A bare name in braces. Nothing else is filled: no attribute, no index, no format, no conversion,
whoever wrote the template.
"""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence of `words/`, and what fills its placeholders: see `translate`."""

    key: str
    values: tuple[tuple[str, object], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.key)

    def __str__(self) -> str:
        return translate(self, "en")


def say(key: str, /, **values: object) -> Message:
    """The sentence `key` of `words/`, filled with `values`, which may be messages themselves."""
    return Message(key, tuple(values.items()))


NOTHING = Message("")
"""Where there is nothing to say."""


def translate(value: object, lang: str) -> str:
    """A message in `lang`, a BCP 47 tag. Of what may fill one, a text is given in that language, a
    tuple as a list, and anything else, such as an id, as it is.
    """
    match value:
        case Message(key=""):
            return ""
        case Message():
            return fill(words.sentence(value.key)[lang], dict(value.values), lang)
        case Text():
            return value[lang]
        case tuple():
            return words.sentence("separator")[lang].join(translate(item, lang) for item in value)
        case _:
            return str(value)


def fill(template: str, values: Mapping[str, object], lang: str) -> str:
    """The template with each `{name}` replaced by its value; a name without one stays."""
    if not values:
        return template
    return PLACEHOLDER.sub(
        lambda found: translate(values[found[1]], lang) if found[1] in values else found[0],
        template,
    )


def reason(text: str) -> Message | str:
    """What a parser says in English, as a message where it is known."""
    key = words.reason(text)
    return say(key) if key else text
