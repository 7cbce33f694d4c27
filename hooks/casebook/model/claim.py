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


_NEVER = PartialDate(1)
"""The date of a claim that has none at all, which a rule refuses."""


class Evidence(Record):
    """What one source says on one claim."""

    source: Annotated[Slug, Ref("source")]
    stance: Stance = "supports"
    directness: Directness = "direct"
    locator: Line | None = None
    quote: Annotated[str, Field(min_length=1, max_length=400)] | None = None
    resolved: Text | None = None


class Claim(Record):
    """One statement that the site makes about a case, with its evidence."""

    id: Slug
    kind: ClaimKind
    weight: Weight
    happened: Annotated[PartialDate | None, Field(alias="date")] = None
    known: Annotated[PartialDate | None, Field(alias="known_from")] = None
    undated: Text | None = None
    text: Text
    state: State | None = None
    evidence: list[Evidence] = []

    @property
    def date(self) -> PartialDate:
        """When it happened; of an undated claim, when it could be known, by which it is sorted."""
        return self.happened or self.known or _NEVER

    @property
    def known_from(self) -> PartialDate:
        """When an outsider could know it: as it happened, where nothing else is told."""
        return self.known or self.date
