"""Candidates: openings that somebody has called a defense, whether they are a case yet or not."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .values import PartialDate, Record, Ref, Slug, Tag, Text

CandidateState = Literal["coded", "waiting", "left-out"]


class Candidate(Record):
    """One opening, who called it a defense, and what became of it in this book."""

    title: Text
    opener: Text
    opener_kind: Annotated[str, Tag("opener-kind")]
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    target: Text
    opened: PartialDate
    named: Text
    sources: Annotated[list[Annotated[Slug, Ref("source")]], Field(min_length=1)]
    state: CandidateState
    case: Annotated[Slug, Ref("case")] | None = None
    reason: Text
