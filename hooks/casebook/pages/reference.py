"""What contributors look up: all fields, read off the models, and the codes of problems."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, get_origin

import yaml

from ..method.wording import words
from ..model import Case, Record, Text
from ..model.fields import Field, description, fields, records
from ..model.files import FILES
from ..problems.message import FOLDER, PLACEHOLDER, Code, Message, codes, say
from ..problems.problem import closest
from ..reading.book import Book, Found
from .context import Settings, contexts

CODES = "contribute/problems.md"
"""The page that lists the codes, below the folder of a language."""
FIELDS = "contribute/fields.md"
"""The page that lists the fields."""


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


def figure_pairs() -> dict[str, Any]:
    """The phrases whose figures are the `same` in both languages, by kind, or `differ`."""
    table: dict[str, Any] = yaml.safe_load((FOLDER / "figures.yml").read_text("utf-8"))
    return table


def families() -> list[tuple[str, list[Code]]]:
    """The codes in their order by family, which is their first digit."""
    return [
        (digit, list(group)) for digit, group in groupby(codes().values(), lambda code: code.id[2])
    ]


def in_general(message: str) -> str:
    """A message with "…" for what differs from case to case."""
    return PLACEHOLDER.sub("…", message)


KINDS = ("cases", "actors", "claims", "sources", "series", "terms")
"""What has ids that people write elsewhere."""


def ids(book: Book, kind: str, slug: str, lang: str) -> Iterator[tuple[str, str]]:
    """The ids of one of `KINDS`, each with what it names: of one case or, where `slug` is "", of
    all.
    """
    cases = [book.cases[slug]] if slug else list(book.cases.values())
    for case in cases:
        if kind == "cases":
            yield case.id, case.value.title[lang]
        elif kind == "claims":
            yield from ((claim.id, claim.text[lang]) for claim in case.value.claims)
    if kind == "actors":
        yield from _actors(cases, lang, alone=bool(slug))
    used = {item.source for case in cases for claim in case.value.claims for item in claim.evidence}
    if kind == "sources":
        for source in book.sources.values():
            if not slug or source.id in used:
                yield source.id, f"{source.value.title} ({source.value.publisher})"
    elif kind == "series":
        shown = {each.series for case in cases for each in case.value.series}
        for series in book.series.values():
            if not slug or series.id in shown:
                yield series.id, series.value.title[lang]
    elif kind == "terms":
        yield from ((term.id, term.value.term[lang]) for term in book.terms.values())


def _actors(cases: list[Found[Case]], lang: str, *, alone: bool) -> Iterator[tuple[str, str]]:
    """Each actor once, with the names it goes by and, unless one case is `alone`, its cases."""
    names: dict[str, dict[str, None]] = {}
    homes: dict[str, list[str]] = {}
    for case in cases:
        for actor in case.value.actors:
            names.setdefault(actor.id, {})[actor.name[lang]] = None
            homes.setdefault(actor.id, []).append(case.id)
    for id, called in names.items():
        where = "" if alone else f" ({', '.join(homes[id])})"
        yield id, " | ".join(called) + where


def same(text: str) -> str:
    """A text as it is looked for: without case, blanks, and hyphens."""
    return re.sub(r"[\s-]", "", text).casefold()


def explain(book: Book, code: str, lang: str) -> str | None:
    """Title, reason and examples of a code, which may stand in any case, or the definition of each
    tag of that name, or else what each field of that name is for; None for other words.
    """
    context = contexts(book, Settings())[lang]
    tags = [
        (scheme, code, entries[code].value)
        for scheme, entries in book.vocabulary.items()
        if code in entries
    ]
    if known := codes().get(code.upper()):
        facts = {"code": known, "in_general": in_general}
        return context.render("explain.txt.j2", f"{lang}/{CODES}", **facts).strip()
    if tags:
        return context.render("explain-tag.txt.j2", f"{lang}/codebook.md", found=tags).strip()
    named = [
        (file, shape, field)
        for file in files()
        for shape in file.shapes
        for field in shape.fields
        if field.name == code
    ]
    if named:
        return context.render("explain-field.txt.j2", f"{lang}/{FIELDS}", found=named).strip()
    return None


def likely(book: Book, code: str, lang: str) -> Message:
    """The answer to a word that is no code: the code that was likely meant, and the families."""
    label = words(book, lang).label
    named = [f"{digit}xx {label(f'code-family-{digit}')}" for digit, _ in families()]
    return say("the-codes", meant=closest(code.upper(), codes()), families=" · ".join(named))
