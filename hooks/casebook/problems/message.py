"""Messages by their keys, and the words of each in both languages.

They are read from `words/` when the first is to be said: `problems.yml` holds the problems by code,
`commands.yml` what the commands say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from ..model import Text

FOLDER = Path(__file__).parents[1] / "words"

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
"""A bare name in braces. Nothing else is filled: no attribute, no index, no format, no conversion,
whoever wrote the template.
"""


_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[0-9A-Za-z\u00c0-\u024f]")


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


class RefusedError(Exception):
    """What was asked for is not done; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


def translate(value: object, lang: str) -> str:
    """A message in `lang`, a BCP 47 tag. Of what may fill one, a text is given in that language, a
    tuple as a list, and anything else, such as an id, as it is.
    """
    match value:
        case Message(key=""):
            return ""
        case Message():
            return fill(sentence(value.key)[lang], dict(value.values), lang)
        case Text():
            return value[lang]
        case tuple():
            return sentence("separator")[lang].join(translate(item, lang) for item in value)
        case _:
            return str(value)


def fill(template: str, values: Mapping[str, object], lang: str) -> str:
    """The template with each `{name}` replaced by its value; a name without one stays. Between
    Chinese and Latin writing there comes a space, whichever of the two the value begins with.
    """

    def value(name: re.Match[str]) -> str:
        if name[1] not in values:
            return name[0]
        text = translate(values[name[1]], lang)
        before, after = template[: name.start()][-1:], template[name.end() :][:1]
        return f"{_gap(before, text[:1])}{text}{_gap(text[-1:], after)}"

    return PLACEHOLDER.sub(value, template) if values else template


def _gap(left: str, right: str) -> str:
    """What stands between two characters: a space where Chinese meets a Latin letter or a digit."""
    pair = left + right
    return " " if _HAN.search(pair) and _LATIN.search(pair) else ""


def reason(text: str) -> Message | str:
    """What a parser says in English, as a message where it is known."""
    return say(f"reason {text}") if text in _file("problems")["reasons"] else text


Severity = Literal["error", "warning", "release"]
"""How grave a problem is. A warning stops nothing; `release` is one that stops a release."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A place in one file, as it is when something is wrong and when it is right.

    `right` is None where there is to be no such file, `wrong` where the file is missing. `wrong`
    stands there `times` over, in the `encoding` of the file. `at` is where the problem is shown:
    text that stands once in the file, with ⟦a mark⟧ around what is marked.
    """

    file: str
    right: str | None = None
    wrong: str | None = None
    times: int = 1
    encoding: str = "utf-8"
    at: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """One problem: its key, its code, how grave it is, and the edits that make it an example.

    `answers` is what addresses answer to `make links` in the example: a status, or the address to
    which they have moved for good.
    """

    key: str
    code: str
    message: Text
    help: Text | None
    severity: Severity
    example: tuple[Edit, ...]
    answers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Code:
    """What a code means: a title, why there is such a rule, and the problems that carry it."""

    id: str
    title: Text
    why: Text
    found_by: str
    kinds: tuple[Kind, ...]


@cache
def codes() -> dict[str, Code]:
    """All codes in their order."""
    return {id: _code(id, entry) for id, entry in _file("problems").items() if id.startswith("CB")}


@cache
def kinds() -> dict[str, Kind]:
    """All problems by their keys."""
    return {kind.key: kind for code in codes().values() for kind in code.kinds}


@cache
def commands() -> dict[str, Text]:
    """What the commands say, by key."""
    return {key: Text(**both) for key, both in _file("commands").items()}


@cache
def phrases() -> dict[str, Text]:
    """What stands within messages, by key."""
    return {key: Text(**both) for key, both in _file("problems")["phrases"].items()}


def sentence(key: str) -> Text:
    """The sentence `key`: of the commands, or of the problems, whose help is `<key>.help`.

    Raises KeyError for a key that does not exist; a test sees to it that the code names none.
    """
    return commands()[key] if key in commands() else _sentences()[key]


@cache
def _sentences() -> dict[str, Text]:
    reasons = _file("problems")["reasons"]
    sentences = phrases() | {f"reason {en}": Text(en=en, zh=zh) for en, zh in reasons.items()}
    for kind in kinds().values():
        sentences[kind.key] = kind.message
        if kind.help:
            sentences[f"{kind.key}.help"] = kind.help
    return sentences


def _code(id: str, entry: dict[str, Any]) -> Code:
    return Code(
        id,
        Text(**entry["title"]),
        Text(**entry["why"]),
        entry.get("found_by", "check"),
        tuple(_kind(id, key, kind) for key, kind in entry["problems"].items()),
    )


def _kind(code: str, key: str, entry: dict[str, Any]) -> Kind:
    return Kind(
        key,
        code,
        Text(**entry["message"]),
        Text(**entry["help"]) if "help" in entry else None,
        entry.get("severity", "error"),
        tuple(Edit(**edit) for edit in entry.get("example", ())),
        entry.get("answers", {}),
    )


@cache
def _file(name: str) -> dict[str, Any]:
    text = (FOLDER / f"{name}.yml").read_text("utf-8")
    read: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return read
