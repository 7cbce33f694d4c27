"""The bibliography: what claims cite, and what the addresses outside the site answered.

Field names are those of CSL, the Citation Style Language.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from .values import Line, PartialDate, Record, Ref, Slug, Text

Kind = Literal["primary", "secondary", "tertiary"]
Read = Literal["whole", "excerpt"]

LinkStatus = Literal["ok", "moved", "blocked", "dead", "unknown"]

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

    family: Line | None = None
    given: Line | None = None
    literal: Line | None = None


class Source(Record):
    """One source: a page, filing, ruling, licence, dataset or talk that claims cite by its id."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_by_name=False)

    type: Type
    title: Line
    translated_title: Annotated[Text | None, Field(alias="translated-title")] = None
    author: list[Name] = []
    issued: PartialDate | None = None
    accessed: PartialDate
    publisher: Line
    container_title: Annotated[Line | None, Field(alias="container-title")] = None
    genre: Line | None = None
    URL: Line
    insecure: Line | None = None
    DOI: Line | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    kind: Kind
    party_to: list[Annotated[Slug, Ref("any-actor")]] = []
    derives_from: Annotated[Slug, Ref("source")] | None = None
    origin: Slug | None = None
    read: Read
    copy_at: Annotated[Line | None, Field(alias="copy")] = None
    archive: Line | None = None
    note: Text | None = None


class Link(Record):
    """What one address answered when `make links` last asked. Written by that command."""

    status: LinkStatus
    checked: PartialDate
    reason: Line | None = None
    final: Line | None = None
    since: PartialDate | None = None
    archives: list[Line] = []


class Allowed(Record):
    """An address or host that fails for programs though it opens for people."""

    reason: Line


Links = dict[str, Link]
"""The ledger of outside addresses: `data/links.yml`."""

AllowedLinks = dict[str, Allowed]
"""Address or host to the reason why its failure is set aside: `data/links-allowed.yml`."""
