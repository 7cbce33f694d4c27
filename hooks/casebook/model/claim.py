"""The atoms of a case: claims, and the evidence for and against each."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .values import Line, PartialDate, Record, Ref, Slug, Text

ClaimKind = Literal["fact", "figure", "quote", "interpretation", "forecast"]
Weight = Literal["core", "context", "caveat", "counter"]
Stance = Literal["supports", "qualifies", "contradicts"]
Directness = Literal["direct", "indirect"]
State = Literal["open", "came-true", "failed", "undecidable"]


class Evidence(Record):
    """What one source says on one claim."""

    source: Annotated[Slug, Ref("source"), Field(description="Id of the source.")]
    stance: Annotated[
        Stance, Field(description="Whether it supports, qualifies or contradicts the claim.")
    ]
    directness: Annotated[
        Directness,
        Field(description="direct: the source says this itself; indirect: we infer it from it."),
    ]
    locator: Annotated[
        Line | None, Field(description="Where in the source: page, paragraph, section, minute.")
    ] = None
    quote: Annotated[
        Annotated[str, Field(min_length=1, max_length=400)] | None,
        Field(description="The decisive words, short, in the original language."),
    ] = None
    resolved: Annotated[
        Text | None,
        Field(description="Why a contradiction is set aside; without it the claim stays ≠."),
    ] = None


class Claim(Record):
    """One statement that the site makes about a case, with its evidence."""

    id: Annotated[Slug, Field(description="Permanent id, unique in the case; never reused.")]
    kind: Annotated[ClaimKind, Field(description="What kind of statement it is.")]
    weight: Annotated[
        Weight,
        Field(
            description="core: the case rests on it; context: background; caveat: limits a core "
            "claim; counter: speaks against the thesis."
        ),
    ]
    date: Annotated[
        PartialDate, Field(description="When it happened, or the day a figure is valid for.")
    ]
    known_from: Annotated[
        PartialDate,
        Field(description="When an outsider could know it; drives the known-then view."),
    ]
    text: Annotated[
        Text, Field(description="The statement, one to three sentences, self-contained.")
    ]
    state: Annotated[
        State | None, Field(description="What became of a forecast; only for kind: forecast.")
    ] = None
    evidence: Annotated[
        list[Evidence], Field(description="The sources, for and against, most direct first.")
    ] = []
