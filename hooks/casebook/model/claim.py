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

    source: Annotated[Slug, Ref("source")]
    stance: Stance
    directness: Directness
    locator: Line | None = None
    quote: Annotated[str, Field(min_length=1, max_length=400)] | None = None
    resolved: Text | None = None


class Claim(Record):
    """One statement that the site makes about a case, with its evidence."""

    id: Slug
    kind: ClaimKind
    weight: Weight
    date: PartialDate
    known_from: PartialDate
    text: Text
    state: State | None = None
    evidence: list[Evidence] = []
