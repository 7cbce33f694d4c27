"""The record of translations: from which English each Chinese text was made. Machines write it.

It keeps digests, not texts. Each text stands on a line of its own in the order of the keys, so that
changes of different texts merge, and a record is read line by line, so that a conflict loses none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from ..problems.problem import Place, Problem
from .text import MAX_RECORD_BYTES, Document, read_text

FILE = "data/translations.lock.json"

_LINE = re.compile(r'("(?:[^"\\]|\\.)+"): "([0-9a-f]{12}) ([0-9a-f]{12})( reviewed)?",?')
_MARK = re.compile(r"(<{7}|>{7}|\|{7}|={7})( .*)?")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]")


class Recorded(NamedTuple):
    """What is on record of one text: the digests of its English and of its Chinese, and whether
    someone other than its writer has read the two against each other.
    """

    en: str
    zh: str
    reviewed: bool


def plain(text: str) -> str:
    """The text in NFC with each run of white space as one blank: how it is set does not count."""
    made = normalize("NFC", " ".join(text.split()))
    return made if made.isprintable() else _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", made)


def digest(text: str) -> str:
    """The first 12 hex digits of the SHA-256 of a text in plain form."""
    return sha256(text.encode("utf-8")).hexdigest()[:12]


def text(records: Mapping[str, Recorded]) -> str:
    """The file that holds these records."""
    lines = []
    for key, record in sorted(records.items()):
        name, reviewed = json.dumps(key, ensure_ascii=False), " reviewed" if record.reviewed else ""
        lines.append(f'{name}: "{record.en} {record.zh}{reviewed}"')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def lines(text: str) -> Iterator[tuple[int, str, Recorded | None]]:
    """Each line with its number, its key, and its record; what is none comes without one, and its
    key is its first characters. Marks of a conflict are such lines, too.
    """
    for number, line in enumerate(text.splitlines(), 1):
        if match := _LINE.fullmatch(line):
            key, en, zh, reviewed = match.groups()
            yield number, str(json.loads(key, strict=False)), Recorded(en, zh, bool(reviewed))
        elif line not in ("", "{", "}"):
            yield number, line[:40], None


def read(path: Path, file: str) -> tuple[Document, dict[str, Recorded]]:
    """Reads the record. What is wrong lands in the document's problems; then nothing is used."""
    document = read_text(path, file, MAX_RECORD_BYTES)
    if any(problem.key != "merge-mark" for problem in document.problems):
        return document, {}
    document.problems, records = [], {}
    for number, key, record in lines("\n".join(document.lines)):
        if record is None or key in records:
            document.problems.append(_problem(file, number, key, twice=key in records))
        else:
            records[key] = record
    return document, {} if document.problems else records


def _problem(file: str, line: int, key: str, *, twice: bool = False) -> Problem:
    what = (
        "record-twice"
        if twice
        else "record-in-conflict"
        if _MARK.fullmatch(key)
        else "record-not-as-written"
    )
    return Problem(Place(file, line, 1, max(1, len(key))), what, name=key)
