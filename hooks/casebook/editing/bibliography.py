"""A new record of the bibliography: its id, its form, what is wrong with it, and where it goes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ..model import Slug, Source
from ..problems.problem import Problem
from ..reading import yaml_tree
from ..reading.book import Book, Found
from ..reading.shape import parse
from ..reading.text import Document
from ..reading.web_address import bare
from ..rules import dates, ids, sources
from . import house
from .yaml_print import quoted

SCHEMA = "# yaml-language-server: $schema=../schema/sources.schema.json\n"
"""The first line of a file of sources, by which editors know its fields."""

_RULES = (
    sources.addresses,
    sources.names_of_authors,
    dates.plausible_years,
    dates.published_before_read,
    ids.references,
)
_SOUND: dict[str, Any] = {
    "type": "webpage",
    "title": "A title",
    "accessed": "9999",
    "publisher": "A publisher",
    "URL": "https://example.org/",
    "language": "en",
    "kind": "primary",
    "read": "whole",
}
"""A record without a fault, beside which one field can be judged."""
_SMALL = frozenset({
    "a", "about", "an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "how", "in",
    "into", "is", "it", "its", "new", "of", "on", "or", "our", "that", "the", "their", "this",
    "to", "was", "we", "what", "when", "who", "why", "will", "with", "your",
})  # fmt: skip
_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gov", "net", "org", "or"})


def listed(book: Book, url: str) -> Found[Source] | None:
    """The source that stands at this address already."""
    return next((one for one in book.sources.values() if bare(one.value.URL) == bare(url)), None)


def authors(said: str) -> list[dict[str, str]]:
    """Authors from text such as `Xu, Kevin; Meta`: a person has a comma, a body has none."""
    found = []
    for one in filter(None, map(str.strip, said.split(";"))):
        family, comma, given = (part.strip() for part in one.partition(","))
        found.append({"family": family, "given": given} if comma else {"literal": one})
    return found


def judge(book: Book, values: Mapping[str, Any], id: str = "a-source") -> list[Problem]:
    """What is wrong with these fields, whichever others are still missing."""
    file = "data/sources/"  # no file of this name exists, so that all that lies in it is ours
    document = Document(file, value={id: {**_SOUND, **values}})
    read = parse(document, dict[Slug, Source])
    if not read or document.problems:
        return document.problems
    with_it = replace(book, sources={**book.sources, id: Found(id, read[id], document, (id,))})
    found = (one for rule in _RULES for one in rule(with_it))
    return [one for one in found if one.place.file == file]


def propose(values: Mapping[str, Any], taken: Container[str]) -> str:
    """An id in the house form, publisher-year-words, that is not taken."""
    publisher = _words(values["publisher"])
    if publisher[:1] == ["the"]:
        publisher = publisher[1:]
    first = publisher[0] if 0 < len(publisher) <= 2 else _host(values["URL"])
    year = str(values.get("issued", ""))[:4]
    rest = [one for one in _words(values["title"]) if one not in _SMALL | {first, year}]
    parts = [one for one in (first, year) if one] or ["source"]
    proposals = ["-".join([*parts, *rest[:most]]) for most in (2, 3, 4)]
    stem = proposals[0]
    numbered = (f"{stem}-{number}" for number in range(2, 10_000))
    return next(one for one in (*proposals, *numbered) if one not in taken)


def text(id: str, values: Mapping[str, Any]) -> str:
    """The record in the house form."""
    written = f"{id}:\n" + "".join(f"  {key}: {_flow(one)}\n" for key, one in values.items() if one)
    document = Document("data/sources/new.yml", written.split("\n"))
    yaml_tree.build(document, written)
    return house.formed(document)


def appended(path: Path, file: str, record: str) -> tuple[str, list[Problem]]:
    """The text of a file of sources with a record at its end, and what is wrong with the file, in
    which case there is no text. A file that does not exist begins with its schema.
    """
    if not path.exists():
        return SCHEMA + record, []
    document = yaml_tree.read(path, file)
    if document.problems:
        return "", document.problems
    before = "\n".join(document.lines).rstrip()
    whole = Document(file, f"{before}\n{record}".split("\n"))
    yaml_tree.build(whole, "\n".join(whole.lines))
    return "\n".join(whole.lines), whole.problems


def _flow(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_flow(one)}' for key, one in value.items() if one)}}}"
    return quoted(value)


def _words(said: str) -> list[str]:
    """The words of a text in lower-case Latin letters without accents, and its numbers."""
    plain = unicodedata.normalize("NFKD", said).replace("'", "").replace("’", "").lower()
    marks = "".join(char for char in plain if not unicodedata.combining(char))
    return re.findall(r"[a-z0-9]+", marks)


def _host(url: str) -> str:
    """What a site is called in its address, such as `wired` in `www.wired.com`."""
    labels = (urlsplit(url).hostname or "").removeprefix("www.").split(".")[:-1]
    while len(labels) > 1 and labels[-1] in _SECOND_LEVEL:
        labels.pop()
    return "".join(_words(labels[-1])) if labels else ""
