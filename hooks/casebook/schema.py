"""Generates the JSON Schema files that editors use, from the models and the vocabulary."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from .book import Book
from .model import (
    AllExplained,
    AllowedLinks,
    AllSeries,
    Case,
    Correction,
    Labels,
    Links,
    Slug,
    Source,
    Terms,
    Vocabulary,
)
from .problem import Place, Problem

FOLDER = "data/schema"
SHAPES: dict[str, Any] = {
    "case": Case,
    "sources": dict[Slug, Source],
    "series": AllSeries,
    "vocabulary": Vocabulary,
    "labels": Labels,
    "terms": Terms,
    "corrections": dict[Slug, Correction],
    "links": Links,
    "links-allowed": AllowedLinks,
    "problems": AllExplained,
}


def schemas(book: Book) -> dict[str, str]:
    """The text of each schema by file name; tags are listed as they stand in the vocabulary."""
    return {
        f"{name}.schema.json": json.dumps(_schema(name, shape, book), ensure_ascii=False, indent=1)
        + "\n"
        for name, shape in SHAPES.items()
    }


def write(book: Book) -> list[str]:
    """Writes the schemas that differ from what is there; returns their names."""
    written = []
    for name, text in schemas(book).items():
        path = book.root / FOLDER / name
        if not path.exists() or path.read_text("utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            written.append(name)
    return written


def schemas_fresh(book: Book) -> Iterator[Problem]:
    """The schema files are those that the models and the vocabulary give."""
    for name, text in schemas(book).items() if book.vocabulary else ():
        path = book.root / FOLDER / name
        if not path.is_file() or path.read_text("utf-8") != text:
            yield Problem(
                Place(f"{FOLDER}/{name}"),
                "CB220",
                "this generated file is out of date",
                "run `make format`, which writes it anew, and commit it",
            )


def _schema(name: str, shape: Any, book: Book) -> dict[str, Any]:
    schema = TypeAdapter(shape).json_schema(schema_generator=_Plain)
    _fill(schema, {scheme: list(tags) for scheme, tags in book.vocabulary.items()})
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"{name} — Open Source as Defense",
        **schema,
    }


class _Plain(GenerateJsonSchema):
    """JSON Schema without the titles that Pydantic makes up from the names of fields."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        return False


def _fill(schema: Any, vocabulary: dict[str, list[str]]) -> None:
    """Lists the tags of the vocabulary where a field takes one of them."""
    if isinstance(schema, dict):
        scheme = schema.pop("x-scheme", None)
        if scheme in vocabulary:
            schema["enum"] = vocabulary[scheme]
        schema.pop("default", None)
        for part in schema.values():
            _fill(part, vocabulary)
    elif isinstance(schema, list):
        for part in schema:
            _fill(part, vocabulary)
