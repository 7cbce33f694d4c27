"""Schemas: the files that editors complete from, generated from the models and the vocabulary."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from ..model import (
    LANGUAGES,
    AllExplained,
    AllowedLinks,
    AllSeries,
    Case,
    Correction,
    Entry,
    Labels,
    Links,
    Slug,
    Source,
    Terms,
    Vocabulary,
)
from ..pages.escape import for_markdown, one_line
from ..problems.message import spoken
from ..reading.book import Book, Found

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

_Tags = dict[str, str]
"""What each tag of a list means."""


def schemas(book: Book) -> dict[str, str]:
    """The text of each schema by file name, described in every language.

    Tags are listed as they stand in the vocabulary, each with what it means.
    """
    return {
        name: json.dumps(_in_every_language(schema), ensure_ascii=False, indent=1) + "\n"
        for name, schema in _schemas(book).items()
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


def _schemas(book: Book) -> dict[str, dict[str, Any]]:
    """Each schema by file name, described in English."""
    explained = {scheme: _explained(tags) for scheme, tags in book.vocabulary.items()}
    return {
        f"{name}.schema.json": _schema(name, shape, explained) for name, shape in SHAPES.items()
    }


def _schema(name: str, shape: Any, vocabulary: dict[str, _Tags]) -> dict[str, Any]:
    schema = TypeAdapter(shape).json_schema(schema_generator=_Plain)
    _fill(schema, vocabulary, {frozenset(tags): tags for tags in vocabulary.values()})
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"{name} — Open Source as Defense",
        **schema,
    }


class _Plain(GenerateJsonSchema):
    """JSON Schema without the titles that Pydantic makes up from the names of fields."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        return False


def _explained(tags: dict[str, Found[Entry]]) -> _Tags:
    """What each tag means, in every language, as the Markdown that editors show beside it."""
    return {tag: "\n\n".join(_paragraphs(entry.value)) for tag, entry in tags.items()}


def _paragraphs(entry: Entry) -> Iterator[str]:
    for lang in LANGUAGES:
        yield f"**{for_markdown(entry.label[lang])}** {for_markdown(entry.definition[lang])}"


def _fill(schema: Any, vocabulary: dict[str, _Tags], by_tags: dict[frozenset[str], _Tags]) -> None:
    """Lists the tags of the vocabulary where a field takes one of them, and explains those that
    the code has fixed; brings each description onto one line.
    """
    if isinstance(schema, dict):
        scheme = schema.pop("x-scheme", None)
        if scheme in vocabulary:
            schema["enum"] = list(vocabulary[scheme])
        if isinstance(listed := schema.get("enum"), list):
            tags = vocabulary.get(scheme) or by_tags.get(frozenset(listed))
            if tags:
                schema["markdownEnumDescriptions"] = [tags[tag] for tag in listed]
        if isinstance(description := schema.get("description"), str):
            schema["description"] = one_line(description)
        schema.pop("default", None)
        for part in schema.values():
            _fill(part, vocabulary, by_tags)
    elif isinstance(schema, list):
        for part in schema:
            _fill(part, vocabulary, by_tags)


def _in_every_language(schema: Any) -> Any:
    """A schema with each description said in every language, one a line."""
    return _described_by(
        schema,
        lambda text: "\n".join(dict.fromkeys(spoken(text, lang) for lang in LANGUAGES)),
    )


def _described_by(schema: Any, change: Callable[[str], str]) -> Any:
    if isinstance(schema, dict):
        return {
            key: change(part)
            if key == "description" and isinstance(part, str)
            else _described_by(part, change)
            for key, part in schema.items()
        }
    if isinstance(schema, list):
        return [_described_by(part, change) for part in schema]
    return schema
