"""The record of translations: from which English each Chinese text was made. Machines write it.

It keeps the English as text, because the site shows what has changed since, and of the Chinese a
hash, which is enough to tell whether it is still the same. Each text stands on a line of its own,
in the order of the keys, so that changes of different texts merge.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize

from ..problems.problem import Place, Problem
from .text import Document, read_text

FILE = "data/translations.lock.json"
MAX_BYTES = 5_000_000

_HASH = re.compile("[0-9a-f]{16}")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]")
_FIELDS = {"en", "zh", "reviewed"}


class Recorded(NamedTuple):
    """What is on record of one text: its English in plain form, the digest of its Chinese, and
    whether someone other than its writer has read the two against each other.
    """

    en: str
    zh: str
    reviewed: bool


def plain(text: str) -> str:
    """The text in NFC with each run of white space as one blank: how it is set does not count."""
    made = normalize("NFC", " ".join(text.split()))
    return made if made.isprintable() else _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", made)


def digest(text: str) -> str:
    """The first 16 hex digits of the SHA-256 of a text in plain form."""
    return sha256(text.encode("utf-8")).hexdigest()[:16]


def text(records: Mapping[str, Recorded]) -> str:
    """The file that holds these records."""
    lines = [
        f"{_string(key)}: "
        + json.dumps(
            {"en": one.en, "zh": one.zh, "reviewed": one.reviewed},
            ensure_ascii=False,
        )
        for key, one in sorted(records.items())
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def read(path: Path, file: str) -> tuple[Document, dict[str, Recorded]]:
    """Reads the record; what is wrong lands in the document's problems, and nothing is used then.

    The document of a sound record holds no lines: nobody edits it, so no rule has to look at it.
    """
    document = Document(file)
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
        if len(raw) <= MAX_BYTES:
            pairs = json.loads(raw.decode("utf-8"), object_pairs_hook=_Pairs)
            return document, _records(pairs)
    except _WrongError as wrong:
        return _broken(path, file, wrong.key, wrong.count), {}
    except json.JSONDecodeError as error:
        return _broken(path, file, at=(error.lineno, error.colno)), {}
    except (OSError, ValueError, RecursionError):
        pass
    return _broken(path, file), {}


class _WrongError(Exception):
    """A record that is not as a machine writes it, the `count`th of its key."""

    def __init__(self, key: str, count: int = 1) -> None:
        self.key, self.count = key, count


class _Pairs(list[tuple[str, Any]]):
    """A JSON object as it is written, so that a key given twice is seen."""


def _records(pairs: Any) -> dict[str, Recorded]:
    if not isinstance(pairs, _Pairs):
        raise _WrongError("")
    records: dict[str, Recorded] = {}
    for key, value in pairs:
        if key in records:
            raise _WrongError(key, 2)
        fields = dict(value) if isinstance(value, _Pairs) else {}
        en, zh, reviewed = (fields.get(name) for name in ("en", "zh", "reviewed"))
        if (
            fields.keys() != _FIELDS
            or len(value) > len(_FIELDS)
            or not isinstance(en, str)
            or not isinstance(zh, str)
            or not isinstance(reviewed, bool)
            or not _HASH.fullmatch(zh)
            or not (en.isprintable() or plain(en) == en)
        ):
            raise _WrongError(key)
        records[key] = Recorded(en, zh, reviewed)
    return records


def _broken(
    path: Path, file: str, key: str = "", count: int = 1, at: tuple[int, int] = (1, 1)
) -> Document:
    """The document with its problem: at the `count`th record of `key`, or at a line and column."""
    document = read_text(path, file)
    start = _string(key)
    line, column = at
    if key:
        lines = [n for n, one in enumerate(document.lines, 1) if one.startswith(start)]
        line = lines[count - 1] if len(lines) >= count else 1
    length = len(start) if key else 1
    what = "record-twice" if count > 1 else "record-not-as-written" if key else "record-unreadable"
    document.problems = [Problem(Place(file, line, column, length), what, name=key)]
    return document


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
