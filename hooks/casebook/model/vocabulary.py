"""The words of the site: controlled tags, interface labels, the glossary, and plotted series."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .values import Line, PartialDate, Record, Ref, Slug, Tag, Text


class Entry(Record):
    """One value of a controlled list, with what it means."""

    label: Annotated[Text, Field(description="Short name, as it stands in tables.")]
    definition: Annotated[Text, Field(description="When the tag applies, in one or two sentences.")]
    example: Annotated[
        Text | None,
        Field(
            description="Where it applies: the title of a case, a colon, and what is coded there."
        ),
    ] = None
    counter_example: Annotated[
        Text | None,
        Field(description="What looks like it in a case, and how and why it is coded otherwise."),
    ] = None
    question: Annotated[
        Text | None,
        Field(description="A condition as a question to someone who decides; yes means it holds."),
    ] = None
    preconditions: Annotated[
        list[Text], Field(description="What a play or counter-move presupposes.")
    ] = []
    signs: Annotated[
        list[Text], Field(description="By what one recognizes a play or counter-move.")
    ] = []
    answered_by: Annotated[
        list[Annotated[str, Tag("counter-move")]],
        Field(description="Counter-moves that can answer a play."),
    ] = []


class Term(Record):
    """One entry of the glossary."""

    term: Annotated[Text, Field(description="The term in each language.")]
    definition: Annotated[Text, Field(description="What it means here, in one or two sentences.")]
    see: Annotated[
        list[Annotated[Slug, Ref("term")]], Field(description="Ids of related terms.")
    ] = []
    source: Annotated[
        Annotated[Slug, Ref("source")] | None, Field(description="Id of a source that defines it.")
    ] = None


class Series(Record):
    """A set of figures over time; its points lie in `data/series/<id>.csv`."""

    title: Annotated[Text, Field(description="What is measured, of whom.")]
    unit: Annotated[Text, Field(description="The unit of the values.")]
    note: Annotated[
        Text | None, Field(description="Whose count, which market, where the series breaks.")
    ] = None
    lines: Annotated[
        dict[Slug, Text], Field(min_length=1, description="Ids of the lines, and their names.")
    ]
    scale: Annotated[
        Literal["linear", "log"],
        Field(description="log: each step of the chart is ten times the last; for steep change."),
    ] = "linear"


class Point(Record):
    """One row of a series' CSV file."""

    date: Annotated[PartialDate, Field(description="The period that the value is for.")]
    line: Annotated[Slug, Field(description="Id of the line, from series.yml.")]
    value: Annotated[
        str,
        Field(
            pattern=r"^-?[0-9]+(\.[0-9]+)?$", max_length=20, description="A plain decimal number."
        ),
    ]
    source: Annotated[Slug, Ref("source"), Field(description="Id of the source.")]
    note: Annotated[Line | None, Field(description="What sets this point apart, as a break.")] = (
        None
    )


Vocabulary = dict[Slug, dict[str, Entry]]
"""Scheme to tag to meaning: `data/vocabulary.yml`."""

Labels = dict[str, Text]
"""Every word that templates print: `data/labels.yml`."""

Terms = dict[Slug, Term]
"""The glossary: `data/terms.yml`."""

AllSeries = dict[Slug, Series]
"""Titles and units of all series: `data/series/series.yml`."""
