"""The words of the site: controlled tags, interface labels, the glossary, and plotted series."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .values import Line, PartialDate, Record, Ref, Slug, Tag, Text


class Value(Record):
    """What must be seen for one value of a link or a condition, with a case that has it, and one
    that looks like it and is coded otherwise.
    """

    anchor: Text
    example: Text | None = None
    counter_example: Text | None = None


class Answers(Record):
    """What a reader may answer, in plain words: an answer for each code."""

    yes: Text
    mostly: Text
    little: Text
    no: Text


class Plain(Record):
    """A condition as it is put to a reader: to the opener, and to somebody else about the opener.

    Each answer stands under the code that it comes to, so that a question may run the other way
    round than the condition: whoever sells the layer answers "yes" and is coded `no`.
    """

    you: Text
    they: Text
    answers: Answers


class Entry(Record):
    """One value of a controlled list, with what it means."""

    label: Text
    definition: Text
    example: Text | None = None
    counter_example: Text | None = None
    question: Text | None = None
    plain: Plain | None = None
    ask: list[Text] = []
    values: dict[Slug, Value] = {}
    preconditions: list[Text] = []
    signs: list[Text] = []
    answered_by: list[Annotated[str, Tag("counter-move")]] = []


class Term(Record):
    """One entry of the glossary."""

    term: Text
    definition: Text
    see: list[Annotated[Slug, Ref("term")]] = []
    use: Literal["special", "everyday"] = "special"
    source: Annotated[Slug, Ref("source")] | None = None


class Alias(Record):
    """The names of one thing, in both languages, any of which a reader may search for."""

    names: Annotated[list[Line], Field(min_length=2)]


class Series(Record):
    """A set of figures over time; its points lie in `data/series/<id>.csv`."""

    title: Text
    unit: Text
    note: Text | None = None
    lines: Annotated[dict[Slug, Text], Field(min_length=1)]
    scale: Literal["linear", "log"] = "linear"


_NUMBER = r"^(-?[1-9][0-9]*(\.[0-9]+)?|0(\.[0-9]+)?|-0\.[0-9]*[1-9][0-9]*)$"
"""A decimal number in its one form: no zero before it, none below zero."""


class Point(Record):
    """One row of a series' CSV file."""

    date: PartialDate
    line: Slug
    value: Annotated[str, Field(pattern=_NUMBER, max_length=20)]
    source: Annotated[Slug, Ref("source")]
    note: Line | None = None


Vocabulary = dict[Slug, dict[str, Entry]]
"""Scheme to tag to meaning: `data/vocabulary.yml`."""

Labels = dict[str, Text]
"""Every word that templates print: `data/labels.yml`."""

Terms = dict[Slug, Term]
"""The glossary: `data/terms.yml`."""

Aliases = dict[Slug, Alias]
"""What is known by several names: `data/aliases.yml`."""

AllSeries = dict[Slug, Series]
"""Titles and units of all series: `data/series/series.yml`."""
