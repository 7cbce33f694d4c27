"""What was found wrong or right: corrections, readings of single claims, and figures that agree."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .chain import ClaimRef
from .source import Read
from .values import Line, PartialDate, Record, Ref, Slug, Tag, Text


class Correction(Record):
    """One mistake that readers could see, and its mend. The claims concerned keep their ids."""

    date: PartialDate
    case: Annotated[Slug, Ref("case")]
    claims: Annotated[list[ClaimRef], Field(min_length=1)]
    kind: Annotated[str, Tag("correction-kind")]
    wrong: Text
    right: Text
    since: PartialDate
    reported_by: Text | None = None
    sources: Annotated[list[Annotated[Slug, Ref("source")]], Field(min_length=1)]


class Reading(Record):
    """One claim, checked word by word against its sources by someone who did not write it."""

    date: PartialDate
    result: Literal["right", "sharpened", "split", "corrected", "withdrawn"]
    fault: Text | None = None
    mend: Text | None = None
    sources: list[Annotated[Slug, Ref("source")]] = []
    read: Read | None = None


class AllowedFigure(Record):
    """Figures that the check takes to differ, though both languages were read, and agree."""

    file: Line
    en: Line
    zh: Line
    reason: Line
