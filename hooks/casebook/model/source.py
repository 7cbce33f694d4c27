"""The bibliography: what claims cite. Field names are those of CSL, the Citation Style Language."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from .values import Line, PartialDate, Record, Ref, Slug, Text

Kind = Literal["primary", "secondary", "tertiary"]
Read = Literal["whole", "excerpt"]

Type = Literal[
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "dataset",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "motion_picture",
    "paper-conference",
    "patent",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "software",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
]


class Name(Record):
    """A person (`family`, `given`) or a body (`literal`) that wrote a source."""

    family: Annotated[Line | None, Field(description="Family name of a person.")] = None
    given: Annotated[Line | None, Field(description="Given names of a person.")] = None
    literal: Annotated[Line | None, Field(description="Name of a body, as it writes itself.")] = (
        None
    )


class Source(Record):
    """One source: a page, filing, ruling, licence, dataset or talk that claims cite by its id."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_by_name=False)

    type: Annotated[Type, Field(description="CSL type of the work.")]
    title: Annotated[Line, Field(description="Title in its original language and spelling.")]
    translated_title: Annotated[
        Text | None,
        Field(
            alias="translated-title",
            description="Our own translation of the title; shown as ours.",
        ),
    ] = None
    author: Annotated[list[Name], Field(description="Who wrote it, in order.")] = []
    issued: Annotated[
        PartialDate | None, Field(description="When it was published, as exactly as known.")
    ] = None
    accessed: Annotated[PartialDate, Field(description="When we last read it.")]
    publisher: Annotated[
        Line, Field(description="Who published it: outlet, company, court, standards body.")
    ]
    container_title: Annotated[
        Line | None,
        Field(alias="container-title", description="Series, journal, site or show it is part of."),
    ] = None
    genre: Annotated[
        Line | None, Field(description="Closer kind of work, such as Press release or Form 10-K.")
    ] = None
    URL: Annotated[Line, Field(description="Address of the original, https where there is one.")]
    insecure: Annotated[
        Line | None, Field(description="Why the address is not https; needed for an http one.")
    ] = None
    DOI: Annotated[Line | None, Field(description="Digital object identifier, without a host.")] = (
        None
    )
    language: Annotated[
        str,
        Field(
            pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
            description="Language of the work as a BCP 47 tag, such as en or zh-Hans.",
        ),
    ]
    kind: Annotated[
        Kind,
        Field(
            description="primary: made by those who took part or keep the record; secondary: "
            "reported by others from primary sources; tertiary: compiled from secondary ones."
        ),
    ]
    party_to: Annotated[
        list[Annotated[Slug, Ref("any-actor")]],
        Field(description="Ids of the actors whose own words or records these are."),
    ] = []
    derives_from: Annotated[
        Annotated[Slug, Ref("source")] | None,
        Field(description="Id of another source that this one only repeats."),
    ] = None
    origin: Annotated[
        Slug | None,
        Field(
            description="A name of ours for a release, filing or interview that we did not read "
            "and that this source retells; sources with the same origin count as one."
        ),
    ] = None
    read: Annotated[
        Read, Field(description="How much of it was read for the casebook: whole or excerpt.")
    ]
    copy_at: Annotated[
        Line | None,
        Field(
            alias="copy",
            description="Name of the republisher, where only a republication was read.",
        ),
    ] = None
    archive: Annotated[Line | None, Field(description="Address of an archived version.")] = None
    note: Annotated[Text | None, Field(description="What a reader should know about it.")] = None
