"""Schemas: the files that editors complete from, generated from the models and the vocabulary."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from ..model import LANGUAGES, Entry, Record, Text
from ..model.fields import description, fields, records
from ..model.files import FILES
from ..pages.escape import for_markdown
from ..reading.book import Book
from . import ids
from .ids import FOLDER
from .save import save

_Tags = dict[str, str]
"""What each tag of a list means."""


def schemas(book: Book) -> dict[str, str]:
    """The text of each schema by file name, described in every language.

    Tags are listed as they stand in the vocabulary, each with what it means.
    """
    tags = {
        scheme: {tag: _explained(entry.value) for tag, entry in entries.items()}
        for scheme, entries in book.vocabulary.items()
    }
    return {
        f"{name}.schema.json": json.dumps(
            _schema(name, file.shape, tags), ensure_ascii=False, indent=1
        )
        + "\n"
        for name, file in FILES.items()
        if not file.path.endswith(".csv")
    }


def write(book: Book) -> list[str]:
    """Writes the schemas that differ from what is there; returns their names. Raises RefusedError
    where `save` does.
    """
    made = {f"{FOLDER}/{name}": text for name, text in schemas(book).items()}
    return [PurePosixPath(file).name for file in save(book.root, made)]


class _Plain(GenerateJsonSchema):
    """JSON Schema without the titles that Pydantic makes up from the names of fields."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        return False


def _schema(name: str, shape: Any, vocabulary: dict[str, _Tags]) -> dict[str, Any]:
    schema = TypeAdapter(shape).json_schema(schema_generator=_Plain)
    _list_tags(schema, vocabulary, {frozenset(tags): tags for tags in vocabulary.values()})
    for model in dict.fromkeys(records(shape)):
        _describe(schema if model is shape else schema["$defs"][model.__name__], model)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"{name} — Open Source as Defense",
        **schema,
    }


def _describe(schema: dict[str, Any], model: type[Record]) -> None:
    """Says in the schema of a model what it and each of its fields is for."""
    schema["description"] = _in_every_language(description(model))
    properties = schema["properties"]
    for name, field in fields(model).items():
        described = {**properties[name], "description": _in_every_language(field.description)}
        properties[name] = dict(sorted(described.items()))


def _in_every_language(text: Text) -> str:
    return "\n".join(text[lang] for lang in LANGUAGES)


def _explained(entry: Entry) -> str:
    """What a tag means, in every language, as the Markdown that editors show beside it."""
    return "\n\n".join(
        f"**{for_markdown(entry.label[lang])}** {for_markdown(entry.definition[lang])}"
        for lang in LANGUAGES
    )


def _list_tags(
    schema: Any, vocabulary: dict[str, _Tags], by_tags: dict[frozenset[str], _Tags]
) -> None:
    """Lists the tags of the vocabulary where a field takes one of them, and explains those that
    the code has fixed. Where a field takes an id, those of the book are offered; any other will do,
    since what is offered may be older than what is written.
    """
    if isinstance(schema, dict):
        if to := schema.pop("x-ref", ""):
            schema["anyOf"] = [{"$ref": ids.reference(to)}, {}]
        scheme = schema.pop("x-scheme", None)
        if scheme in vocabulary:
            schema["enum"] = list(vocabulary[scheme])
        if isinstance(listed := schema.get("enum"), list):
            tags = vocabulary.get(scheme) or by_tags.get(frozenset(listed))
            if tags:
                schema["markdownEnumDescriptions"] = [tags[tag] for tag in listed]
        schema.pop("default", None)
    for part in schema.values() if isinstance(schema, dict) else schema:
        if isinstance(part, dict | list):
            _list_tags(part, vocabulary, by_tags)
